use domain::account::AccessCode;
use serde_json::json;
use table::entities::account::{AccountItem, AccountsByAlias, AliasKind};
use table::entities::house::AccountsOfHouse;
use table::keys;
use testkit::{TestApp, samples};

use crate::accounting::{ACCOUNTS, Accounting, HOUSES, account, house, rejected, row, summary};

async fn stored(app: &TestApp, number: &str) -> Option<AccountItem> {
    app.table.get(keys::account(&samples::account_id(number)), true).await.unwrap()
}

async fn known_as(app: &TestApp, identifier: &str) -> usize {
    let pattern = AccountsByAlias { kind: AliasKind::UnifiedAccount, identifier, organization: None };
    app.table.query_all(&pattern).await.unwrap().len()
}

async fn members(app: &TestApp, code: &str) -> usize {
    let code = code.parse().unwrap();
    let pattern = AccountsOfHouse { organization: &samples::organization_id(1), house: &code };
    app.table.query_all(&pattern).await.unwrap().len()
}

async fn with_house() -> Accounting {
    let accounting = Accounting::start().await;
    let mut row = house("mira-5");
    row["address"] = json!("г. Саратов, ул. Мира, д. 5");
    assert_eq!(summary(&accounting.put(HOUSES, &[row]).await), (1, 0, 0, 0));
    accounting
}

#[tokio::test]
async fn an_account_gets_its_address_its_house_and_its_names() {
    let accounting = with_house().await;
    assert_eq!(summary(&accounting.put(ACCOUNTS, &[account("100")]).await), (1, 0, 0, 0));
    let item = stored(&accounting.app, "100").await.unwrap();
    assert_eq!(item.address.as_str(), "г. Саратов, ул. Мира, д. 5, кв. 7");
    let code = AccessCode::parse("qw34er56").unwrap();
    assert_eq!(item.access_code_hash, Some(http::hash::access_code(&item.id, &code)));
    assert_eq!(members(&accounting.app, "mira-5").await, 1);
    assert_eq!(known_as(&accounting.app, "90ЕТ119242").await, 1);
}

#[tokio::test]
async fn the_same_accounts_are_unchanged() {
    let accounting = with_house().await;
    let rows: Vec<_> = (0..40).map(|number| account(&number.to_string())).collect();
    assert_eq!(summary(&accounting.put(ACCOUNTS, &rows).await), (40, 0, 0, 0));
    assert_eq!(summary(&accounting.put(ACCOUNTS, &rows).await), (0, 0, 40, 0));
    assert_eq!(members(&accounting.app, "mira-5").await, 40);
}

#[tokio::test]
async fn answers_come_in_the_order_of_the_rows_whatever_their_houses() {
    let accounting = with_house().await;
    accounting.put(HOUSES, &[house("8")]).await;
    let mut rows: Vec<_> = (0..60).map(|number| account(&number.to_string())).collect();
    rows.iter_mut().step_by(2).for_each(|row| row["house"] = json!("8"));
    rows[30]["house"] = json!("nowhere");
    let answer = accounting.put(ACCOUNTS, &rows).await;
    assert_eq!(summary(&answer), (59, 0, 0, 1));
    assert_eq!(row(&answer, 30), rejected("house_unknown", "house"));
    let keys: Vec<_> = answer.json()["items"].as_array().unwrap().iter().map(|row| row["key"].clone()).collect();
    assert_eq!(keys, (0..60).map(|number| json!(number.to_string())).collect::<Vec<_>>());
}

#[tokio::test]
async fn an_absent_access_code_keeps_the_one_told_before() {
    let accounting = with_house().await;
    accounting.put(ACCOUNTS, &[account("100")]).await;
    let mut silent = account("100");
    silent.as_object_mut().unwrap().remove("access_code");
    assert_eq!(summary(&accounting.put(ACCOUNTS, &[silent]).await), (0, 0, 1, 0));
    assert!(stored(&accounting.app, "100").await.unwrap().access_code_hash.is_some());
}

