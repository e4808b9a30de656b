//! An account with a closed period, and what its receipt says.

use domain::{AccountId, UserId};
use table::entities::organization::RequisitesItem;
use table::entities::statement::StatementItem;
use testkit::{Answer, TestApp, samples};

pub fn ivanov() -> UserId {
    samples::user_id(1)
}

pub fn account() -> AccountId {
    samples::account_id("100200300")
}

/// Ivanov's account with September closed on 20 October.
pub async fn home() -> TestApp {
    let app = TestApp::start(receipts::router).await;
    app.september(&ivanov()).await;
    app
}

pub async fn get(app: &TestApp, period: &str) -> Answer {
    let path = format!("/api/accounts/{}/receipts/{period}", account());
    app.get(&path).bearer(&app.token(&ivanov())).send().await
}

/// The words of a PDF, whatever the spaces between them are.
pub fn words(pdf: &[u8]) -> String {
    let text = pdf_extract::extract_text_from_mem(pdf).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// September closed a second time, on 25 October, with another bank account in the requisites.
pub async fn correct(app: &TestApp, statement_version: u32) {
    let (period, organization) = (samples::period("2026-09"), samples::organization_id(1));
    let key = table::keys::requisites(&organization, period);
    let mut requisites: RequisitesItem = app.table.get(key, true).await.unwrap().unwrap();
    requisites.closings.push("2026-10-25T12:00:00Z".parse().unwrap());
    requisites.details.bank.name = samples::text("Новый банк");
    let mut statement = StatementItem::new(account(), period, statement_version, &samples::statement()).unwrap();
    statement.first_version = 1;
    app.table.put(&requisites).await.unwrap();
    app.table.put(&statement).await.unwrap();
}
