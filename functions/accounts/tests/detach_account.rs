use serde_json::json;
use table::entities::receipt_subscription::ReceiptSubscription;
use table::entities::reminder::Subscription;
use table::keys;
use testkit::{TestApp, samples};

use crate::{account_path, attach, by_number, home, ivanov};

#[tokio::test]
async fn a_detached_account_is_gone_at_once() {
    let app = home().await;
    let (path, token) = (account_path("100200300"), app.token(&ivanov()));
    let answer = app.delete(&path).bearer(&token).send().await;
    assert_eq!((answer.status, answer.body.len()), (204, 0));
    assert_eq!(app.get(&path).bearer(&token).send().await.status, 404);
    assert_eq!(app.delete(&path).bearer(&token).send().await.problem(), (404, "not_found".to_owned()));
    let list = app.get("/api/accounts").bearer(&token).send().await;
    assert_eq!(list.json()["items"], serde_json::json!([]));
}

#[tokio::test]
async fn a_detached_account_can_be_attached_again() {
    let app = home().await;
    app.delete(&account_path("100200300")).bearer(&app.token(&ivanov())).send().await;
    assert_eq!(attach(&app, &ivanov(), &by_number("100200300", "last_total", "940,05")).await.status, 201);
}

/// Whether there is one to the receipts, and one to the reminders.
async fn subscriptions(app: &TestApp) -> (bool, bool) {
    let account = samples::account_id("100200300");
    let receipts = app.table.get::<ReceiptSubscription>(keys::receipt_subscription(&account, &ivanov()), true);
    let receipts = Box::pin(receipts).await.unwrap().is_some();
    let reminders = app.table.get::<Subscription>(keys::subscription(&account, &ivanov()), true);
    (receipts, Box::pin(reminders).await.unwrap().is_some())
}

#[tokio::test]
async fn nothing_is_mailed_about_a_detached_account() {
    let app = home().await;
    let (path, token) = (account_path("100200300"), app.token(&ivanov()));
    let wishes = json!({"receipt_mailing": true, "readings_reminder": true});
    assert_eq!(app.patch(&path).bearer(&token).json(&wishes).send().await.status, 200);
    assert_eq!(subscriptions(&app).await, (true, true));
    assert_eq!(app.delete(&path).bearer(&token).send().await.status, 204);
    assert_eq!(subscriptions(&app).await, (false, false));
}

#[tokio::test]
async fn others_keep_the_account() {
    let app = home().await;
    let other = samples::user_id(2);
    app.attach(&other, &samples::account_id("100200300")).await;
    app.delete(&account_path("100200300")).bearer(&app.token(&ivanov())).send().await;
    assert_eq!(app.get(&account_path("100200300")).bearer(&app.token(&other)).send().await.status, 200);
}

#[tokio::test]
async fn nobody_detaches_for_somebody_else() {
    let app = home().await;
    let answer = app.delete(&account_path("100200300")).bearer(&app.token(&samples::user_id(2))).send().await;
    assert_eq!(answer.problem(), (404, "not_found".to_owned()));
    assert_eq!(app.delete(&account_path("100200300")).send().await.status, 401);
    assert_eq!(app.get(&account_path("100200300")).bearer(&app.token(&ivanov())).send().await.status, 200);
}
