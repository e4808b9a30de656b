use domain::meter::Source;
use jiff::civil::date;
use serde_json::{Value, json};
use table::entities::meter::{Archived, MeterItem};
use table::entities::reading::{ReadingItem, ReadingsOf};
use table::keys;
use testkit::samples;

use crate::accounting::{Accounting, METERS, READINGS, meter, reading, rejected, row, summary};

async fn stored(accounting: &Accounting, serial: &str) -> Option<MeterItem> {
    let account = samples::account_id("1");
    let id = domain::meter::meter_id(&account, &samples::text(serial));
    accounting.app.table.get(keys::meter(&account, &id), true).await.unwrap()
}

async fn history(accounting: &Accounting, serial: &str) -> Vec<ReadingItem> {
    let account = samples::account_id("1");
    let meter = domain::meter::meter_id(&account, &samples::text(serial));
    accounting.app.table.query_all(&ReadingsOf { account: &account, meter: &meter }).await.unwrap()
}

/// The new meter in place of the old one, which showed 150.2 on 12 October.
fn replacement() -> Value {
    let mut row = meter("1", "НОВЫЙ");
    row["initial"] = json!(["0.5"]);
    row["replaces"] = json!({"serial": "СТАРЫЙ", "on": "2026-10-12", "values": ["20.25"]});
    row
}

async fn with_old_meter() -> Accounting {
    let accounting = Accounting::with_accounts().await;
    assert_eq!(summary(&accounting.put(METERS, &[meter("1", "СТАРЫЙ")]).await), (1, 0, 0, 0));
    accounting
}

#[tokio::test]
async fn a_replacement_closes_the_old_meter_with_its_last_reading_and_begins_the_new_one() {
    let accounting = with_old_meter().await;
    assert_eq!(summary(&accounting.put(METERS, &[replacement()]).await), (1, 0, 0, 0));
    let old = stored(&accounting, "СТАРЫЙ").await.unwrap();
    let archived = Archived { on: date(2026, 10, 12), replaced_by: Some(samples::text("НОВЫЙ")) };
    assert_eq!((old.archived, old.last.source), (Some(archived), Source::Company));
    assert_eq!(history(&accounting, "СТАРЫЙ").await[0].consumption, [samples::value("7.75")]);
    let new = stored(&accounting, "НОВЫЙ").await.unwrap();
    assert_eq!((new.installed_on, new.last.values), (Some(date(2026, 10, 12)), vec![samples::value("0.5")]));
}

#[tokio::test]
async fn a_replacement_sent_again_changes_nothing_nor_does_the_old_meter_come_back() {
    let accounting = with_old_meter().await;
    accounting.put(METERS, &[replacement()]).await;
    assert_eq!(summary(&accounting.put(METERS, &[replacement(), meter("1", "СТАРЫЙ")]).await), (0, 0, 2, 0));
    assert!(stored(&accounting, "СТАРЫЙ").await.unwrap().archived.is_some());
    assert_eq!(history(&accounting, "СТАРЫЙ").await.len(), 1);
}

#[tokio::test]
async fn both_meters_may_come_in_one_load() {
    let accounting = Accounting::with_accounts().await;
    let rows = [meter("1", "СТАРЫЙ"), replacement()];
    assert_eq!(summary(&accounting.put(METERS, &rows).await), (2, 0, 0, 0));
    assert!(stored(&accounting, "СТАРЫЙ").await.unwrap().archived.is_some());
}

#[tokio::test]
async fn a_refused_replacement_leaves_both_meters_as_they_were() {
    let accounting = with_old_meter().await;
    let with = |field: &str, value: Value| {
        let mut row = replacement();
        row["replaces"][field] = value;
        row
    };
    let cases = [
        (with("serial", json!("ЧУЖОЙ")), "unknown_meter", "replaces.serial"),
        (with("serial", json!("НОВЫЙ")), "replaces_itself", "replaces.serial"),
        (with("on", json!("2026-10-21")), "future_date", "replaces.on"),
        (with("values", json!(["1"])), "below_previous", "replaces.values"),
        (with("values", json!(["1", "2"])), "values_count_differs", "replaces.values"),
    ];
    for (case, code, field) in cases {
        assert_eq!(row(&accounting.put(METERS, &[case]).await, 0), rejected(code, field));
    }
    assert_eq!(stored(&accounting, "НОВЫЙ").await, None);
    assert_eq!(stored(&accounting, "СТАРЫЙ").await.unwrap().archived, None);
}

