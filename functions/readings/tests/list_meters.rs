use domain::meter::{Resource, Source, Value};
use domain::{AccountId, UserId};
use serde_json::json;
use table::entities::meter::{LastReading, MeterItem};
use testkit::{Answer, TestApp, samples};

fn ivanov() -> UserId {
    samples::user_id(1)
}

fn account() -> AccountId {
    samples::account_id("100200300")
}

/// Ivanov's account with a water meter; it is 20 October, inside the window of the 15th to the 25th.
async fn home() -> TestApp {
    let app = TestApp::start(readings::router).await;
    app.organization().await;
    app.account("100200300").await;
    app.attach(&ivanov(), &account()).await;
    let values = vec![Value("123.45".parse().unwrap())];
    let meter = MeterItem {
        id: "meter-1".to_owned(),
        account: account(),
        serial: samples::text("СВК-15 № 001"),
        resource: Resource::ColdWater,
        unit: samples::text("м³"),
        zones: 1,
        digits: 5,
        verification_due: "2030-01-31".parse().unwrap(),
        place: Some(samples::text("кухня")),
        initial: values.clone(),
        last: LastReading { values, taken_on: None, source: Source::Installation },
    };
    app.table.put(&meter).await.unwrap();
    app
}

async fn get(app: &TestApp) -> Answer {
    app.get(&format!("/api/accounts/{}/meters", account())).bearer(&app.token(&ivanov())).send().await
}

#[tokio::test]
async fn meters_are_shown_with_their_latest_reading_and_the_window() {
    let app = home().await;
    let answer = get(&app).await;
    let expected = json!({
        "window": {"from": "2026-10-15", "to": "2026-10-25", "open": true},
        "items": [{
            "id": "meter-1", "resource": "cold_water", "serial": "СВК-15 № 001", "place": "кухня", "unit": "м³",
            "zones": 1, "digits": 5, "verification_due": "2030-01-31",
            "last": {"values": ["123.45"], "taken_on": null, "source": "installation"}
        }]
    });
    assert_eq!((answer.status, answer.json()), (200, expected));
}

#[tokio::test]
async fn meters_cost_one_round_trip_and_two_read_units() {
    let app = home().await;
    let usage = get(&app).await.usage;
    assert_eq!(usage.round_trips, 1);
    assert!(usage.read_units > 0.0 && usage.read_units <= 2.0, "{usage:?}");
}

#[tokio::test]
async fn the_window_closes_at_midnight_of_the_company() {
    let app = home().await;
    // Saratov is at UTC+4: the 25th ends at 20:00 UTC.
    app.clock.advance(5 * 24 * 3600 + 8 * 3600 - 1);
    assert_eq!(get(&app).await.json()["window"], json!({"from": "2026-10-15", "to": "2026-10-25", "open": true}));
    app.clock.advance(1);
    assert_eq!(get(&app).await.json()["window"], json!({"from": "2026-11-15", "to": "2026-11-25", "open": false}));
}

#[tokio::test]
async fn a_foreign_account_has_no_meters() {
    let app = home().await;
    let path = format!("/api/accounts/{}/meters", account());
    let answer = app.get(&path).bearer(&app.token(&samples::user_id(2))).send().await;
    assert_eq!(answer.problem(), (404, "not_found".to_owned()));
    assert_eq!(app.get(&path).send().await.problem(), (401, "unauthorized".to_owned()));
    assert_eq!(app.get("/api/accounts/..%2fx/meters").bearer(&app.token(&ivanov())).send().await.status, 404);
}
