use domain::house::HouseWindow;
use domain::meter::Source;
use serde_json::{Value, json};
use table::entities::meter::{MeterItem, MetersOf};
use table::entities::reading::{ReadingItem, ReadingsOf};
use testkit::samples;

use crate::accounting::{Accounting, METERS, READINGS, meter, reading, rejected, row, summary};

/// Accounts `1` and `2` with a meter each, at 12.5. It is 20 October.
async fn with_meters() -> Accounting {
    let accounting = Accounting::with_accounts().await;
    let answer = accounting.put(METERS, &[meter("1", "СВК-1"), meter("2", "СВК-2")]).await;
    assert_eq!(summary(&answer), (2, 0, 0, 0));
    accounting
}

async fn stored(accounting: &Accounting, account: &str) -> (MeterItem, Vec<ReadingItem>) {
    let account = samples::account_id(account);
    let meter = accounting.app.table.query_all(&MetersOf { account: &account }).await.unwrap().remove(0);
    let pattern = ReadingsOf { account: &account, meter: &meter.id };
    let readings = accounting.app.table.query_all(&pattern).await.unwrap();
    (meter, readings)
}

/// A resident reads the meter of account `1` on this day of October.
async fn resident_sends(accounting: &Accounting, day: i8, value: &str) {
    let (meter, _) = stored(accounting, "1").await;
    accounting.resident_reads(&meter, jiff::civil::date(2026, 10, day), value).await;
}

/// The history of account `1`, newest first: what stands without a mark, what is struck with one.
async fn history(accounting: &Accounting) -> Vec<String> {
    let mark = |reading: &ReadingItem| if reading.replaced_by.is_some() { " struck" } else { "" };
    let (_, readings) = stored(accounting, "1").await;
    readings.iter().map(|reading| format!("{}{}", reading.values[0].0, mark(reading))).collect()
}

fn october(day: u8, value: &str) -> Value {
    reading("1", "СВК-1", &format!("2026-10-{day:02}"), value)
}

#[tokio::test]
async fn readings_of_a_walk_round_become_the_latest() {
    let accounting = with_meters().await;
    assert_eq!(summary(&accounting.put(READINGS, &[october(5, "20.125")]).await), (1, 0, 0, 0));
    let (meter, readings) = stored(&accounting, "1").await;
    assert_eq!(meter.last.values, [samples::value("20.125")]);
    assert_eq!(readings[0].consumption, [samples::value("7.625")]);
}

#[tokio::test]
async fn the_same_readings_again_are_unchanged_also_when_they_are_not_the_latest() {
    let accounting = with_meters().await;
    let rows = [october(5, "20"), october(1, "15"), october(12, "22,0"), reading("2", "СВК-2", "2026-10-12", "13")];
    assert_eq!(summary(&accounting.put(READINGS, &rows).await), (4, 0, 0, 0));
    assert_eq!(summary(&accounting.put(READINGS, &rows).await), (0, 0, 4, 0));
    let (meter, readings) = stored(&accounting, "1").await;
    assert_eq!((readings.len(), meter.last.values), (3, vec![samples::value("22")]));
}

#[tokio::test]
async fn other_values_for_the_same_day_correct_and_the_history_keeps_both() {
    let accounting = with_meters().await;
    accounting.put(READINGS, &[october(5, "200")]).await;
    assert_eq!(summary(&accounting.put(READINGS, &[october(5, "20")]).await), (0, 1, 0, 0));
    let (meter, readings) = stored(&accounting, "1").await;
    assert_eq!(meter.last.consumption, [samples::value("7.5")]);
    assert_eq!(readings.iter().filter(|reading| reading.replaced_by.is_some()).count(), 1);
}

#[tokio::test]
async fn a_reading_older_than_the_latest_is_rejected_with_that_day() {
    let accounting = with_meters().await;
    accounting.put(READINGS, &[october(12, "20")]).await;
    let answer = accounting.put(READINGS, &[october(11, "19")]).await;
    assert_eq!(row(&answer, 0), rejected("older_than_last", "taken_on"));
    assert!(answer.text().contains("12 октября 2026"));
}

