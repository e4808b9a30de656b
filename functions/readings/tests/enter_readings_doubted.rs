//! Readings that look odd: asked about, and accepted when confirmed.

use serde_json::json;
use testkit::samples;

use crate::flat::{DAY, Flat, verdict, water};

#[tokio::test]
async fn a_rollover_is_asked_about_with_its_numbers_and_accepted_when_confirmed() {
    let mut meter = water();
    meter.last.values = vec![samples::value("99998")];
    let flat = Flat::with(&[meter]).await;
    let answer = flat.water_shows("3").await;
    assert_eq!(verdict(&answer), "needs_confirmation");
    let asked = json!([{
        "kind": "rollover", "zone": 0, "previous": "99998", "value": "3", "consumption": "5", "limit": null
    }]);
    assert_eq!(answer.json()["items"][0]["questions"], asked);
    let confirmed = json!({"meter_id": water().id, "values": ["3"], "confirm": ["rollover"]});
    assert_eq!(flat.post(&[confirmed]).await.json()["items"][0]["consumption"], json!(["5"]));
}

#[tokio::test]
async fn a_jump_is_asked_about_and_accepted_when_confirmed() {
    let flat = Flat::with(&[water()]).await;
    let answer = flat.water_shows("473.45").await;
    let asked = json!([{
        "kind": "jump", "zone": null, "previous": null, "value": null, "consumption": "350", "limit": "100"
    }]);
    assert_eq!((verdict(&answer).as_str(), &answer.json()["items"][0]["questions"]), ("needs_confirmation", &asked));
    let wrong = json!({"meter_id": water().id, "values": ["473.45"], "confirm": ["rollover"]});
    assert_eq!(verdict(&flat.post(&[wrong]).await), "needs_confirmation");
    let confirmed = json!({"meter_id": water().id, "values": ["473.45"], "confirm": ["jump"]});
    assert_eq!(verdict(&flat.post(&[confirmed]).await), "accepted");
}

#[tokio::test]
async fn a_company_sets_its_own_limit() {
    let flat = Flat::with(&[water()]).await;
    flat.company(|company| {
        company.reading_limits = Some(serde_json::from_value(json!({"cold_water": "5"})).unwrap());
    })
    .await;
    assert_eq!(verdict(&flat.water_shows("129").await), "needs_confirmation");
    assert_eq!(verdict(&flat.water_shows("128").await), "accepted");
}

#[tokio::test]
async fn a_correction_is_compared_with_what_the_first_was_compared_with() {
    let flat = Flat::with(&[water()]).await;
    flat.water_shows("150").await;
    flat.app.clock.advance(DAY);
    let answer = flat.water_shows("125").await;
    assert_eq!(answer.json()["items"][0]["consumption"], json!(["1.55"]));
    let stored = flat.stored(&water()).await;
    assert_eq!(stored.len(), 2);
    assert_eq!(stored[0].replaces.as_deref(), Some(stored[1].id.as_str()));
    assert_eq!(stored[1].replaced_by.as_deref(), Some(stored[0].id.as_str()));
}
