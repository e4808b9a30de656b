//! The routes of personal accounts and companies.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

mod attach_account;
mod attach_attempts;
mod attach_by_alias;
mod change_account;
mod detach_account;
mod get_account;
mod get_organization;
mod list_accounts;
mod list_organizations;
mod openapi;
mod unsubscribe;

use domain::UserId;
use serde_json::{Value, json};
use testkit::{Answer, TestApp, samples};

/// The person of most tests.
fn ivanov() -> UserId {
    samples::user_id(1)
}

/// Company 1 with account 100200300; nothing is attached.
async fn town() -> TestApp {
    let app = TestApp::start(accounts::router).await;
    app.organization().await;
    app.account("100200300").await;
    app
}

/// The town with September closed at 940.05 to pay, and the account attached to Ivanov.
async fn home() -> TestApp {
    let app = town().await;
    let account = samples::account_id("100200300");
    app.statement(&account, "2026-09").await;
    app.close_period("2026-09").await;
    app.attach(&ivanov(), &account).await;
    app.user(&ivanov(), "ivanov@example.ru").await;
    app
}

fn account_path(number: &str) -> String {
    format!("/api/accounts/{}", samples::account_id(number))
}

/// An attachment by number in company 1.
fn by_number(number: &str, kind: &str, value: &str) -> Value {
    json!({
        "method": "account_number",
        "organization_id": samples::organization_id(1),
        "number": number,
        "proof": {"kind": kind, "value": value}
    })
}

async fn attach(app: &TestApp, user: &UserId, body: &Value) -> Answer {
    app.post("/api/accounts").bearer(&app.token(user)).json(body).send().await
}
