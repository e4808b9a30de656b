use table::entities::organization::OrganizationItem;
use table::keys;
use testkit::{TestApp, samples};

use crate::accounting::{Accounting, CLOSE, REOPEN, STATEMENTS, statement, summary};

async fn latest(app: &TestApp) -> Option<String> {
    let key = keys::organization(&samples::organization_id(1));
    let organization: OrganizationItem = app.table.get(key, true).await.unwrap().unwrap();
    organization.latest_closed.map(|latest| latest.period.to_string())
}

async fn close(accounting: &Accounting, period: &str) {
    let path = format!("/api/exchange/v1/periods/{period}");
    let load = accounting.put(&format!("{path}/statements"), &[statement("1")]).await;
    assert_eq!(summary(&load).3, 0);
    assert_eq!(accounting.post(&format!("{path}/close")).await.status, 200);
}

#[tokio::test]
async fn a_reopened_period_takes_statements_and_keeps_its_version() {
    let accounting = Accounting::with_statements().await;
    accounting.post(CLOSE).await;
    let answer = accounting.post(REOPEN).await;
    assert_eq!(answer.status, 200);
    assert_eq!((&answer.json()["status"], &answer.json()["version"]), (&"open".into(), &1.into()));
    assert_eq!(summary(&accounting.put(STATEMENTS, &[statement("1")]).await), (0, 0, 1, 0));
}

#[tokio::test]
async fn the_latest_period_is_then_the_one_before_that_stays_closed() {
    let accounting = Accounting::with_accounts().await;
    for period in ["2026-07", "2026-08", "2026-09", "2026-10"] {
        close(&accounting, period).await;
    }
    accounting.post("/api/exchange/v1/periods/2026-09/reopen").await;
    assert_eq!(latest(&accounting.app).await.as_deref(), Some("2026-10"));
    accounting.post(REOPEN).await;
    assert_eq!(latest(&accounting.app).await.as_deref(), Some("2026-08"));
}

#[tokio::test]
async fn no_period_is_the_latest_when_the_only_one_is_reopened() {
    let accounting = Accounting::with_statements().await;
    accounting.post(CLOSE).await;
    accounting.post(REOPEN).await;
    assert_eq!(latest(&accounting.app).await, None);
    assert_eq!(accounting.post(CLOSE).await.json()["version"], 2);
    assert_eq!(latest(&accounting.app).await.as_deref(), Some("2026-10"));
}

#[tokio::test]
async fn reopening_again_changes_nothing() {
    let accounting = Accounting::with_statements().await;
    accounting.post(CLOSE).await;
    let first = accounting.post(REOPEN).await.json();
    assert_eq!(accounting.post(REOPEN).await.json(), first);
}

#[tokio::test]
async fn an_unknown_period_is_not_reopened() {
    let accounting = Accounting::with_accounts().await;
    assert_eq!(accounting.post(REOPEN).await.problem(), (404, "period_unknown".to_owned()));
}
