use serde_json::json;
use testkit::samples;

use crate::flat::{DAY, Flat, account, ivanov, water};

#[tokio::test]
async fn the_history_shows_replaced_readings_and_ends_with_the_installation() {
    let flat = Flat::with(&[water()]).await;
    flat.water_shows("150").await;
    flat.app.clock.advance(DAY);
    flat.water_shows("125").await;
    let body = flat.history(&water()).await.json();
    let shown: Vec<_> = body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| json!([item["values"][0], item["taken_on"], item["source"], item["replaced"], item["consumption"]]))
        .collect();
    let expected = [
        json!(["125", "2026-10-21", "resident", false, ["1.55"]]),
        json!(["150", "2026-10-20", "resident", true, ["26.55"]]),
        json!(["123.45", null, "installation", false, null]),
    ];
    assert_eq!((shown.as_slice(), &body["next_cursor"]), (&expected[..], &json!(null)));
}

#[tokio::test]
async fn a_year_of_history_costs_one_round_trip() {
    let flat = Flat::with(&[water()]).await;
    for month in 0..12 {
        assert_eq!(flat.water_shows(&(124 + month).to_string()).await.status, 200);
        flat.app.clock.advance(30 * DAY);
        while !flat.get().await.json()["window"]["open"].as_bool().unwrap() {
            flat.app.clock.advance(DAY);
        }
    }
    let answer = flat.history(&water()).await;
    assert_eq!(answer.json()["items"].as_array().unwrap().len(), 13);
    assert_eq!(answer.usage.round_trips, 1);
    assert!(answer.usage.read_units <= 2.0, "{:?}", answer.usage);
}

#[tokio::test]
async fn pages_of_the_history_follow_each_other() {
    let flat = Flat::with(&[water()]).await;
    for value in ["125", "126", "127"] {
        flat.water_shows(value).await;
    }
    let token = flat.app.token(&ivanov());
    let path = format!("/api/accounts/{}/meters/{}/readings?limit=2", account(), water().id);
    let first = flat.app.get(&path).bearer(&token).send().await.json();
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = flat.app.get(&format!("{path}&cursor={cursor}")).bearer(&token).send().await.json();
    let values = |page: &serde_json::Value| -> Vec<String> {
        page["items"].as_array().unwrap().iter().map(|item| item["values"][0].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(
        (values(&first), values(&second)),
        (vec!["127".into(), "126".into()], vec!["125".into(), "123.45".into()])
    );
    let bad = flat.app.get(&format!("{path}&cursor=AAAA")).bearer(&token).send().await;
    assert_eq!(bad.problem(), (400, "cursor_invalid".to_owned()));
}

#[tokio::test]
async fn the_history_of_a_meter_that_is_not_the_accounts_is_not_there() {
    let flat = Flat::with(&[water()]).await;
    let other = samples::meter("7", "чужой");
    flat.app.table.put(&other).await.unwrap();
    assert_eq!(flat.history(&other).await.status, 404);
    let path = format!("/api/accounts/{}/meters/{}/readings", account(), water().id);
    assert_eq!(flat.app.get(&path).send().await.status, 401);
    let stranger = flat.app.get(&format!("{path}?cursor=%00")).bearer(&flat.app.token(&samples::user_id(2)));
    assert_eq!(stranger.send().await.status, 400, "a query that does not read is no matter of the account");
    let stranger = flat.app.get(&format!("{path}?cursor=AAAA")).bearer(&flat.app.token(&samples::user_id(2)));
    assert_eq!(stranger.send().await.problem(), (404, "not_found".to_owned()));
}
