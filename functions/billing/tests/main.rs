//! The routes of charges.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

mod get_charges;
mod get_odn;
mod list_charges;
mod list_periods;
mod openapi;

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

/// Ivanov's account with September closed; it is October.
async fn home() -> TestApp {
    let app = TestApp::start(billing::router).await;
    app.september(&ivanov()).await;
    app
}

/// A statement that the next closing of a reopened period will publish.
async fn draft(app: &TestApp, period: &str) {
    let item = StatementItem::new(account(), samples::period(period), 2, &samples::statement()).unwrap();
    app.table.put(&item).await.unwrap();
}

async fn get(app: &TestApp, rest: &str) -> Answer {
    app.get(&format!("/api/accounts/{}/{rest}", account())).bearer(&app.token(&ivanov())).send().await
}