#[tokio::test]
async fn another_house_is_another_membership_and_address() {
    let accounting = with_house().await;
    accounting.put(HOUSES, &[house("8")]).await;
    accounting.put(ACCOUNTS, &[account("100")]).await;
    let mut moved = account("100");
    moved["house"] = json!("8");
    assert_eq!(summary(&accounting.put(ACCOUNTS, &[moved]).await), (0, 1, 0, 0));
    assert_eq!((members(&accounting.app, "mira-5").await, members(&accounting.app, "8").await), (0, 1));
}

#[tokio::test]
async fn a_taken_back_identifier_no_longer_leads_to_the_account() {
    let accounting = with_house().await;
    accounting.put(ACCOUNTS, &[account("100")]).await;
    let mut other = account("100");
    other["unified_account"] = json!("90ЕТ119243");
    other["service_id"] = json!(null);
    assert_eq!(summary(&accounting.put(ACCOUNTS, &[other]).await), (0, 1, 0, 0));
    assert_eq!((known_as(&accounting.app, "90ЕТ119242").await, known_as(&accounting.app, "90ЕТ119243").await), (0, 1));
}

#[tokio::test]
async fn a_house_of_another_company_is_unknown() {
    let accounting = with_house().await;
    let stranger = accounting.app.exchange_key(2).await;
    let body = json!({"items": [account("100")]});
    let answer = accounting.app.put(ACCOUNTS).bearer(&stranger).json(&body).send().await;
    assert_eq!(row(&answer, 0), rejected("house_unknown", "house"));
}

#[tokio::test]
async fn hostile_rows_are_rejected_with_their_fields() {
    let accounting = with_house().await;
    let cases = [
        (json!({"number": "1#2"}), "account_number_malformed", "number"),
        (json!({"number": ""}), "required", "number"),
        (json!({"number": "9".repeat(10_000)}), "too_long", "number"),
        (json!({"number": 5}), "wrong_type", "number"),
        (json!({"subscriber": "a\u{0}b"}), "control_characters", "subscriber"),
        (json!({"subscriber": "\u{202e}abc"}), "control_characters", "subscriber"),
        (json!({"area": "1e5"}), "not_a_number", "area"),
        (json!({"area": "٥"}), "not_a_number", "area"),
        (json!({"area": "-1"}), "negative", "area"),
        (json!({"residents": -1}), "wrong_type", "residents"),
        (json!({"residents": 1001}), "number_too_large", "residents"),
        (json!({"unified_account": "90ZZ119242"}), "unified_account_malformed", "unified_account"),
        (json!({"access_code": "1"}), "access_code_malformed", "access_code"),
        (json!({"services": [{"code": "a"}]}), "required", "services[0].name"),
        (json!({"services": heavy_services()}), "too_long", "services"),
        (json!({"surprise": true}), "unknown_field", "surprise"),
    ];
    let mut rows: Vec<_> = cases
        .iter()
        .enumerate()
        .map(|(index, (change, ..))| {
            let mut row = account(&format!("A{index}"));
            row.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            row
        })
        .collect();
    rows.push(account("100"));
    let answer = accounting.put(ACCOUNTS, &rows).await;
    for (index, (change, code, field)) in cases.iter().enumerate() {
        assert_eq!(row(&answer, index), rejected(code, field), "{change}");
    }
    assert_eq!(summary(&answer), (1, 0, 0, u64::try_from(cases.len()).unwrap()));
}

#[tokio::test]
async fn an_address_that_does_not_fit_is_rejected_at_the_flat() {
    let accounting = Accounting::start().await;
    let mut long = house("long");
    long["address"] = json!("ю".repeat(299));
    accounting.put(HOUSES, &[long]).await;
    let mut row_in_it = account("100");
    row_in_it["house"] = json!("long");
    let answer = accounting.put(ACCOUNTS, &[row_in_it]).await;
    assert_eq!(row(&answer, 0), rejected("too_long", "flat"));
}

/// Sixty services whose texts are as long as they may be.
fn heavy_services() -> serde_json::Value {
    let text = "ю".repeat(300);
    let service =
        |code| json!({"code": format!("{code}"), "name": text, "supplier": text, "unit": text, "tariff": "1"});
    (0..60).map(service).collect()
}
