use domain::OrganizationId;
use serde_json::{Value, json};
use table::entities::organization::{DirectoryEntry, OrganizationItem};
use table::keys;
use testkit::{Answer, TestApp, samples};

use crate::accounting::{Accounting, ORGANIZATION};

async fn put(accounting: &Accounting, body: &Value) -> Answer {
    accounting.app.put(ORGANIZATION).bearer(&accounting.key).json(body).send().await
}

async fn stored(app: &TestApp, id: &OrganizationId) -> Option<OrganizationItem> {
    app.table.get(keys::organization(id), true).await.unwrap()
}

#[tokio::test]
async fn a_company_tells_about_itself_for_the_first_time() {
    let accounting = Accounting::start().await;
    let answer = put(&accounting, &samples::organization_json()).await;
    assert_eq!((answer.status, answer.json()), (200, json!({"status": "created"})));
    let id = samples::organization_id(1);
    assert_eq!(stored(&accounting.app, &id).await.unwrap().details, Some(samples::organization()));
    let entry: DirectoryEntry = accounting.app.table.get(keys::directory_entry(&id), true).await.unwrap().unwrap();
    assert_eq!(entry.name, "УК «Волга»");
}

#[tokio::test]
async fn the_same_details_change_nothing() {
    let accounting = Accounting::start().await;
    put(&accounting, &samples::organization_json()).await;
    let before = stored(&accounting.app, &samples::organization_id(1)).await;
    let answer = put(&accounting, &samples::organization_json()).await;
    assert_eq!(answer.json(), json!({"status": "unchanged"}));
    assert_eq!(stored(&accounting.app, &samples::organization_id(1)).await, before);
}

#[tokio::test]
async fn other_details_replace_the_whole_and_keep_what_was_closed() {
    let accounting = Accounting::with_accounts().await;
    accounting.app.open_period("2026-09").await;
    accounting.app.close_period("2026-09").await;
    let mut details = samples::organization_json();
    details["name"] = json!("ТСЖ «Заря»");
    details.as_object_mut().unwrap().remove("kpp");
    let answer = put(&accounting, &details).await;
    assert_eq!(answer.json(), json!({"status": "updated"}));
    let item = stored(&accounting.app, &samples::organization_id(1)).await.unwrap();
    assert_eq!(item.details.unwrap().kpp, None);
    assert_eq!(item.revision, 2);
    assert_eq!(item.latest_closed.unwrap().period, samples::period("2026-09"));
}

#[tokio::test]
async fn a_dry_run_writes_nothing() {
    let accounting = Accounting::start().await;
    let body = samples::organization_json();
    let path = format!("{ORGANIZATION}?dry_run=true");
    let answer = accounting.app.put(&path).bearer(&accounting.key).json(&body).send().await;
    assert_eq!(answer.json(), json!({"status": "created"}));
    assert_eq!(stored(&accounting.app, &samples::organization_id(1)).await, None);
}

#[tokio::test]
async fn wrong_details_are_refused_with_the_field_at_fault() {
    let cases = [
        (json!({"inn": "7707083894"}), "inn", "inn_checksum"),
        (json!({"time_zone": "Europe/Kitezh"}), "time_zone", "time_zone_unknown"),
        (json!({"readings_window": {"from_day": 26, "to_day": 25}}), "readings_window", "window_out_of_range"),
        (json!({"attach_methods": []}), "attach_methods", "required"),
        (json!({"attach_methods": ["magic"]}), "attach_methods[0]", "unknown_value"),
        (json!({"appeal_topics": ["Протечка", "Протечка"]}), "appeal_topics[1]", "duplicate"),
        (json!({"appeal_topics": ["т".repeat(121)]}), "appeal_topics[0]", "too_long"),
        (json!({"name": ""}), "name", "required"),
        (json!({"name": null}), "name", "wrong_type"),
        (json!({"surprise": 1}), "surprise", "unknown_field"),
    ];
    let accounting = Accounting::start().await;
    for (change, field, code) in cases {
        let mut body = samples::organization_json();
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let answer = put(&accounting, &body).await;
        assert_eq!(answer.problem(), (422, "validation_failed".to_owned()), "{change}");
        assert_eq!(answer.fields()[0].0, field, "{change}");
        if field != "inn" {
            assert_eq!(answer.fields()[0].1, code, "{change}");
        }
    }
    assert_eq!(stored(&accounting.app, &samples::organization_id(1)).await, None);
}

#[tokio::test]
async fn the_directory_names_the_company_as_it_is_called_now() {
    let accounting = Accounting::with_accounts().await;
    let mut details = samples::organization_json();
    details["name"] = json!("ТСЖ «Заря»");
    put(&accounting, &details).await;
    let key = keys::directory_entry(&samples::organization_id(1));
    let entry: DirectoryEntry = accounting.app.table.get(key, true).await.unwrap().unwrap();
    assert_eq!(entry.name, "ТСЖ «Заря»");
}
