use serde_json::json;

use crate::flat::{get, ivanov, offer, open, path, petrova};

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
async fn a_thousand_usual_services_are_one_round_trip_and_so_are_two_hundred_wordy_ones() {
    let app = open().await;
    for number in 0..998 {
        let service = json!({"code": format!("s{number}"), "group": "Сантехника", "name": "Замена смесителя",
            "price": 90_000, "unit": "шт.", "description": "Снятие старого, установка нового, проверка."});
        offer(&app, &service).await;
    }
    let answer = get(&app, &ivanov(), "paid-services").await;
    assert_eq!((answer.status, answer.usage.round_trips), (200, 1));
    assert_eq!(answer.json()["items"].as_array().unwrap().len(), 1000);

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

#[tokio::test]
async fn of_many_who_look_at_once_one_reads_the_catalogue_for_all() {
    let app = open().await;
    let who = ivanov();
    let answers = futures::future::join_all((0..50).map(|_| get(&app, &who, "paid-services"))).await;
    let units: f64 = answers.iter().map(|answer| answer.usage.read_units).sum();
    let alone = get(&app, &ivanov(), "paid-services").await.usage.read_units;
    assert!(answers.iter().all(|answer| answer.status == 200) && units < alone * 50.0 + 3.0, "{units}, {alone} each");
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again_and_a_change_is_seen_after_half_a_minute() {
    let app = open().await;
    let first = get(&app, &ivanov(), "paid-services").await;
    assert_eq!(first.header("cache-control"), "private, max-age=60");
    let (tag, address, token) = (first.header("etag").to_owned(), path("paid-services"), app.token(&ivanov()));
    let again = || app.get(&address).bearer(&token).header("if-none-match", &tag).send();
    assert_eq!((again().await.status, again().await.body.len()), (304, 0));
    offer(&app, &json!({"code": "tap", "group": "Сантехника", "name": "Замена крана", "price": 1})).await;
    assert_eq!(again().await.status, 304);
    app.clock.advance(30);
    assert_eq!(again().await.status, 200);
}

#[tokio::test]
async fn who_is_about_to_agree_to_a_price_sees_it_as_it_is() {
    let app = open().await;
    get(&app, &ivanov(), "paid-services").await;
    offer(&app, &json!({"code": "tap", "group": "Сантехника", "name": "Замена крана", "price": 1})).await;
    let token = app.token(&ivanov());
    let asked = app.get(&path("paid-services")).bearer(&token).header("cache-control", "no-cache").send().await;
    assert_eq!(asked.json()["items"][1]["name"], "Замена крана");
    assert_eq!(get(&app, &ivanov(), "paid-services").await.json(), asked.json(), "the others get it too");
}