#[tokio::test]
async fn a_meter_that_is_taken_away_gets_no_more_readings() {
    let accounting = with_old_meter().await;
    let mut gone = meter("1", "СТАРЫЙ");
    gone["archived"] = json!({"on": "2026-10-12", "values": ["14"]});
    assert_eq!(summary(&accounting.put(METERS, &[gone]).await), (0, 1, 0, 0));
    let answer = accounting.put(READINGS, &[reading("1", "СТАРЫЙ", "2026-10-13", "15")]).await;
    assert_eq!(row(&answer, 0), rejected("meter_archived", "meter"));
}

#[tokio::test]
async fn a_meter_that_was_taken_away_is_back_when_it_is_loaded_again() {
    let accounting = with_old_meter().await;
    let mut gone = meter("1", "СТАРЫЙ");
    gone["archived"] = json!({"on": "2026-10-12", "values": ["14"]});
    accounting.put(METERS, &[gone]).await;
    assert_eq!(summary(&accounting.put(METERS, &[meter("1", "СТАРЫЙ")]).await), (0, 1, 0, 0));
    let restored = stored(&accounting, "СТАРЫЙ").await.unwrap();
    assert_eq!((restored.archived, restored.last.values), (None, vec![samples::value("14")]));
    let answer = accounting.put(READINGS, &[reading("1", "СТАРЫЙ", "2026-10-13", "15")]).await;
    assert_eq!(row(&answer, 0).0, "created");
}

#[tokio::test]
async fn a_meter_that_was_replaced_does_not_come_back_by_a_load() {
    let accounting = with_old_meter().await;
    accounting.put(METERS, &[replacement()]).await;
    accounting.put(METERS, &[meter("1", "СТАРЫЙ")]).await;
    assert!(stored(&accounting, "СТАРЫЙ").await.unwrap().archived.is_some());
}

#[tokio::test]
async fn a_renewed_verification_keeps_the_readings() {
    let accounting = with_old_meter().await;
    accounting.put(READINGS, &[reading("1", "СТАРЫЙ", "2026-10-05", "15")]).await;
    let mut renewed = meter("1", "СТАРЫЙ");
    renewed["verification_due"] = json!("2036-01-31");
    assert_eq!(summary(&accounting.put(METERS, &[renewed]).await), (0, 1, 0, 0));
    let stored = stored(&accounting, "СТАРЫЙ").await.unwrap();
    assert_eq!((stored.verification_due, stored.last.values), (date(2036, 1, 31), vec![samples::value("15")]));
}

#[tokio::test]
async fn a_meter_is_replaced_by_one_at_a_time() {
    let accounting = with_old_meter().await;
    accounting.put(METERS, &[replacement()]).await;
    let mut other = replacement();
    other["serial"] = json!("ДРУГОЙ");
    let answer = accounting.put(METERS, &[other.clone()]).await;
    assert_eq!(row(&answer, 0), rejected("already_replaced", "replaces.serial"));
    assert_eq!(stored(&accounting, "ДРУГОЙ").await, None);
    let mut mistaken = meter("1", "НОВЫЙ");
    mistaken["archived"] = json!({"on": "2026-10-12"});
    accounting.put(METERS, &[mistaken]).await;
    assert_eq!(summary(&accounting.put(METERS, &[other]).await), (1, 0, 0, 0));
    let successor = stored(&accounting, "СТАРЫЙ").await.unwrap().archived.unwrap().replaced_by;
    assert_eq!(successor, Some(samples::text("ДРУГОЙ")));
}

#[tokio::test]
async fn a_meter_is_not_taken_away_before_its_last_reading() {
    let accounting = with_old_meter().await;
    let rows = [reading("1", "СТАРЫЙ", "2026-10-12", "20"), reading("1", "СТАРЫЙ", "2026-10-15", "21")];
    accounting.put(READINGS, &rows).await;
    let mut gone = meter("1", "СТАРЫЙ");
    for archived in [json!({"on": "2026-10-12"}), json!({"on": "2026-10-12", "values": ["20"]})] {
        gone["archived"] = archived;
        assert_eq!(row(&accounting.put(METERS, &[gone.clone()]).await, 0), rejected("older_than_last", "archived.on"));
    }
    assert_eq!(stored(&accounting, "СТАРЫЙ").await.unwrap().archived, None);
    gone["archived"] = json!({"on": "2026-10-15"});
    assert_eq!(summary(&accounting.put(METERS, &[gone]).await), (0, 1, 0, 0));
}

