use serde_json::json;
use testkit::samples;

use crate::world::{PASSWORD, cookie, session, signed_in, start};

const CHROME: &str = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/139.0.0.0 Mobile Safari/537.36";

#[tokio::test]
async fn a_session_is_told_in_words_and_the_asking_one_is_marked() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    app.clock.advance(60);
    let body = json!({"login": "ivanov", "password": PASSWORD, "remember": true});
    let phone = app.post("/api/auth/login").json(&body).header("user-agent", CHROME).from("192.0.2.7").send().await;
    assert_eq!(phone.status, 200);
    let answer = app.get("/api/auth/sessions").bearer(&here.token).send().await;
    let (items, next) = (answer.json()["items"].clone(), answer.json()["next_cursor"].clone());
    assert_eq!((items.as_array().unwrap().len(), next), (2, json!(null)));
    let (first, second) = (&items[0], &items[1]);
    assert_eq!((&first["current"], &second["current"]), (&json!(false), &json!(true)));
    assert_eq!((&first["device"], &first["place"]), (&json!("Chrome, Android"), &json!("сеть 192.0.2.x")));
    assert_eq!((&first["remembered"], &first["created_at"]), (&json!(true), &json!("2026-10-20T12:01:00Z")));
    assert_eq!(first["expires_at"], "2026-11-19T12:01:00Z");
    assert_eq!(second["device"], "Неизвестная программа");
    assert!(!answer.text().contains("192.0.2.7") && !answer.text().contains("139.0"), "{}", answer.text());
}

#[tokio::test]
async fn the_last_use_is_the_last_refresh_and_its_network() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    app.clock.advance(500);
    let call = app.post("/api/auth/refresh").header("cookie", &here.cookie).from("198.51.100.9");
    assert_eq!(call.send().await.status, 200);
    let item = app.get("/api/auth/sessions").bearer(&here.token).send().await.json()["items"][0].clone();
    assert_eq!((&item["last_used_at"], &item["place"]), (&json!("2026-10-20T12:08:20Z"), &json!("сеть 198.51.100.x")));
}

#[tokio::test]
async fn what_has_ended_is_not_listed() {
    let app = start().await;
    let one = signed_in(&app, "ivanov").await;
    let two = session(&app, &one.user).await;
    app.post("/api/auth/logout").header("cookie", &two.cookie).send().await;
    app.clock.advance(500);
    let count = |answer: testkit::Answer| answer.json()["items"].as_array().unwrap().len();
    assert_eq!(count(app.get("/api/auth/sessions").bearer(&one.token).send().await), 1);
    app.clock.advance(12 * 3600);
    let later = session(&app, &one.user).await;
    assert_eq!(count(app.get("/api/auth/sessions").bearer(&later.token).send().await), 1);
}

#[tokio::test]
async fn the_list_needs_a_token_of_somebody_who_exists() {
    let app = start().await;
    assert_eq!(app.get("/api/auth/sessions").send().await.problem(), (401, "unauthorized".into()));
    let nobody = app.token(&samples::user_id(9));
    assert_eq!(app.get("/api/auth/sessions").bearer(&nobody).send().await.problem(), (401, "unauthorized".into()));
}

#[tokio::test]
async fn two_sessions_have_cookies_of_their_own() {
    let app = start().await;
    let one = signed_in(&app, "ivanov").await;
    let answer = crate::world::sign_in(&app, "ivanov", PASSWORD).send().await;
    assert_ne!(cookie(&answer), one.cookie);
}
