use serde_json::{Value, json};
use table::entities::organization::{ClosedPeriod, OrganizationItem, RequisitesItem};
use table::entities::period::PeriodEventsOf;
use table::keys;
use testkit::{Answer, TestApp, samples};

use crate::accounting::{Accounting, CLOSE, ORGANIZATION, REOPEN, STATEMENTS, statement};

async fn close(accounting: &Accounting, body: &Value) -> Answer {
    accounting.app.post(CLOSE).bearer(&accounting.key).json(body).send().await
}

async fn requisites(accounting: &Accounting) -> RequisitesItem {
    let key = keys::requisites(&samples::organization_id(1), samples::period("2026-10"));
    accounting.app.table.get(key, true).await.unwrap().unwrap()
}

async fn latest(app: &TestApp) -> Option<ClosedPeriod> {
    let key = keys::organization(&samples::organization_id(1));
    app.table.get::<OrganizationItem>(key, true).await.unwrap().unwrap().latest_closed
}

#[tokio::test]
async fn a_closed_period_is_the_latest_and_keeps_its_requisites() {
    let accounting = Accounting::with_statements().await;
    let answer = close(&accounting, &json!({"expected_statements": 3})).await;
    let expected = json!({
        "period": "2026-10", "status": "closed", "version": 1, "statements": 3, "closed_at": "2026-10-20T12:00:00Z",
        "due_date": "2026-11-15"
    });
    assert_eq!((answer.status, answer.json()), (200, expected));
    let latest = latest(&accounting.app).await.unwrap();
    assert_eq!((latest.period, latest.version), (samples::period("2026-10"), 1));
    let requisites = requisites(&accounting).await;
    assert_eq!((requisites.closed(), requisites.details), (Some(latest), samples::organization()));
}

#[tokio::test]
async fn requisites_know_since_when_they_lead_to_the_same_payees() {
    let accounting = Accounting::with_statements().await;
    let mut details = samples::organization_json();
    for (field, value, payees_since) in
        [("name", json!("УК «Волга и дома»"), 1), ("inn", json!("7736050003"), 4), ("hours", json!("сб"), 4)]
    {
        accounting.post(CLOSE).await;
        accounting.post(REOPEN).await;
        details[field] = value;
        let put = accounting.app.put(ORGANIZATION).bearer(&accounting.key).json(&details).send().await;
        assert_eq!(put.status, 200, "{}", put.text());
        accounting.post(CLOSE).await;
        assert_eq!(requisites(&accounting).await.payees_since, payees_since, "{field}");
        accounting.post(REOPEN).await;
    }
}

#[tokio::test]
async fn the_day_to_pay_is_the_closings_else_the_former_else_the_companys() {
    let accounting = Accounting::with_statements().await;
    let mut details = samples::organization_json();
    details["due_day"] = json!(31);
    let put = accounting.app.put(ORGANIZATION).bearer(&accounting.key).json(&details).send().await;
    assert_eq!(put.status, 200, "{}", put.text());
    for (body, due) in [
        (json!({}), "2026-11-30"),
        (json!({"due_date": "2026-11-20"}), "2026-11-20"),
        (json!({"due_date": null}), "2026-11-20"),
    ] {
        let answer = close(&accounting, &body).await;
        assert_eq!((answer.status, answer.json()["due_date"].as_str()), (200, Some(due)), "{body}");
        assert_eq!(requisites(&accounting).await.due_date().to_string(), due);
        accounting.post(REOPEN).await;
    }
}

#[tokio::test]
async fn a_day_to_pay_that_cannot_be_meant_is_refused() {
    let accounting = Accounting::with_statements().await;
    for (due, code) in [
        (json!("2026-10-31"), "due_date_out_of_range"),
        (json!("2027-11-01"), "due_date_out_of_range"),
        (json!("20.11.2026"), "wrong_type"),
        (json!(20), "wrong_type"),
    ] {
        let answer = close(&accounting, &json!({ "due_date": due })).await;
        let fault = &answer.json()["fields"][0];
        assert_eq!((answer.status, &fault["field"]), (422, &json!("due_date")), "{due}");
        assert_eq!(fault["code"], code, "{due}");
    }
    assert_eq!(latest(&accounting.app).await, None);
}

#[tokio::test]
async fn a_body_may_be_empty_or_absent() {
    let accounting = Accounting::with_statements().await;
    assert_eq!(accounting.post(CLOSE).await.status, 200);
    accounting.post(REOPEN).await;
    assert_eq!(close(&accounting, &json!({})).await.json()["version"], 2);
}

#[tokio::test]
async fn closing_again_changes_nothing() {
    let accounting = Accounting::with_statements().await;
    let first = accounting.post(CLOSE).await.json();
    accounting.app.clock.advance(3600);
    let second = accounting.post(CLOSE).await;
    assert_eq!((second.status, second.json()), (200, first));
}