/// A reading of the old meter that a resident sent, as the form stores it.
async fn resident_sends(accounting: &Accounting, day: i8, value: &str) {
    let meter = stored(accounting, "СТАРЫЙ").await.unwrap();
    accounting.resident_reads(&meter, date(2026, 10, day), value).await;
}

#[tokio::test]
async fn an_act_that_arrives_late_takes_the_place_of_what_residents_sent_since() {
    let accounting = with_old_meter().await;
    accounting.put(READINGS, &[reading("1", "СТАРЫЙ", "2026-10-05", "15")]).await;
    resident_sends(&accounting, 14, "22").await;
    resident_sends(&accounting, 16, "23").await;
    assert_eq!(summary(&accounting.put(METERS, &[replacement()]).await), (1, 0, 0, 0));
    let old = stored(&accounting, "СТАРЫЙ").await.unwrap();
    assert_eq!((old.last.taken_on, old.last.consumption), (Some(date(2026, 10, 12)), vec![samples::value("5.25")]));
    let marks =
        history(&accounting, "СТАРЫЙ").await.into_iter().map(|item| (item.taken_on.day(), item.replaced_by.is_some()));
    assert_eq!(marks.collect::<Vec<_>>(), [(16, true), (14, true), (12, false), (5, false)]);
    assert_eq!(summary(&accounting.put(METERS, &[replacement()]).await), (0, 0, 1, 0));
}

#[tokio::test]
async fn the_reading_of_an_act_may_have_been_told_before_it() {
    for day in [14, 12] {
        let accounting = with_old_meter().await;
        accounting.put(READINGS, &[reading("1", "СТАРЫЙ", "2026-10-12", "20.25")]).await;
        resident_sends(&accounting, day, "22").await;
        let answer = accounting.put(METERS, &[replacement()]).await;
        assert_eq!(summary(&answer), (1, 0, 0, 0), "{day}: {}", answer.text());
        let old = stored(&accounting, "СТАРЫЙ").await.unwrap();
        let last = (old.last.taken_on, old.last.values);
        assert_eq!(last, (Some(date(2026, 10, 12)), vec![samples::value("20.25")]), "{day}");
        assert!(stored(&accounting, "НОВЫЙ").await.is_some());
        assert_eq!(summary(&accounting.put(METERS, &[replacement()]).await), (0, 0, 1, 0), "{day}");
    }
}

#[tokio::test]
async fn an_act_dated_before_the_companys_own_reading_is_refused() {
    let accounting = with_old_meter().await;
    accounting.put(READINGS, &[reading("1", "СТАРЫЙ", "2026-10-15", "21")]).await;
    let answer = accounting.put(METERS, &[replacement()]).await;
    assert_eq!(row(&answer, 0), rejected("older_than_last", "replaces.on"));
    assert_eq!(stored(&accounting, "НОВЫЙ").await, None);
}

#[tokio::test]
async fn acts_that_strike_more_than_a_transaction_holds_are_written_each_alone() {
    let accounting = with_old_meter().await;
    let mut other = meter("1", "ВТОРОЙ");
    assert_eq!(summary(&accounting.put(METERS, &[other.clone()]).await), (1, 0, 0, 0));
    for serial in ["СТАРЫЙ", "ВТОРОЙ"] {
        for number in 0..50 {
            let old = stored(&accounting, serial).await.unwrap();
            accounting.resident_reads(&old, date(2026, 10, 14), &(21 + number).to_string()).await;
        }
    }
    other["archived"] = json!({"on": "2026-10-12", "values": ["20"]});
    assert_eq!(summary(&accounting.put(METERS, &[replacement(), other.clone()]).await), (1, 1, 0, 0));
    assert_eq!(history(&accounting, "ВТОРОЙ").await.iter().filter(|item| item.replaced_by.is_some()).count(), 50);
}

#[tokio::test]
async fn an_act_that_would_strike_years_of_readings_is_refused() {
    let accounting = with_old_meter().await;
    for number in 0..100 {
        let old = stored(&accounting, "СТАРЫЙ").await.unwrap();
        accounting.resident_reads(&old, date(2026, 10, 14), &(21 + number).to_string()).await;
    }
    let answer = accounting.put(METERS, &[replacement()]).await;
    assert_eq!(row(&answer, 0), rejected("removed_too_long_ago", "replaces.on"));
    assert_eq!(stored(&accounting, "СТАРЫЙ").await.unwrap().archived, None);
}
