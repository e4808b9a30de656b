//! Ivanov's flat in a company with three paid services. It is noon of 20 October 2026, UTC.

use domain::{AccountId, UserId};
use serde_json::{Value, json};
use table::entities::paid_service::PaidServiceItem;
use testkit::{Answer, TestApp, samples};

pub const NUMBER: &str = "100200300";

pub fn ivanov() -> UserId {
    samples::user_id(1)
}

pub fn petrova() -> UserId {
    samples::user_id(2)
}

pub fn account() -> AccountId {
    samples::account_id(NUMBER)
}

pub fn path(rest: &str) -> String {
    format!("/api/accounts/{}/{rest}", account())
}

pub async fn open() -> TestApp {
    let app = TestApp::start(requests::router).await;
    app.organization().await;
    app.account(NUMBER).await;
    app.attach(&ivanov(), &account()).await;
    offer(&app, &tap()).await;
    offer(&app, &json!({"code": "door", "group": "Двери", "name": "Ремонт замка", "price_kind": "agreement"})).await;
    let old = json!({"code": "old", "group": "Двери", "name": "Глазок", "price": 10_000, "active": false});
    offer(&app, &old).await;
    app
}

pub fn tap() -> Value {
    json!({
        "code": "tap", "group": "Сантехника", "name": "Замена смесителя", "price": 90_000, "price_kind": "from",
        "unit": "шт.", "conditions": "Без материалов", "slots": ["с 9 до 13", "с 13 до 18"]
    })
}

pub async fn offer(app: &TestApp, service: &Value) {
    let service = serde_json::from_value(service.clone()).unwrap();
    app.table.put(&PaidServiceItem { organization: samples::organization_id(1), service }).await.unwrap();
}

pub fn form() -> Value {
    json!({
        "service_id": "tap", "price": {"kind": "from", "amount": 90_000}, "wish_date": "2026-10-22",
        "wish_slot": "с 9 до 13", "comment": "Домофон 12", "contact": {"phone": "8 917 123-45-67"}
    })
}

/// The form with one field changed.
pub fn form_with(field: &str, value: Value) -> Value {
    let mut form = form();
    form[field] = value;
    form
}

pub async fn order_as(app: &TestApp, user: &UserId, key: &str, body: &Value) -> Answer {
    app.post(&path("orders")).bearer(&app.token(user)).header("idempotency-key", key).json(body).send().await
}

pub async fn order(app: &TestApp, key: &str, body: &Value) -> Answer {
    order_as(app, &ivanov(), key, body).await
}

/// The id of an order that was made.
pub async fn ordered(app: &TestApp, key: &str) -> String {
    let answer = order(app, key, &form()).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()["id"].as_str().unwrap().to_owned()
}

pub async fn get(app: &TestApp, user: &UserId, rest: &str) -> Answer {
    app.get(&path(rest)).bearer(&app.token(user)).send().await
}
