use futures::future::join_all;
use serde_json::{Value, json};

use crate::flat::{form, form_with, get, ivanov, offer, open, order, order_as, path, petrova, tap};

#[tokio::test]
async fn an_order_keeps_what_was_shown_when_the_catalogue_changes() {
    let app = open().await;
    let made = order(&app, "key-1", &form()).await;
    assert_eq!((made.status, &made.json()["status"]), (201, &json!("new")));
    let mut dearer = tap();
    dearer["price"] = json!(100_000);
    offer(&app, &dearer).await;
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let shown = get(&app, &ivanov(), &format!("orders/{id}")).await.json();
    assert_eq!(shown["service"]["price"], json!({"kind": "from", "amount": 90_000}));
    assert_eq!(shown["contact"]["phone"], "+79171234567");
    assert_eq!((&shown["moves"][0]["status"], &shown["moves"][0]["by"]), (&json!("new"), &json!("resident")));
}

#[tokio::test]
async fn a_double_tap_makes_one_order() {
    let app = open().await;
    let body = form();
    let answers = join_all((0..10).map(|_| order(&app, "key-1", &body))).await;
    let first = answers[0].json();
    assert!(answers.iter().all(|answer| answer.status == 201 && answer.json() == first));
    assert_eq!(get(&app, &ivanov(), "orders").await.json()["items"].as_array().unwrap().len(), 1);
    let other = form_with("comment", json!("Другое"));
    assert_eq!(order(&app, "key-1", &other).await.problem(), (409, "idempotency_key_reused".to_owned()));
}

#[tokio::test]
async fn without_a_key_every_call_is_a_new_order_and_a_bad_key_is_refused() {
    let app = open().await;
    let call = || app.post(&path("orders")).bearer(&app.token(&ivanov())).json(&form());
    let (one, other) = (call().send().await, call().send().await);
    assert_eq!((one.status, other.status), (201, 201));
    assert_ne!(one.json()["id"], other.json()["id"]);
    let answer = call().header("idempotency-key", "").send().await;
    assert_eq!(answer.problem(), (400, "idempotency_key_required".to_owned()));
}

#[tokio::test]
async fn what_is_not_offered_cannot_be_ordered() {
    let app = open().await;
    for service in ["old", "never-there"] {
        let mut body = form_with("service_id", json!(service));
        body["price"] = Value::Null;
        assert_eq!(order(&app, service, &body).await.problem(), (409, "service_withdrawn".to_owned()));
    }
    let other = form_with("price", json!({"kind": "from", "amount": 80_000}));
    assert_eq!(order(&app, "key-2", &other).await.problem(), (409, "price_changed".to_owned()));
}

#[tokio::test]
async fn a_wish_is_a_day_of_the_coming_year_and_a_slot_of_the_service() {
    let app = open().await;
    for (field, value, code) in [
        ("wish_date", json!("2026-10-19"), "date_in_past"),
        ("wish_date", json!("2027-10-21"), "date_too_far"),
        ("wish_slot", json!("ночью"), "slot_unknown"),
    ] {
        let answer = order(&app, "key-1", &form_with(field, value)).await;
        assert_eq!((answer.status, answer.fields()), (422, vec![(field.to_owned(), code.to_owned())]));
    }
}

#[tokio::test]
async fn hostile_fields_are_told_apart() {
    let app = open().await;
    for (field, value) in [
        ("contact", json!({})),
        ("contact", Value::Null),
        ("contact", json!({"email": "x"})),
        ("comment", json!("ю".repeat(1001))),
        ("comment", json!("a\u{0}b")),
        ("service_id", json!("a#b")),
        ("wish_date", json!("2026-02-30")),
        ("wish_date", json!(5)),
        ("other", json!(1)),
    ] {
        let answer = order(&app, "key-1", &form_with(field, value.clone())).await;
        assert_eq!(answer.status, 422, "{field} {value}: {}", answer.text());
    }
    let twice = br#"{"service_id":"tap","service_id":"tap","contact":{"phone":"+79171234567"}}"#;
    let call = app.post(&path("orders")).bearer(&app.token(&ivanov())).header("idempotency-key", "k");
    let answer = call.raw("application/json", twice.to_vec()).send().await;
    assert_eq!(answer.problem(), (400, "duplicate_key".to_owned()));
}

#[tokio::test]
async fn a_stranger_learns_nothing_whatever_the_fields_hold() {
    let app = open().await;
    for body in [form(), json!({"x": 1}), json!([])] {
        assert_eq!(order_as(&app, &petrova(), "key-1", &body).await.problem(), (404, "not_found".to_owned()));
    }
}

#[tokio::test]
async fn a_person_orders_so_much_a_day() {
    let app = open().await;
    for number in 0..20 {
        assert_eq!(order(&app, &format!("key-{number}"), &form()).await.status, 201);
    }
    let refused = order(&app, "key-20", &form()).await;
    assert_eq!(refused.problem(), (429, "too_many_requests".to_owned()));
    assert!(!refused.header("retry-after").is_empty());
    assert_eq!(order(&app, "key-3", &form()).await.status, 201, "a repetition is none more");
}
