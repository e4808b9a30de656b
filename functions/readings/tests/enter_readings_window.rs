//! The days on which readings are taken.

use domain::house::HouseWindow;
use jiff::civil::date;
use testkit::samples;

use crate::flat::{DAY, Flat, verdict, water};

#[tokio::test]
async fn outside_the_window_the_whole_call_is_refused_and_says_when_to_come_back() {
    let flat = Flat::with(&[water()]).await;
    flat.app.clock.advance(6 * DAY);
    let answer = flat.water_shows("130").await;
    assert_eq!(answer.problem(), (409, "window_closed".to_owned()));
    let detail = "Показания сейчас не принимаются. Передайте их с 15 ноября 2026 по 25 ноября 2026.";
    assert_eq!(answer.json()["detail"], detail);
}

#[tokio::test]
async fn a_house_may_have_a_window_of_its_own() {
    let flat = Flat::with(&[water()]).await;
    let mut home = flat.app.account(crate::flat::NUMBER).await;
    home.readings_window = Some(HouseWindow { from_day: 21, to_day: 28, time_zone: None });
    flat.app.table.put(&home).await.unwrap();
    assert_eq!(flat.water_shows("130").await.problem(), (409, "window_closed".to_owned()));
    flat.app.clock.advance(6 * DAY);
    assert_eq!(verdict(&flat.water_shows("130").await), "accepted");
}

#[tokio::test]
async fn a_house_in_another_zone_closes_at_its_own_midnight() {
    let flat = Flat::with(&[water()]).await;
    let mut home = flat.app.account(crate::flat::NUMBER).await;
    let time_zone = Some(samples::text("Europe/Kaliningrad"));
    home.readings_window = Some(HouseWindow { from_day: 15, to_day: 25, time_zone });
    flat.app.table.put(&home).await.unwrap();
    // The company is at UTC+4, the house at UTC+2: the 25th ends there at 22:00 UTC.
    flat.app.clock.advance(5 * DAY + 10 * 3600 - 60);
    assert_eq!(verdict(&flat.water_shows("130").await), "accepted");
    assert_eq!(flat.stored(&water()).await[0].taken_on, date(2026, 10, 25));
    flat.app.clock.advance(60);
    assert_eq!(flat.water_shows("131").await.problem(), (409, "window_closed".to_owned()));
}
