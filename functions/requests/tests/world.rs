//! Ivanov with his account, and what he and his company do about appeals.

use domain::appeal::{Answer, State};
use domain::{AccountId, UserId};
use serde_json::{Value, json};
use table::entities::appeal::AppealItem;
use table::keys;
use testkit::{Answer as Reply, Call, TestApp, samples};

/// The person of most tests.
pub fn ivanov() -> UserId {
    samples::user_id(1)
}

/// A neighbour of the same account.
pub fn petrova() -> UserId {
    samples::user_id(2)
}

/// Their account.
pub fn account() -> AccountId {
    samples::account_id("100200300")
}

/// Ivanov and Petrova have attached the account.
pub async fn home() -> TestApp {
    moved_in(TestApp::start(requests::router).await).await
}

/// The same behind an application of one's own.
pub async fn moved_in(app: TestApp) -> TestApp {
    app.organization().await;
    app.account("100200300").await;
    app.attach(&ivanov(), &account()).await;
    app.attach(&petrova(), &account()).await;
    app
}

/// What people write.
pub fn leak() -> Value {
    json!({"topic": "Течёт кран", "text": "На кухне.\nСрочно.", "contact": {"email": "ivanov@example.ru"}})
}

/// The path of the list, or below it.
pub fn appeals(rest: &str) -> String {
    format!("/api/accounts/{}/appeals{rest}", account())
}

/// A call that begins an appeal.
pub fn beginning(app: &TestApp, key: &str) -> Call {
    app.post(&appeals("")).bearer(&app.token(&ivanov())).header("idempotency-key", key)
}

/// An appeal that was begun; its id.
pub async fn begun(app: &TestApp, key: &str) -> String {
    let answer = beginning(app, key).json(&leak()).send().await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()["id"].as_str().unwrap().to_owned()
}

/// A call of Ivanov's to a path below his appeals.
pub async fn post(app: &TestApp, rest: &str) -> Reply {
    app.post(&appeals(rest)).bearer(&app.token(&ivanov())).send().await
}

/// Writes more.
pub async fn write(app: &TestApp, appeal: &str, key: &str, text: &str) -> Reply {
    let call = app.post(&appeals(&format!("/{appeal}/messages"))).bearer(&app.token(&ivanov()));
    call.header("idempotency-key", key).json(&json!({"text": text})).send().await
}

/// Says what an answer was worth.
pub async fn rate(app: &TestApp, appeal: &str, body: &Value) -> Reply {
    app.put(&appeals(&format!("/{appeal}/rating"))).bearer(&app.token(&ivanov())).json(body).send().await
}

/// The thread as a person sees it.
pub async fn seen(app: &TestApp, user: &UserId, appeal: &str) -> Reply {
    app.get(&appeals(&format!("/{appeal}"))).bearer(&app.token(user)).send().await
}

/// The company has answered, straight in the table.
pub async fn answered(app: &TestApp, appeal: &str) {
    let key = keys::appeal(&ivanov(), &appeal.parse().unwrap());
    let item: AppealItem = app.table.get(key, true).await.unwrap().unwrap();
    let words = Answer { has_text: true, status: Some(State::Answered) };
    let new = item.replied(item.appeal.answered(words).unwrap(), true, app.clock.now());
    app.table.put(&new).await.unwrap();
    if let Some(count) = item.count_unread(true) {
        app.table.update(count).await.unwrap();
    }
}