#[tokio::test]
async fn a_rollover_and_a_jump_are_accepted_with_a_warning() {
    let accounting = with_meters().await;
    let answer = accounting.put(READINGS, &[october(1, "99998"), october(12, "3")]).await;
    assert_eq!(summary(&answer), (2, 0, 0, 0));
    let warning = |index: usize| answer.json()["items"][index]["warnings"][0]["code"].clone();
    assert_eq!((warning(0), warning(1)), (json!("jump"), json!("rollover")));
    assert_eq!(stored(&accounting, "1").await.0.last.consumption, [samples::value("5")]);
}

#[tokio::test]
async fn a_reading_past_the_verification_is_accepted_with_a_warning() {
    let accounting = Accounting::with_accounts().await;
    let mut overdue = meter("1", "СВК-1");
    overdue["verification_due"] = json!("2026-10-04");
    accounting.put(METERS, &[overdue]).await;
    let answer = accounting.put(READINGS, &[october(4, "20"), october(5, "21")]).await;
    assert_eq!(summary(&answer), (2, 0, 0, 0));
    let warnings = |index: usize| answer.json()["items"][index]["warnings"].clone();
    assert_eq!(warnings(0), Value::Null, "the day itself is in time");
    assert_eq!(warnings(1)[0]["code"], "verification_overdue");
    assert!(warnings(1)[0]["message"].as_str().unwrap().contains("истёк 4 октября 2026"));
}

#[tokio::test]
async fn bad_readings_are_rejected_alone() {
    let accounting = with_meters().await;
    let with = |field: &str, value: Value| {
        let mut row = october(7, "20");
        row[field] = value;
        row
    };
    let rows = [
        (october(12, "20"), ("created", "", "")),
        (october(21, "21"), ("rejected", "future_date", "taken_on")),
        (with("account", json!("77")), ("rejected", "account_unknown", "account")),
        (with("meter", json!("СВК-2")), ("rejected", "unknown_meter", "meter")),
        (with("values", json!(["1", "2"])), ("rejected", "values_count_differs", "values")),
        (with("values", json!([1])), ("rejected", "wrong_type", "values[0]")),
        (with("source", json!("installation")), ("rejected", "source_not_allowed", "source")),
        (with("source", json!("witch")), ("rejected", "unknown_value", "source")),
        (with("taken_on", json!("2026-02-30")), ("rejected", "wrong_type", "taken_on")),
        (with("taken_on", json!("0000-01-01")), ("rejected", "date_out_of_range", "taken_on")),
        (with("extra", json!(1)), ("rejected", "unknown_field", "extra")),
        (reading("2", "СВК-2", "2026-10-12", "1e5"), ("rejected", "not_a_number", "values[0]")),
        (reading("2", "СВК-2", "2026-10-13", "12.4"), ("rejected", "below_previous", "values")),
        (october(12, "22"), ("rejected", "duplicate_row", "account.meter.taken_on")),
        (reading("1", "свк-1", "2026-10-12", "23"), ("rejected", "duplicate_row", "account.meter.taken_on")),
    ];
    let items: Vec<Value> = rows.iter().map(|(row, _)| row.clone()).collect();
    let answer = accounting.put(READINGS, &items).await;
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/readings.md")).unwrap();
    for (index, (_, (status, code, field))) in rows.iter().enumerate() {
        assert!(code.is_empty() || page.contains(&format!("`{code}`")), "{code} stands in no row of the page");
        let expected = ((*status).to_owned(), (*code).to_owned(), (*field).to_owned());
        assert_eq!(row(&answer, index), expected, "row {index}");
    }
}

#[tokio::test]
async fn a_dry_run_writes_nothing() {
    let accounting = with_meters().await;
    let path = format!("{READINGS}?dry_run=true");
    assert_eq!(summary(&accounting.put(&path, &[october(5, "20")]).await), (1, 0, 0, 0));
    assert_eq!(stored(&accounting, "1").await.1, []);
}

