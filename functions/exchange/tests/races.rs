//! Calls that meet.

use futures::future::join_all;
use serde_json::{Value, json};
use table::entities::period::{PeriodEventsOf, PeriodItem, PeriodStatus};
use table::entities::statement::StatementItem;
use table::{Batch, keys};
use testkit::samples;

use crate::accounting::{ACCOUNTS, Accounting, CLOSE, HOUSES, STATEMENTS, account, house, statement, summary};

const ROWS: usize = 600;

/// A company with as many accounts as the races load statements for.
async fn company() -> Accounting {
    let accounting = Accounting::with_accounts().await;
    let rows: Vec<Value> = (0..ROWS).map(|number| account(&format!("R{number}"))).collect();
    assert_eq!(summary(&accounting.put(ACCOUNTS, &rows).await).0, u64::try_from(ROWS).unwrap());
    accounting
}

fn rows() -> Vec<Value> {
    (0..ROWS).map(|number| statement(&format!("R{number}"))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_closings_at_once_close_once() {
    let accounting = Accounting::with_statements().await;
    let answers = join_all((0..8).map(|_| accounting.post(CLOSE))).await;
    for answer in &answers {
        assert_eq!((answer.status, &answer.json()["version"]), (200, &json!(1)), "{}", answer.text());
    }
    let pattern = PeriodEventsOf { organization: &samples::organization_id(1) };
    assert_eq!(accounting.app.table.query_all(&pattern).await.unwrap().len(), 1);
}

/// Whatever the moment of the closing: the statements that it published are those that the load says it wrote, and
/// every other row says that it came too late.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_load_that_meets_a_closing_is_before_it_or_rejected() {
    for delay in [0, 20, 60, 120] {
        let accounting = company().await;
        assert_eq!(summary(&accounting.put(STATEMENTS, &[statement("1")]).await), (1, 0, 0, 0));
        let closing = async {
            tokio::time::sleep(std::time::Duration::from_millis(delay)).await;
            accounting.post(CLOSE).await
        };
        let rows = rows();
        let (load, closing) = tokio::join!(accounting.put(STATEMENTS, &rows), closing);
        assert_eq!(closing.status, 200, "{}", closing.text());
        let published = closing.json()["statements"].as_u64().unwrap();
        if load.status == 409 {
            assert_eq!(published, 1);
            continue;
        }
        let (created, _, _, late) = summary(&load);
        assert_eq!((created + late, created + 1), (u64::try_from(ROWS).unwrap(), published), "after {delay} ms");
        for row in load.json()["items"].as_array().unwrap().iter().filter(|row| row["status"] == "rejected") {
            assert_eq!(row["code"], "period_closed");
        }
        assert_eq!(stored(&accounting).await, usize::try_from(created).unwrap());
    }
}

async fn stored(accounting: &Accounting) -> usize {
    let key = |number: usize| keys::statement(&samples::account_id(&format!("R{number}")), samples::period("2026-10"));
    let mut found = accounting.app.table.batch(Batch::consistent().with_all((0..ROWS).map(key))).await.unwrap();
    (0..ROWS).filter(|number| found.take::<StatementItem>(&key(*number)).unwrap().is_some()).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_load_sent_twice_at_once_counts_each_statement_once() {
    let accounting = company().await;
    let rows = rows();
    let answers = tokio::join!(accounting.put(STATEMENTS, &rows), accounting.put(STATEMENTS, &rows));
    let (one, other) = (summary(&answers.0), summary(&answers.1));
    let all = u64::try_from(ROWS).unwrap();
    assert_eq!((one.0 + other.0, one.2 + other.2), (all, all));
    let key = keys::period(&samples::organization_id(1), samples::period("2026-10"));
    let period: PeriodItem = accounting.app.table.get(key, true).await.unwrap().unwrap();
    assert_eq!((period.statements, period.status), (all, PeriodStatus::Open));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_address_corrected_during_a_load_of_accounts_reaches_every_account() {
    let accounting = Accounting::with_accounts().await;
    let mut corrected = house("mira-5");
    corrected["address"] = json!("г. Саратов, ул. Мира, д. 5А");
    let rows: Vec<Value> = (0..200).map(|number| account(&format!("R{number}"))).collect();
    let correction = async {
        tokio::time::sleep(std::time::Duration::from_millis(15)).await;
        accounting.put(HOUSES, &[corrected.clone()]).await
    };
    let (load, correction) = tokio::join!(accounting.put(ACCOUNTS, &rows), correction);
    assert_eq!((summary(&load).0, summary(&correction).1), (200, 1));
    let answer = accounting.put(ACCOUNTS, &rows).await;
    assert_eq!(summary(&answer), (0, 0, 200, 0), "an address was left behind");
}
