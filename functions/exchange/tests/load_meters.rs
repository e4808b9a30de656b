use domain::meter::Source;
use jiff::civil::date;
use serde_json::json;
use table::entities::meter::{MeterItem, MetersOf};
use testkit::{TestApp, samples};

use crate::accounting::{Accounting, METERS, meter, rejected, row, summary};

async fn stored(app: &TestApp) -> Vec<MeterItem> {
    app.table.query_all(&MetersOf { account: &samples::account_id("1") }).await.unwrap()
}

#[tokio::test]
async fn a_meter_begins_with_its_installation() {
    let accounting = Accounting::with_accounts().await;
    assert_eq!(summary(&accounting.put(METERS, &[meter("1", "СВК-1")]).await), (1, 0, 0, 0));
    let meters = stored(&accounting.app).await;
    assert_eq!((meters[0].last.source, meters[0].last.taken_on), (Source::Installation, None));
    assert_eq!(meters[0].last.values, meters[0].initial);
}

#[tokio::test]
async fn the_same_meters_are_unchanged_and_two_of_an_account_are_two() {
    let accounting = Accounting::with_accounts().await;
    let rows = [meter("1", "СВК-1"), meter("1", "СВК-2"), meter("2", "СВК-1")];
    assert_eq!(summary(&accounting.put(METERS, &rows).await), (3, 0, 0, 0));
    assert_eq!(summary(&accounting.put(METERS, &rows).await), (0, 0, 3, 0));
    assert_eq!(stored(&accounting.app).await.len(), 2);
}

#[tokio::test]
async fn a_reading_that_was_taken_outlives_a_correction_of_the_meter() {
    let accounting = Accounting::with_accounts().await;
    accounting.put(METERS, &[meter("1", "СВК-1")]).await;
    let mut item = stored(&accounting.app).await.remove(0);
    item.last.source = Source::Resident;
    item.last.taken_on = Some(date(2026, 10, 18));
    accounting.app.table.put(&item).await.unwrap();
    let mut corrected = meter("1", "СВК-1");
    corrected["place"] = json!("ванная");
    assert_eq!(summary(&accounting.put(METERS, &[corrected]).await), (0, 1, 0, 0));
    let meters = stored(&accounting.app).await;
    assert_eq!(meters[0].last, item.last);
    assert_eq!(meters[0].place, Some(samples::text("ванная")));
}

#[tokio::test]
async fn bad_meters_are_rejected_alone() {
    let accounting = Accounting::with_accounts().await;
    let mut zones = meter("1", "2");
    zones["zones"] = json!(4);
    let mut day = meter("1", "3");
    day["verification_due"] = json!("2030-02-31");
    let mut values = meter("1", "4");
    values["initial"] = json!(["1", "2"]);
    let rows = [meter("1", "1"), zones, day, values, meter("77", "5"), meter("1", "1")];
    let answer = accounting.put(METERS, &rows).await;
    assert_eq!(summary(&answer), (1, 0, 0, 5));
    assert_eq!(row(&answer, 1), rejected("zones_out_of_range", "zones"));
    assert_eq!(row(&answer, 2), rejected("wrong_type", "verification_due"));
    assert_eq!(row(&answer, 3), rejected("values_count_differs", "initial"));
    assert_eq!(row(&answer, 4), rejected("account_unknown", "account"));
    assert_eq!(row(&answer, 5), rejected("duplicate_row", "account.serial"));
}

#[tokio::test]
async fn a_serial_number_in_another_case_is_the_same_meter() {
    let accounting = Accounting::with_accounts().await;
    let answer = accounting.put(METERS, &[meter("1", "свк-1"), meter("1", "СВК-1"), meter("2", "СВК-1")]).await;
    assert_eq!(summary(&answer), (2, 0, 0, 1));
    assert_eq!(row(&answer, 1), rejected("duplicate_row", "account.serial"));
    assert_eq!(stored(&accounting.app).await[0].serial.as_str(), "свк-1");
}

#[tokio::test]
async fn a_meter_remembers_since_when_it_is_known_and_the_last_four_days_of_verification() {
    let accounting = Accounting::with_accounts().await;
    let begun = accounting.app.clock.now();
    let due = async |day: &str| {
        let mut row = meter("1", "СВК-1");
        row["verification_due"] = json!(day);
        accounting.put(METERS, &[row]).await;
        accounting.app.clock.advance(60);
        stored(&accounting.app).await.remove(0)
    };
    for year in 2031..=2036 {
        due(&format!("{year}-01-31")).await;
    }
    let item = due("2036-01-31").await;
    let years: Vec<i16> = item.due_before.iter().map(|before| before.due.year()).collect();
    assert_eq!((item.known_since, years), (Some(begun), vec![2032, 2033, 2034, 2035]));
    let asked = |seconds: i64| item.verification_due_at(begun + jiff::SignedDuration::from_secs(seconds)).year();
    assert_eq!([0, 119, 120, 299, 300].map(asked), [2032, 2032, 2033, 2035, 2036]);
}
