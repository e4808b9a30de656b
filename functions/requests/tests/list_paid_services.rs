use serde_json::json;

use crate::flat::{get, ivanov, offer, open, petrova};

#[tokio::test]
async fn the_catalogue_shows_what_is_offered_by_group_and_name() {
    let app = open().await;
    let answer = get(&app, &ivanov(), "paid-services").await;
    let body = answer.json();
    let names: Vec<_> = body["items"].as_array().unwrap().iter().map(|item| item["name"].clone()).collect();
    assert_eq!(names, [json!("Ремонт замка"), json!("Замена смесителя")], "what is withdrawn is not there");
    assert_eq!(body["items"][0]["price"], json!({"kind": "agreement", "amount": null}));
    assert_eq!(body["items"][1]["price"], json!({"kind": "from", "amount": 90_000}));
    assert_eq!(body["items"][1]["slots"], json!(["с 9 до 13", "с 13 до 18"]));
}

#[tokio::test]
async fn a_catalogue_as_long_as_may_be_is_one_round_trip() {
    let app = open().await;
    let long = "ю".repeat(500);
    for number in 0..197 {
        let service = json!({
            "code": format!("service-{number}"), "group": "ю".repeat(80), "name": "ю".repeat(120), "price": 100,
            "description": long, "conditions": long, "slots": (0..10).map(|n| format!("{n}{}", "ю".repeat(38))).collect::<Vec<_>>()
        });
        offer(&app, &service).await;
    }
    let answer = get(&app, &ivanov(), "paid-services").await;
    assert_eq!((answer.status, answer.usage.round_trips), (200, 1));
    assert_eq!(answer.json()["items"].as_array().unwrap().len(), 199);
}

#[tokio::test]
async fn a_usual_catalogue_costs_two_units() {
    let app = open().await;
    let usage = get(&app, &ivanov(), "paid-services").await.usage;
    assert!(usage.round_trips == 1 && usage.read_units <= 2.0, "{usage:?}");
}

#[tokio::test]
async fn a_stranger_sees_no_catalogue() {
    let app = open().await;
    assert_eq!(get(&app, &petrova(), "paid-services").await.problem(), (404, "not_found".to_owned()));
}
