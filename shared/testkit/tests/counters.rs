//! Counters of attempts, on the real engine.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

use axum::Router;
use futures::future::join_all;
use http::App;
use jiff::SignedDuration;
use table::entities::counter::{Quota, Reservation};
use testkit::TestApp;

fn no_routes(_: App) -> Router {
    Router::new()
}

async fn start() -> TestApp {
    TestApp::start(no_routes).await
}

fn quota(kind: &'static str, most: u32) -> Quota {
    Quota { kind, subject: "somebody".into(), window: SignedDuration::from_mins(10), most }
}

async fn reserve(app: &TestApp, quota: &Quota) -> Reservation {
    app.table.reserve(quota, app.clock.now()).await.unwrap()
}

#[tokio::test]
async fn a_quota_is_free_again_when_its_window_ends() {
    let app = start().await;
    let quota = quota("try", 2);
    let until = app.clock.now() + quota.window;
    assert_eq!(reserve(&app, &quota).await, Reservation::Granted);
    app.clock.advance(599);
    assert_eq!(reserve(&app, &quota).await, Reservation::Granted);
    assert_eq!(reserve(&app, &quota).await, Reservation::Refused { until });
    app.clock.advance(1);
    assert_eq!(reserve(&app, &quota).await, Reservation::Granted);
}

#[tokio::test]
async fn however_many_come_at_once_no_more_than_the_limit_get_a_place() {
    let app = start().await;
    let quota = quota("try", 5);
    let reservations = join_all((0..40).map(|_| reserve(&app, &quota))).await;
    assert_eq!(reservations.iter().filter(|reservation| **reservation == Reservation::Granted).count(), 5);
}

#[tokio::test]
async fn a_place_that_is_given_back_can_be_taken_again() {
    let app = start().await;
    let quota = quota("try", 1);
    assert_eq!(reserve(&app, &quota).await, Reservation::Granted);
    app.table.release_all([&quota]).await.unwrap();
    assert_eq!(reserve(&app, &quota).await, Reservation::Granted);
    assert!(matches!(reserve(&app, &quota).await, Reservation::Refused { .. }));
}

#[tokio::test]
async fn a_refusal_by_one_quota_takes_no_place_in_the_others() {
    let app = start().await;
    let (wide, narrow) = (quota("wide", 2), quota("narrow", 1));
    let both = [wide.clone(), narrow];
    let now = app.clock.now();
    assert_eq!(app.table.reserve_all(&both, now).await.unwrap(), Reservation::Granted);
    for _ in 0..3 {
        assert!(matches!(app.table.reserve_all(&both, now).await.unwrap(), Reservation::Refused { .. }));
    }
    assert_eq!(reserve(&app, &wide).await, Reservation::Granted);
}

#[tokio::test]
async fn subjects_and_kinds_are_counted_apart() {
    let app = start().await;
    let mut quota = quota("try", 1);
    assert_eq!(reserve(&app, &quota).await, Reservation::Granted);
    quota.subject = "somebody else".into();
    assert_eq!(reserve(&app, &quota).await, Reservation::Granted);
    quota.kind = "other";
    assert_eq!(reserve(&app, &quota).await, Reservation::Granted);
}

#[tokio::test]
async fn a_quota_by_the_clock_begins_anew_with_its_stretch_in_one_round_trip() {
    let app = start().await;
    let reserve = async || {
        let now = app.clock.now();
        let quota = Quota::by_the_clock("try", "somebody", SignedDuration::from_mins(10), 2, now);
        let (place, usage) = Box::pin(table::usage::metered(app.table.reserve_at_once(&quota, now))).await;
        assert_eq!(usage.round_trips, 1);
        place.unwrap()
    };
    app.clock.advance(60);
    let until = app.clock.now() + SignedDuration::from_mins(9);
    assert_eq!((reserve().await, reserve().await), (Reservation::Granted, Reservation::Granted));
    app.clock.advance(539);
    assert_eq!(reserve().await, Reservation::Refused { until });
    app.clock.advance(1);
    assert_eq!(reserve().await, Reservation::Granted);
}

#[tokio::test]
async fn however_many_come_at_once_a_quota_by_the_clock_holds() {
    let app = start().await;
    let now = app.clock.now();
    let quota = Quota::by_the_clock("try", "somebody", SignedDuration::from_mins(10), 5, now);
    let places = join_all((0..40).map(|_| app.table.reserve_at_once(&quota, now))).await;
    assert_eq!(places.into_iter().filter(|place| *place.as_ref().unwrap() == Reservation::Granted).count(), 5);
}
