//! Orders that cannot be leave a trace with whoever made them.

use serde_json::{Value, json};
use table::entities::action::{Action, ActionCode, ActionsOf};
use table::entities::attachment::Attachment;
use table::entities::operation::LedgerEntry;
use table::entities::payment::PaymentItem;
use table::keys;
use testkit::{TestApp, samples};

use crate::shop::{open, order, ordered, path};
use crate::{account, home, ivanov};

/// What stands in the trail of a person of refused orders, oldest first.
async fn refused(app: &TestApp, user: &domain::UserId) -> Vec<(Option<String>, Option<String>)> {
    let actions: Vec<Action> = app.table.query_all(&ActionsOf { user }).await.unwrap();
    let refused = actions.into_iter().rev().filter(|action| action.code == ActionCode::PaymentOrderRefused);
    refused.map(|action| (action.detail, action.reason)).collect()
}

async fn nothing_is_begun(app: &TestApp) {
    assert_eq!(app.table.everything::<PaymentItem>().await.unwrap(), []);
    assert_eq!(app.table.everything::<LedgerEntry>().await.unwrap(), []);
}

#[tokio::test]
async fn an_impossible_amount_stands_in_the_trail_with_the_account_and_the_reason() {
    let app = open().await;
    let amounts = [
        (json!(0), "amount_not_positive"),
        (json!(-1), "amount_not_positive"),
        (json!(1_500_000_001), "amount_too_large"),
        (json!(100.5), "wrong_type"),
        (json!(i64::MAX), "money_too_large"),
        (json!(u64::MAX), "wrong_type"),
        (Value::Null, "wrong_type"),
    ];
    for (number, (amount, reason)) in amounts.iter().enumerate() {
        app.clock.advance(1);
        assert_eq!(order(&app, "key-1", &json!({ "amount": amount })).await.status, 422, "{amount}");
        let trail = refused(&app, &ivanov()).await;
        let expected = (Some("100200300".to_owned()), Some((*reason).to_owned()));
        assert_eq!((trail.len(), trail.last()), (number + 1, Some(&expected)), "{amount}");
    }
    nothing_is_begun(&app).await;
}

#[tokio::test]
async fn what_does_not_read_as_an_order_stands_there_too() {
    let app = open().await;
    let json = "application/json";
    let huge = format!("{{\"amount\":1,\"email\":\"{}\"}}", "x".repeat(1024 * 1024));
    let rows = [
        (json, "{\"amount\":1e309}", 400, "malformed_body"),
        (json, "{\"amount\":NaN}", 400, "malformed_body"),
        (json, "{\"amount\":1,\"amount\":2}", 400, "duplicate_key"),
        (json, "{", 400, "malformed_body"),
        (json, "", 400, "malformed_body"),
        (json, huge.as_str(), 413, "body_too_large"),
        ("text/plain", "{\"amount\":1}", 415, "unsupported_media_type"),
        (json, "{\"amount\":0.001}", 422, "wrong_type"),
        (json, "{\"amount\":-0}", 422, "wrong_type"),
        (json, "{\"amount\":1e3}", 422, "wrong_type"),
        (json, "{\"amount\":99999999999999999999}", 422, "wrong_type"),
    ];
    for (number, (kind, body, status, reason)) in rows.into_iter().enumerate() {
        app.clock.advance(1);
        let call = app.post(&path()).bearer(&app.token(&ivanov())).header("idempotency-key", "key-1");
        let shown = &body[..body.len().min(40)];
        assert_eq!(call.raw(kind, body.as_bytes().to_vec()).send().await.status, status, "{shown}");
        let trail = refused(&app, &ivanov()).await;
        let expected = (Some("100200300".to_owned()), Some(reason.to_owned()));
        assert_eq!((trail.len(), trail.last()), (number + 1, Some(&expected)), "{shown}");
    }
    nothing_is_begun(&app).await;
}

#[tokio::test]
async fn an_order_without_a_key_of_its_own_or_with_a_used_one_stands_there() {
    let app = open().await;
    let plain = app.post(&path()).bearer(&app.token(&ivanov())).json(&json!({"amount": 1})).send().await;
    assert_eq!(plain.status, 400);
    nothing_is_begun(&app).await;
    assert_eq!(order(&app, "key-1", &json!({"amount": 1})).await.status, 201);
    app.clock.advance(1);
    assert_eq!(order(&app, "key-1", &json!({"amount": 2})).await.status, 409);
    let reasons: Vec<_> = refused(&app, &ivanov()).await.into_iter().filter_map(|(_, reason)| reason).collect();
    assert_eq!(reasons, ["idempotency_key_required", "idempotency_key_reused"]);
}

#[tokio::test]
async fn an_id_that_is_no_accounts_stands_there_without_a_number() {
    let app = open().await;
    let call = app.post("/api/accounts/1e309/payments").bearer(&app.token(&ivanov())).header("idempotency-key", "1");
    assert_eq!(call.json(&json!({"amount": 1})).send().await.problem(), (404, "not_found".to_owned()));
    assert_eq!(refused(&app, &ivanov()).await, [(None, Some("not_found".to_owned()))]);
}