#[tokio::test]
async fn a_thousand_readings_of_many_months_go_in_one_call() {
    let accounting = with_meters().await;
    let day = |number: i32| jiff::civil::date(2024, 1, 1).saturating_add(jiff::Span::new().days(number));
    let mut rows: Vec<Value> = (0..500)
        .map(|number| reading("1", "СВК-1", &day(number).to_string(), &(13 + number).to_string()))
        .chain((0..500).map(|number| reading("2", "СВК-2", &day(number).to_string(), &(13 + number).to_string())))
        .collect();
    rows.reverse();
    assert_eq!(summary(&accounting.put(READINGS, &rows).await), (1000, 0, 0, 0));
    let (meter, readings) = stored(&accounting, "1").await;
    assert_eq!((meter.last.values, readings.len()), (vec![samples::value("512")], 500));
    assert!(meter.spent.len() <= 8, "the meter remembers the last months only");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_load_sent_twice_at_once_is_written_once() {
    let accounting = with_meters().await;
    let rows: Vec<Value> = (1..=20).map(|day| october(day, &(12 + u32::from(day)).to_string())).collect();
    let (one, other) = tokio::join!(accounting.put(READINGS, &rows), accounting.put(READINGS, &rows));
    let (one, other) = (summary(&one), summary(&other));
    assert_eq!((one.0 + other.0, one.2 + other.2), (20, 20));
    assert_eq!(stored(&accounting, "1").await.1.len(), 20);
}

#[tokio::test]
async fn today_is_the_day_of_the_house() {
    let accounting = with_meters().await;
    let window = |zone: &str| HouseWindow { from_day: 15, to_day: 25, time_zone: Some(samples::text(zone)) };
    for (number, zone) in [("1", "Asia/Kamchatka"), ("2", "Europe/Kaliningrad")] {
        let mut home = accounting.app.account(number).await;
        home.readings_window = Some(window(zone));
        accounting.app.table.put(&home).await.unwrap();
    }
    // At 21:00 UTC it is the 21st of the company and of Kamchatka, in Kaliningrad it is the 20th still.
    accounting.app.clock.advance(9 * 3600);
    let rows = [october(21, "20"), reading("2", "СВК-2", "2026-10-21", "20")];
    let answer = accounting.put(READINGS, &rows).await;
    assert_eq!(row(&answer, 0).0, "created");
    assert_eq!(row(&answer, 1), rejected("future_date", "taken_on"));
    accounting.app.clock.advance(3600);
    assert_eq!(summary(&accounting.put(READINGS, &rows).await), (1, 0, 1, 0));
}

#[tokio::test]
async fn a_row_sent_again_leaves_what_a_resident_has_sent_since() {
    let accounting = with_meters().await;
    accounting.put(READINGS, &[october(20, "20")]).await;
    resident_sends(&accounting, 20, "25").await;
    assert_eq!(summary(&accounting.put(READINGS, &[october(20, "20")]).await), (0, 0, 1, 0));
    assert_eq!(history(&accounting).await, ["25", "20"]);
    assert_eq!(stored(&accounting, "1").await.0.last.source, Source::Resident);
}

#[tokio::test]
async fn the_company_corrects_its_row_of_a_day_on_which_a_resident_has_read_too() {
    let accounting = with_meters().await;
    accounting.put(READINGS, &[october(5, "15"), october(20, "20")]).await;
    resident_sends(&accounting, 20, "25").await;
    assert_eq!(summary(&accounting.put(READINGS, &[october(20, "19")]).await), (0, 1, 0, 0));
    assert_eq!(history(&accounting).await, ["19", "25 struck", "20 struck", "15"]);
    let (meter, _) = stored(&accounting, "1").await;
    assert_eq!(
        (meter.last.consumption, meter.before_last.unwrap().values),
        (vec![samples::value("4")], vec![samples::value("15")])
    );
    assert_eq!(summary(&accounting.put(READINGS, &[october(20, "19")]).await), (0, 0, 1, 0));
}
