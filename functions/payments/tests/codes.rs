//! Integrity codes lie outside the table: fetched once a process, and nothing is said about what they sign without them.

use secrets::Codes;
use serde_json::json;
use table::entities::organization::OrganizationItem;
use table::keys;
use testkit::{Answer, CODES_CREDENTIALS, TestApp, samples};

use crate::account;
use crate::shop::{asked, confirms, ledger, open, order, ordered, refusals, status, told};

async fn company(app: &TestApp) -> OrganizationItem {
    app.table.get(keys::organization(&samples::organization_id(1)), true).await.unwrap().unwrap()
}

/// The secret of the present shop is gone.
async fn lose_code(app: &TestApp) {
    let company = company(app).await;
    app.codes().delete(&company.id, &company.shop.unwrap().code_id).await.unwrap();
}

/// Another process, which has fetched nothing.
fn another(app: &TestApp) -> TestApp {
    app.reading(app.codes(), payments::router)
}

/// Another process, for which Secrets Manager is away.
fn cut_off(app: &TestApp) -> TestApp {
    let (id, secret) = CODES_CREDENTIALS;
    let credentials = aws_credential_types::Credentials::new(id, secret, None, None, "test");
    app.reading(Codes::on_this_machine("http://127.0.0.1:9", credentials, "nowhere"), payments::router)
}

fn asks_to_come_again(answer: &Answer) -> bool {
    answer.problem() == (503, "unavailable".to_owned()) && !answer.header("retry-after").is_empty()
}

#[tokio::test]
async fn the_table_holds_no_code() {
    let app = open().await;
    let item = serde_json::to_string(&company(&app).await).unwrap();
    assert!(item.contains("code_id") && !item.contains("QWERTY"), "{item}");
}

#[tokio::test]
async fn a_code_is_fetched_once_and_costs_the_table_nothing() {
    let app = another(&open().await);
    let first = order(&app, "key-1", &json!({"amount": 12_025})).await;
    lose_code(&app).await;
    let second = order(&app, "key-2", &json!({"amount": 12_025})).await;
    assert_eq!((first.status, second.status), (201, 201), "nothing is fetched for the second");
    assert_eq!((first.usage.round_trips, second.usage.round_trips), (2, 2));
    let payment = ordered(&app, "key-1").await;
    let notice = told(&payment).notify(&app).await;
    assert!(confirms(&notice));
    assert_eq!(notice.usage.round_trips, 2);
}

#[tokio::test]
async fn a_notification_takes_two_round_trips_in_a_process_that_has_just_begun() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    let notice = told(&payment).notify(&another(&app)).await;
    assert!(confirms(&notice));
    assert_eq!(notice.usage.round_trips, 2);
}

#[tokio::test]
async fn while_secrets_are_away_the_provider_and_the_person_come_again() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    let away = cut_off(&app);
    for answer in [told(&payment).notify(&away).await, asked(&payment).check(&away).await] {
        assert!(asks_to_come_again(&answer), "{}", answer.text());
    }
    assert!(asks_to_come_again(&order(&away, "key-2", &json!({"amount": 500})).await));
    assert_eq!((refusals(&app).await.len(), ledger(&app, &account()).await), (0, vec![]), "nothing was decided");
    let listed = app.get(&crate::shop::path()).bearer(&app.token(&crate::ivanov())).send().await.json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1, "what could not be signed was not ordered");
    assert!(confirms(&told(&payment).notify(&app).await));
    assert_eq!((status(&app, &payment).await, ledger(&app, &account()).await), ("paid".to_owned(), vec![12_025]));
}

#[tokio::test]
async fn what_does_not_need_a_code_works_while_secrets_are_away() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    let away = cut_off(&app);
    assert_eq!(status(&away, &payment).await, "created");
    let refused = order(&away, "key-2", &json!({"amount": 0})).await;
    assert_eq!(refused.problem(), (422, "validation_failed".to_owned()));
    let unknown = told(&payment).with("MNT_ID", "99900017");
    assert_eq!(unknown.notify(&away).await.text(), "FAIL");
}

#[tokio::test]
async fn a_shop_whose_code_is_not_there_takes_no_orders_and_refuses_no_money() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    lose_code(&app).await;
    let fresh = another(&app);
    assert!(asks_to_come_again(&told(&payment).notify(&fresh).await));
    assert!(asks_to_come_again(&order(&fresh, "key-2", &json!({"amount": 500})).await));
    assert_eq!(refusals(&app).await.len(), 0);
}

#[tokio::test]
async fn a_shop_from_before_codes_had_ids_is_to_be_set_again() {
    let app = open().await;
    let mut item = serde_json::to_value(company(&app).await).unwrap();
    item["shop"].as_object_mut().unwrap().remove("code_id");
    item["shop"]["sealed_code"] = json!("AAAA");
    let old: OrganizationItem = serde_json::from_value(item).unwrap();
    app.table.put(&old).await.unwrap();
    assert!(asks_to_come_again(&order(&app, "key-1", &json!({"amount": 500})).await));
}

#[tokio::test]
async fn the_code_of_another_company_is_never_read() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    let theirs = app.shop_of(&samples::organization_id(2), "777", "OTHERS").await;
    let mut item = company(&app).await;
    item.shop.as_mut().unwrap().code_id = theirs.code_id;
    app.table.put(&item).await.unwrap();
    assert!(asks_to_come_again(&told(&payment).signed_with("OTHERS").notify(&app).await));
}

#[tokio::test]
async fn a_former_code_that_is_gone_hinders_only_what_it_may_have_signed() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    let mut item = company(&app).await;
    let now = app.clock.now();
    item.former_shops = item.leaving(now, now + jiff::SignedDuration::from_hours(72));
    lose_code(&app).await;
    item.shop = Some(app.shop_of(&item.id, "54600817", "ASDFGH").await);
    app.table.put(&item).await.unwrap();
    let fresh = another(&app);
    assert!(asks_to_come_again(&told(&payment).notify(&fresh).await), "it may be the former code's");
    assert_eq!(told(&payment).signed_with("ASDFGH").notify(&fresh).await.text(), "SUCCESS");
    assert_eq!(order(&fresh, "key-2", &json!({"amount": 500})).await.status, 201);
}
