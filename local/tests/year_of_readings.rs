//! A year of a house with 200 meters of one to three zones: residents, walk-rounds, missing months, corrections,
//! rollovers, replacements. The feed, the histories and the books of the accounting system must come to what a model
//! says that uses no code of ours.

mod accounting;
mod house;
mod model;

use std::collections::BTreeMap;

use domain::meter::meter_id;
use house::{FLATS, House, account, resident};
use model::{Meter, Told, read};
use serde_json::Value;
use testkit::samples;

/// Flats whose meters the company reads every other month.
fn is_walked(flat: usize) -> bool {
    flat % 4 == 3
}

/// Residents who forget a month.
fn forgets(flat: usize, month: usize) -> bool {
    (flat + month).is_multiple_of(7)
}

async fn live(house: &mut House, month: usize) {
    let flats = |wanted: &dyn Fn(usize) -> bool| -> Vec<usize> { (0..FLATS).filter(|flat| wanted(*flat)).collect() };
    house.until(20, 3_000);
    house
        .send(&flats(&|flat| !is_walked(flat) && !forgets(flat, month)), |flat| (flat + month).is_multiple_of(9))
        .await;
    house.until(22, 200);
    if month.is_multiple_of(2) {
        house.walk_round(&flats(&|flat| flat % 8 == 3), "company", |flat| (flat + month).is_multiple_of(5)).await;
        house.walk_round(&flats(&|flat| flat % 8 == 7), "automatic", |_| false).await;
    }
    house.until(24, 300);
    // A resident may also tell what the company has read two days ago.
    if month.is_multiple_of(3) {
        house.send(&flats(&|flat| is_walked(flat)), |flat| flat % 16 == 7).await;
    }
    house.until(27, 400);
    if !month.is_multiple_of(2) {
        house.walk_round(&flats(&|flat| !is_walked(flat) && forgets(flat, month)), "company", |_| false).await;
    }
    if month == 6 {
        house.replace(&flats(&|flat| flat % 20 == 3 || flat % 25 == 5)).await;
    }
}

/// What residents entered, by meter: each entry once, in order, a correction with the id of the entry before it.
fn the_feed_is_what_residents_entered(house: &House) {
    let heard = &house.accounting.heard;
    let ids: Vec<&str> = heard.iter().map(|entry| entry["id"].as_str().unwrap()).collect();
    assert!(ids.is_sorted_by(|one, other| one < other), "in order, none twice");
    let mut by_meter: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for entry in heard {
        by_meter.entry(entry["meter"].as_str().unwrap()).or_default().push(entry);
    }
    for meter in everything(house) {
        let told: Vec<&Told> = meter.told.iter().filter(|told| told.source == "resident").collect();
        let heard = by_meter.remove(meter.serial.as_str()).unwrap_or_default();
        assert_eq!(heard.len(), told.len(), "{}", meter.serial);
        for (place, (entry, told)) in heard.iter().zip(told).enumerate() {
            assert_eq!(entry["taken_on"], told.taken_on.to_string(), "{}", meter.serial);
            assert_eq!(read(&entry["values"]), told.values, "{}", meter.serial);
            assert_eq!(read(&entry["consumption"]), told.consumption, "{}", meter.serial);
            let corrected = if told.is_correction { heard[place - 1]["id"].clone() } else { Value::Null };
            assert_eq!(entry["replaces"], corrected, "{}", meter.serial);
        }
    }
    assert!(by_meter.is_empty(), "{by_meter:?}");
}

fn the_books_hold_what_went_through(house: &House) {
    for meter in everything(house) {
        assert_eq!(house.accounting.books[&meter.serial].consumed, meter.accounted, "{}", meter.serial);
    }
}

/// As the resident sees it, newest first, the installation last; of meters that were taken away too.
async fn the_history_is_what_was_told(house: &House, meter: &Meter) {
    let id = meter_id(&account(meter.flat), &samples::text(&meter.serial));
    let path = format!("/api/accounts/{}/meters/{id}/readings?limit=100", account(meter.flat));
    let answer = house.app.get(&path).bearer(&house.app.token(&resident(meter.flat))).send().await.json();
    let mut items = answer["items"].as_array().unwrap().iter().rev();
    assert_eq!(read(&items.next().unwrap()["values"]), meter.initial, "{}", meter.serial);
    assert_eq!(items.len(), meter.told.len(), "{}", meter.serial);
    for (item, told) in items.zip(&meter.told) {
        let shown = (&item["taken_on"], &item["source"], &item["replaced"]);
        assert_eq!(shown, (&told.taken_on.to_string().into(), &told.source.into(), &told.replaced.into()));
        assert_eq!(
            (read(&item["values"]), read(&item["consumption"])),
            (told.values.clone(), told.consumption.clone())
        );
    }
}

/// Everything that makes a year hard was there.
fn it_was_a_hard_year(house: &House) {
    let told = || everything(house).flat_map(|meter| meter.told.iter().map(move |told| (meter, told)));
    let count = |wanted: &dyn Fn(&Meter, &Told) -> bool| told().filter(|(meter, told)| wanted(meter, told)).count();
    // Less is shown than went through.
    let went_round =
        |told: &Told| told.values.iter().zip(&told.consumption).any(|(value, consumption)| value < consumption);
    assert_eq!(house.meters.len(), 200);
    assert!(house.confirmed > 20, "{}", house.confirmed);
    assert!(count(&|_, told| told.source == "company" && went_round(told)) > 3);
    assert!(count(&|meter, told| meter.initial.len() > 1 && went_round(told)) > 5);
    assert!(count(&|_, told| told.source == "resident" && told.is_correction) > 100);
    assert!(count(&|_, told| told.source == "company" && told.is_correction) > 5);
    assert!(count(&|_, told| told.source == "automatic") > 50);
    assert!(house.gone.iter().any(|meter| meter.initial.len() == 3) && house.gone.len() == 18, "{}", house.gone.len());
}

fn everything(house: &House) -> impl Iterator<Item = &Meter> {
    house.meters.iter().chain(&house.gone)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_year_of_a_house_with_two_hundred_meters_comes_out_equal() {
    let mut house = House::built().await;
    for month in 0..12 {
        live(&mut house, month).await;
    }
    the_feed_is_what_residents_entered(&house);
    the_books_hold_what_went_through(&house);
    for meter in everything(&house) {
        the_history_is_what_was_told(&house, meter).await;
    }
    it_was_a_hard_year(&house);
}
