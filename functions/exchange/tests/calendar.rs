//! The calendar of closed periods follows every closing and reopening.

use std::collections::BTreeMap;

use futures::future::join_all;
use table::entities::closed_periods::ClosedPeriods;
use table::keys;
use testkit::samples;

use crate::accounting::{Accounting, CLOSE, REOPEN, statement};

async fn calendar(accounting: &Accounting) -> BTreeMap<String, u32> {
    let key = keys::closed_periods(&samples::organization_id(1));
    let known: Option<ClosedPeriods> = accounting.app.table.get(key, true).await.unwrap();
    known.unwrap().versions.into_iter().map(|(period, version)| (period.to_string(), version)).collect()
}

fn months<const N: usize>(versions: [(&str, u32); N]) -> BTreeMap<String, u32> {
    versions.into_iter().map(|(period, version)| (period.to_owned(), version)).collect()
}

async fn load(accounting: &Accounting, period: &str) {
    accounting.put(&format!("/api/exchange/v1/periods/{period}/statements"), &[statement("1")]).await;
}

#[tokio::test]
async fn a_closing_writes_its_version_and_a_reopening_takes_it_back() {
    let accounting = Accounting::with_statements().await;
    accounting.post(CLOSE).await;
    assert_eq!(calendar(&accounting).await, months([("2026-10", 1)]));
    accounting.post(CLOSE).await;
    accounting.post(REOPEN).await;
    assert_eq!(calendar(&accounting).await, months([]));
    accounting.post(REOPEN).await;
    accounting.post(CLOSE).await;
    assert_eq!(calendar(&accounting).await, months([("2026-10", 2)]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn months_that_are_closed_at_once_are_all_in_it() {
    let accounting = Accounting::with_accounts().await;
    let periods = ["2026-07", "2026-08", "2026-09", "2026-10"];
    for period in periods {
        load(&accounting, period).await;
    }
    let paths = periods.map(|period| format!("/api/exchange/v1/periods/{period}/close"));
    for answer in join_all(paths.iter().map(|path| accounting.post(path))).await {
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
    assert_eq!(calendar(&accounting).await, months(periods.map(|period| (period, 1))));
}

#[tokio::test]
async fn periods_that_were_closed_before_there_was_one_are_in_it_with_the_next_closing() {
    let accounting = Accounting::with_statements().await;
    accounting.post(CLOSE).await;
    let key = keys::closed_periods(&samples::organization_id(1));
    accounting.app.table.delete(key).await.unwrap();
    load(&accounting, "2026-09").await;
    accounting.post("/api/exchange/v1/periods/2026-09/close").await;
    assert_eq!(calendar(&accounting).await, months([("2026-09", 1), ("2026-10", 1)]));
}
