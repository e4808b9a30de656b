//! Whom a statement is made out to, and since which closing it shows what it shows.

use serde_json::json;
use table::keys;
use testkit::{TestApp, samples};

use crate::accounting::{Accounting, CLOSE, REOPEN, STATEMENTS, statement, summary};
use crate::load_statements::stored;

/// Account `1` is sold.
async fn sell(app: &TestApp) {
    let key = keys::account(&samples::account_id("1"));
    let buyer = samples::text("Петрова Анна Сергеевна");
    assert!(app.table.update(table::Update::at(key).set("subscriber", buyer).exists()).await.unwrap());
}

#[tokio::test]
async fn a_statement_is_made_out_to_the_account_as_it_is_until_it_is_published() {
    let accounting = Accounting::with_statements().await;
    let payer = async || stored(&accounting.app, "1").await.unwrap().facts().unwrap().unwrap().subscriber.to_string();
    assert_eq!(payer().await, "Иванов Иван Иванович");
    sell(&accounting.app).await;
    assert_eq!(payer().await, "Иванов Иван Иванович");
    let again = [statement("1"), statement("2")];
    assert_eq!(summary(&accounting.put(STATEMENTS, &again).await), (0, 1, 1, 0));
    assert_eq!(payer().await, "Петрова Анна Сергеевна");
    assert_eq!(summary(&accounting.put(STATEMENTS, &again).await), (0, 0, 2, 0));
}

#[tokio::test]
async fn a_published_statement_stays_made_out_as_it_was_until_its_charges_change() {
    let accounting = Accounting::with_statements().await;
    accounting.post(CLOSE).await;
    accounting.post(REOPEN).await;
    sell(&accounting.app).await;
    assert_eq!(summary(&accounting.put(STATEMENTS, &[statement("1")]).await), (0, 0, 1, 0));
    let mut changed = statement("1");
    (changed["penalty"], changed["closing"], changed["to_pay"]) = (json!(5), json!(94_010), json!(94_010));
    assert_eq!(summary(&accounting.put(STATEMENTS, &[changed]).await), (0, 1, 0, 0));
    let item = stored(&accounting.app, "1").await.unwrap();
    assert_eq!(item.facts().unwrap().unwrap().subscriber.as_str(), "Петрова Анна Сергеевна");
    assert_eq!((item.version, item.first_version), (2, 1));
}

#[tokio::test]
async fn charges_that_come_back_before_the_closing_are_shown_as_they_were_and_since_they_were() {
    let accounting = Accounting::with_statements().await;
    accounting.post(CLOSE).await;
    let published = stored(&accounting.app, "1").await.unwrap();
    accounting.post(REOPEN).await;
    sell(&accounting.app).await;
    let mut changed = statement("1");
    changed["to_pay"] = json!(0);
    for (row, since) in [(&changed, 2), (&statement("1"), 1), (&changed, 2), (&statement("1"), 1)] {
        assert_eq!(summary(&accounting.put(STATEMENTS, std::slice::from_ref(row)).await), (0, 1, 0, 0));
        let item = stored(&accounting.app, "1").await.unwrap();
        assert_eq!((item.version, item.shown_since(), item.first_version), (2, since, 1));
    }
    assert_eq!(stored(&accounting.app, "1").await.unwrap().facts().unwrap(), published.facts().unwrap());
    accounting.post(CLOSE).await;
    accounting.post(REOPEN).await;
    assert_eq!(summary(&accounting.put(STATEMENTS, &[changed]).await), (0, 1, 0, 0));
    assert_eq!(stored(&accounting.app, "1").await.unwrap().shown_since(), 3, "a third closing shows others");
    accounting.put(STATEMENTS, &[statement("1")]).await;
    assert_eq!(stored(&accounting.app, "1").await.unwrap().shown_since(), 1, "and then does not");
}

#[tokio::test]
async fn charges_that_came_back_are_unchanged_when_they_are_sent_again() {
    let accounting = Accounting::with_statements().await;
    accounting.post(CLOSE).await;
    accounting.post(REOPEN).await;
    sell(&accounting.app).await;
    let mut changed = statement("1");
    changed["to_pay"] = json!(0);
    for row in [&changed, &statement("1")] {
        assert_eq!(summary(&accounting.put(STATEMENTS, std::slice::from_ref(row)).await), (0, 1, 0, 0));
        assert_eq!(summary(&accounting.put(STATEMENTS, std::slice::from_ref(row)).await), (0, 0, 1, 0));
    }
}

#[tokio::test]
async fn a_statement_that_the_second_closing_brings_first_is_no_correction() {
    let accounting = Accounting::with_accounts().await;
    accounting.put(STATEMENTS, &[statement("1")]).await;
    accounting.post(CLOSE).await;
    accounting.post(REOPEN).await;
    assert_eq!(summary(&accounting.put(STATEMENTS, &[statement("2")]).await), (1, 0, 0, 0));
    let item = stored(&accounting.app, "2").await.unwrap();
    assert_eq!((item.version, item.first_version), (2, 2));
}

#[tokio::test]
async fn after_a_reopening_only_what_changed_belongs_to_the_next_version() {
    let accounting = Accounting::with_statements().await;
    accounting.post(CLOSE).await;
    accounting.post(REOPEN).await;
    let mut changed = statement("2");
    changed["to_pay"] = json!(0);
    assert_eq!(summary(&accounting.put(STATEMENTS, &[statement("1"), changed]).await), (0, 1, 1, 0));
    assert_eq!(stored(&accounting.app, "1").await.unwrap().version, 1);
    assert_eq!(stored(&accounting.app, "2").await.unwrap().version, 2);
}

#[tokio::test]
async fn numbers_that_end_with_other_zeros_are_no_correction() {
    let accounting = Accounting::with_accounts().await;
    let written = |volume: &str, tariff: &str, odn: &str| {
        let mut row = statement("1");
        let line = &mut row["lines"][0];
        (line["individual_volume"], line["tariff"], line["odn_volume"]) = (json!(volume), json!(tariff), json!(odn));
        row
    };
    let first = written("6.440", "145.970", "-0.00");
    assert_eq!(summary(&accounting.put(STATEMENTS, &[first]).await), (1, 0, 0, 0));
    accounting.post(CLOSE).await;
    accounting.post(REOPEN).await;
    let again = written("6.44", "145.97", "0");
    assert_eq!(summary(&accounting.put(STATEMENTS, &[again]).await), (0, 0, 1, 0));
    let item = stored(&accounting.app, "1").await.unwrap();
    let shown = item.statement().unwrap().lines[0].individual_volume.to_string();
    assert_eq!((item.version, shown.as_str()), (1, "6.440"), "it stays as it was sent");
    let other = written("6.441", "145.97", "0");
    assert_eq!(summary(&accounting.put(STATEMENTS, &[other]).await), (0, 1, 0, 0));
}