#[tokio::test]
async fn what_is_no_json_is_told_before_whose_account_it_is() {
    let app = open().await;
    let foreign = format!("/api/accounts/{}/payments", samples::account_id("2"));
    let call = app.post(&foreign).bearer(&app.token(&ivanov())).header("idempotency-key", "1");
    assert_eq!(call.raw("application/json", "{").send().await.problem(), (400, "malformed_body".to_owned()));
    assert_eq!(refused(&app, &ivanov()).await, [(None, Some("malformed_body".to_owned()))]);
}

#[tokio::test]
async fn a_foreign_and_a_detached_account_stand_there_without_a_number() {
    let app = open().await;
    let stranger = samples::user_id(2);
    app.user(&stranger, "petrov@example.ru").await;
    let call = |user| app.post(&path()).bearer(&app.token(user)).header("idempotency-key", "1");
    assert_eq!(call(&stranger).json(&json!({"amount": 1})).send().await.status, 404);
    let unknown = (None, Some("not_found".to_owned()));
    assert_eq!(refused(&app, &stranger).await, std::slice::from_ref(&unknown));

    app.table.delete(keys::attachment(&ivanov(), &account())).await.unwrap();
    assert!(app.table.get::<Attachment>(keys::attachment(&ivanov(), &account()), true).await.unwrap().is_none());
    assert_eq!(call(&ivanov()).json(&json!({"amount": 1})).send().await.status, 404);
    assert_eq!(refused(&app, &ivanov()).await, [unknown]);
    nothing_is_begun(&app).await;
}

#[tokio::test]
async fn an_account_that_is_no_more_cannot_be_paid_for() {
    let app = open().await;
    app.table.delete(keys::account(&account())).await.unwrap();
    let answer = order(&app, "key-1", &json!({"amount": 1})).await;
    assert_eq!(answer.problem(), (404, "not_found".to_owned()));
    assert_eq!(refused(&app, &ivanov()).await, [(None, Some("not_found".to_owned()))]);
    nothing_is_begun(&app).await;
}

#[tokio::test]
async fn a_company_that_takes_no_payments_is_told_of_too() {
    let app = home().await;
    app.user(&ivanov(), "ivanov@example.ru").await;
    assert_eq!(order(&app, "key-1", &json!({"amount": 1})).await.status, 409);
    app.shop(true).await;
    assert_eq!(order(&app, "key-1", &json!({"amount": 1})).await.status, 409, "test mode in production");
    let expected = (Some("100200300".to_owned()), Some("payment_unavailable".to_owned()));
    assert_eq!(refused(&app, &ivanov()).await, [expected.clone(), expected]);
    nothing_is_begun(&app).await;
}

#[tokio::test]
async fn no_more_than_twenty_of_a_day_are_kept() {
    let app = open().await;
    for _ in 0..25 {
        assert_eq!(order(&app, "key-1", &json!({"amount": 0})).await.status, 422);
    }
    assert_eq!(refused(&app, &ivanov()).await.len(), 20);
    app.clock.advance(24 * 3600 + 1);
    order(&app, "key-1", &json!({"amount": 0})).await;
    assert_eq!(refused(&app, &ivanov()).await.len(), 21);
}

#[tokio::test]
async fn who_was_erased_gets_no_trail() {
    let app = open().await;
    app.table.erase_rest(&ivanov()).await.unwrap();
    assert_eq!(order(&app, "key-1", &json!({"amount": 0})).await.status, 404);
    assert_eq!(refused(&app, &ivanov()).await, []);
}

#[tokio::test]
async fn the_most_that_is_paid_at_once_is_a_setting() {
    let limit = samples::kopecks(10_000);
    let app = TestApp::start_with(payments::router, |settings| settings.payments.limit = limit).await;
    app.organization().await;
    app.account("100200300").await;
    app.attach(&ivanov(), &account()).await;
    app.user(&ivanov(), "ivanov@example.ru").await;
    app.shop(false).await;
    let more = order(&app, "key-1", &json!({"amount": 10_001})).await;
    assert_eq!(more.fields(), [("amount".to_owned(), "amount_too_large".to_owned())]);
    assert_eq!(order(&app, "key-1", &json!({"amount": 10_000})).await.status, 201);
}

#[tokio::test]
async fn without_a_setting_it_is_fifteen_million_roubles() {
    let app = open().await;
    let more = order(&app, "key-1", &json!({"amount": 1_500_000_001})).await;
    assert_eq!(more.fields(), [("amount".to_owned(), "amount_too_large".to_owned())]);
    assert_eq!(order(&app, "key-1", &json!({"amount": 1_500_000_000})).await.status, 201);
    ordered(&app, "key-2").await;
    assert_eq!(refused(&app, &ivanov()).await.len(), 1, "what can be paid is no refusal");
}
