//! The routes of money.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

mod another_provider;
mod check_payment;
mod codes;
mod divide_payment;
mod fail_payment;
mod faults;
mod former_shops;
mod get_payment;
mod list_movements;
mod list_payments;
mod movements_csv;
mod notify_payment;
mod openapi;
mod refused_calls;
mod refused_orders;
mod shop;
mod start_payment;

use domain::{AccountId, UserId};
use table::entities::statement::StatementItem;
use testkit::{Answer, TestApp, samples};

/// The person of most tests.
fn ivanov() -> UserId {
    samples::user_id(1)
}

fn account() -> AccountId {
    samples::account_id("100200300")
}

/// Ivanov's account with August and September closed; September has a privilege, a recalculation and a penalty.
async fn home() -> TestApp {
    let app = TestApp::start(payments::router).await;
    app.organization().await;
    app.account("100200300").await;
    app.attach(&ivanov(), &account()).await;
    app.statement(&account(), "2026-08").await;
    put(&app, "2026-09", 1).await;
    app.close_period("2026-08").await;
    app.close_period("2026-09").await;
    app
}

/// A statement with every kind of amount in it.
async fn put(app: &TestApp, period: &str, version: u32) {
    let mut body = samples::statement_json();
    body["opening"] = serde_json::json!(-5_000);
    body["lines"][0]["privilege"] = serde_json::json!(-1_005);
    body["lines"][0]["recalculations"] = serde_json::json!([{"period": "2026-08", "amount": -300, "reason": "Сбой"}]);
    body["lines"][0]["total"] = serde_json::json!(92_700);
    body["penalty"] = serde_json::json!(463);
    body["closing"] = serde_json::json!(78_163);
    body["to_pay"] = serde_json::json!(78_163);
    let statement = serde_json::from_value(body).unwrap();
    domain::statement::check(&statement).unwrap();
    let item = StatementItem::new(account(), samples::period(period), version, &statement).unwrap();
    app.table.put(&item).await.unwrap();
}

async fn get(app: &TestApp, query: &str) -> Answer {
    app.get(&format!("/api/accounts/{}/movements{query}", account())).bearer(&app.token(&ivanov())).send().await
}