#[tokio::test]
async fn a_period_that_lacks_statements_is_not_closed() {
    let accounting = Accounting::with_statements().await;
    let answer = close(&accounting, &json!({"expected_statements": 4})).await;
    assert_eq!(answer.problem(), (409, "statements_missing".to_owned()));
    assert_eq!(latest(&accounting.app).await, None);
}

#[tokio::test]
async fn an_open_period_without_statements_is_not_closed() {
    let accounting = Accounting::with_accounts().await;
    let empty = accounting.put(STATEMENTS, &[statement("77")]).await;
    assert_eq!(empty.status, 200);
    assert_eq!(accounting.post(CLOSE).await.problem(), (404, "period_unknown".to_owned()));
}

#[tokio::test]
async fn an_unknown_period_is_not_closed() {
    let accounting = Accounting::with_accounts().await;
    assert_eq!(accounting.post(CLOSE).await.problem(), (404, "period_unknown".to_owned()));
    assert_eq!(accounting.post("/api/exchange/v1/periods/9999-01/close").await.status, 404);
}

#[tokio::test]
async fn a_company_without_requisites_closes_nothing() {
    let accounting = Accounting::start().await;
    accounting.app.account("1").await;
    accounting.put(STATEMENTS, &[statement("1")]).await;
    assert_eq!(accounting.post(CLOSE).await.problem(), (409, "organization_missing".to_owned()));
}

#[tokio::test]
async fn an_earlier_period_does_not_become_the_latest() {
    let accounting = Accounting::with_statements().await;
    accounting.post(CLOSE).await;
    accounting.put("/api/exchange/v1/periods/2026-08/statements", &[statement("1")]).await;
    assert_eq!(accounting.post("/api/exchange/v1/periods/2026-08/close").await.status, 200);
    assert_eq!(latest(&accounting.app).await.unwrap().period, samples::period("2026-10"));
}

#[tokio::test]
async fn the_requisites_are_those_of_the_closing() {
    let accounting = Accounting::with_statements().await;
    accounting.post(CLOSE).await;
    let first = requisites(&accounting).await;
    let mut details = samples::organization_json();
    details["name"] = json!("ТСЖ «Заря»");
    accounting.app.put(ORGANIZATION).bearer(&accounting.key).json(&details).send().await;
    assert_eq!(requisites(&accounting).await.closed(), first.closed(), "a change of the company is none of it");
    accounting.post(REOPEN).await;
    assert_eq!(requisites(&accounting).await.closed(), None);
    accounting.app.clock.advance(3600);
    accounting.post(CLOSE).await;
    let second = requisites(&accounting).await;
    assert_eq!((first.details.name.as_str(), second.details.name.as_str()), ("УК «Волга»", "ТСЖ «Заря»"));
    assert_eq!(
        (second.closed_at(1), second.closed_at(2)),
        (first.closed_at(1), second.closed().map(|closed| closed.closed_at))
    );
}

#[tokio::test]
async fn the_period_of_another_company_cannot_be_closed() {
    let accounting = Accounting::with_statements().await;
    let stranger = accounting.app.exchange_key(2).await;
    let answer = accounting.app.post(CLOSE).bearer(&stranger).send().await;
    assert_eq!(answer.problem(), (404, "period_unknown".to_owned()));
}

#[tokio::test]
async fn bad_bodies_are_refused() {
    let accounting = Accounting::with_statements().await;
    assert_eq!(close(&accounting, &json!({"expected_statements": -1})).await.status, 422);
    assert_eq!(close(&accounting, &json!({"expected": 1})).await.fields()[0].1, "unknown_field");
    assert_eq!(close(&accounting, &json!([])).await.status, 422);
    let raw = accounting.app.post(CLOSE).bearer(&accounting.key).raw("text/plain", "x").send().await;
    assert_eq!(raw.status, 415);
    assert_eq!(latest(&accounting.app).await, None);
}

#[tokio::test]
async fn every_closing_and_reopening_leaves_a_trace() {
    let accounting = Accounting::with_statements().await;
    for path in [CLOSE, CLOSE, REOPEN, REOPEN, CLOSE] {
        let call = accounting.app.post(path).bearer(&accounting.key).from("192.0.2.7");
        assert_eq!(call.send().await.status, 200);
    }
    let pattern = PeriodEventsOf { organization: &samples::organization_id(1) };
    let events = accounting.app.table.query_all(&pattern).await.unwrap();
    let what: Vec<_> = events.iter().map(|event| (event.version, event.key_prefix.as_str())).collect();
    assert_eq!(what, [(1, "prefix000001"), (1, "prefix000001"), (2, "prefix000001")]);
    assert!(events.iter().all(|event| event.network == "192.0.2.7"));
}
