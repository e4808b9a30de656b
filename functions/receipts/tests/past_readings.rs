//! Meters and readings on a receipt are those of its month.

use domain::Decimal;
use domain::meter::{Source, Value};
use jiff::civil::{Date, date};
use table::entities::meter::{Archived, DueUntil, MeterItem};
use table::entities::reading::ReadingItem;
use testkit::{TestApp, samples};

use crate::home::{get, home, words};

/// A meter of the account, read last on this day.
async fn meter(app: &TestApp, taken_on: Date) {
    app.table.put(&meter_read(taken_on)).await.unwrap();
}

fn meter_read(taken_on: Date) -> MeterItem {
    let mut item = samples::meter("100200300", "18-402177");
    item.verification_due = date(2029, 5, 14);
    item.place = Some(samples::text("кухня"));
    item.last.values = vec![Value(Decimal::new(412_064, 3))];
    item.installed_on = Some(date(2026, 1, 10));
    item.last.taken_on = Some(taken_on);
    item
}

/// A reading in the history of that meter.
async fn history(app: &TestApp, taken_on: Date, shown: &str) {
    remember(app, taken_on, shown, None).await;
}

async fn remember(app: &TestApp, taken_on: Date, shown: &str, replaced_by: Option<String>) {
    let MeterItem { id: meter, account, .. } = meter_read(taken_on);
    let entered_at = app.clock.now();
    let item = ReadingItem {
        id: app.random.ordered_id(entered_at).unwrap(),
        account,
        meter,
        taken_on,
        values: vec![samples::value(shown)],
        consumption: vec![samples::value("1")],
        source: Source::Resident,
        entered_by: None,
        confirmed: Vec::new(),
        entered_at,
        replaces: None,
        replaced_by,
    };
    app.table.put(&item).await.unwrap();
    app.clock.advance(1);
}

#[tokio::test]
async fn readings_that_were_struck_are_passed_over_however_many() {
    let app = home().await;
    app.table.put(&meter_read(date(2026, 12, 23))).await.unwrap();
    history(&app, date(2026, 9, 12), "333.5").await;
    for day in 13..18 {
        remember(&app, date(2026, 9, day), "444.5", Some("0123456789abcdefghjkmnpqrs".into())).await;
    }
    let words = words(&get(&app, "2026-09").await.body);
    assert!(words.contains("333,5") && !words.contains("444,5"), "{words}");
}

#[tokio::test]
async fn a_reading_that_was_known_when_the_document_was_made_is_in_it_and_a_later_one_is_not() {
    let app = home().await;
    meter(&app, date(2026, 9, 23)).await;
    let words = words(&get(&app, "2026-09").await.body);
    for expected in ["Холодная вода, кухня", "18-402177", "412,064 м³", "23 сентября 2026", "14 мая 2029"]
    {
        assert!(words.contains(expected), "{expected} is not in {words}");
    }
}

#[tokio::test]
async fn an_old_receipt_keeps_the_reading_of_its_period_out_of_the_history() {
    let app = home().await;
    meter(&app, date(2026, 12, 23)).await;
    for (taken_on, shown) in [
        (date(2026, 8, 23), "401"),
        (date(2026, 9, 23), "404.5"),
        (date(2026, 9, 23), "405.5"),
        (date(2026, 10, 5), "407"),
        (date(2026, 11, 23), "410"),
    ] {
        history(&app, taken_on, shown).await;
    }
    let answer = get(&app, "2026-09").await;
    let words = words(&answer.body);
    assert!(words.contains("18-402177 405,5 м³ 23 сентября 2026"), "{words}");
    assert_eq!(answer.usage.round_trips, 2);
}

#[tokio::test]
async fn a_meter_that_was_not_read_by_then_shows_what_it_was_installed_with() {
    let app = home().await;
    meter(&app, date(2026, 12, 23)).await;
    let shown = words(&get(&app, "2026-09").await.body);
    assert!(shown.contains("18-402177 123,45 м³ 10 января 2026"), "{shown}");
    app.table
        .put(&MeterItem { installed_on: Some(date(2026, 10, 1)), ..meter_read(date(2026, 12, 23)) })
        .await
        .unwrap();
    let words = words(&get(&app, "2026-09").await.body);
    assert!(!words.contains("18-402177"), "it did not stand there yet: {words}");
}

#[tokio::test]
async fn a_meter_is_on_the_receipts_of_the_periods_in_which_it_stood() {
    let app = home().await;
    let archived = |on| Some(Archived { on, replaced_by: None });
    let read = meter_read(date(2026, 9, 23));
    for number in 0..40 {
        let gone = samples::meter("100200300", &format!("gone-{number}"));
        app.table.put(&MeterItem { archived: archived(date(2026, 2, 1)), ..gone }).await.unwrap();
    }
    for (on, is_there) in [(date(2026, 9, 30), false), (date(2026, 10, 1), true)] {
        app.table.put(&MeterItem { archived: archived(on), ..read.clone() }).await.unwrap();
        let words = words(&get(&app, "2026-09").await.body);
        assert_eq!(words.contains("18-402177"), is_there, "{on}: {words}");
        assert!(!words.contains("gone-"), "{words}");
    }
}

#[tokio::test]
async fn a_receipt_keeps_the_day_of_verification_that_held_on_its_closing() {
    let app = home().await;
    let until = |text: &str, due| DueUntil { due, until: text.parse().unwrap() };
    let (before, after) = ("2026-10-19T12:00:00Z", "2026-10-20T12:00:01Z");
    let due_before = vec![until(before, date(2026, 9, 1)), until(after, date(2027, 5, 14))];
    app.table.put(&MeterItem { due_before, ..meter_read(date(2026, 9, 23)) }).await.unwrap();
    let words = words(&get(&app, "2026-09").await.body);
    assert!(words.contains("14 мая 2027") && !words.contains("14 мая 2029"), "{words}");
}

#[tokio::test]
async fn a_meter_that_was_told_of_after_the_closing_is_not_on_the_receipt() {
    let app = home().await;
    for (since, is_there) in [("2026-10-20T11:59:59Z", true), ("2026-10-20T12:00:01Z", false)] {
        let meter = MeterItem { installed_on: None, ..samples::meter("100200300", "18-402177") };
        app.table.put(&MeterItem { known_since: Some(since.parse().unwrap()), ..meter }).await.unwrap();
        let words = words(&get(&app, "2026-09").await.body);
        assert_eq!(words.contains("18-402177"), is_there, "{since}: {words}");
    }
}
