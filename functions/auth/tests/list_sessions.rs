use serde_json::json;
use table::entities::session::{Session, SessionsOf};
use testkit::{TestApp, samples};

use crate::world::{PASSWORD, SignedIn, cookie, lives, session, sign_in, signed_in, start};

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
    let elsewhere = app.get("/api/auth/sessions").bearer(&here.token).from("198.51.100.9").send().await.json();
    assert_eq!(elsewhere["items"][0]["place"], "другая сеть (192.0.2.x)");
    let nearby = app.get("/api/auth/sessions").bearer(&here.token).from("192.0.2.200").send().await.json();
    assert_eq!(nearby["items"][0]["place"], "та же сеть, что у вас сейчас (192.0.2.x)");
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

/// So many browsers more, each used a minute after the one before.
async fn crowd(app: &TestApp, here: &SignedIn, sessions: u32) {
    let pattern = SessionsOf { user: &here.user.id };
    let one = app.table.query_all(&pattern).await.unwrap().remove(0);
    for at in 0..sessions {
        app.clock.advance(60);
        let (id, rotated_at) = (format!("{at:026}"), app.clock.now());
        app.table.put(&Session { id, rotated_at, ..one.clone() }).await.unwrap();
    }
}

#[tokio::test]
async fn fifty_live_at_once_and_one_more_ends_the_one_that_was_used_longest_ago() {
    let app = start().await;
    let first = signed_in(&app, "ivanov").await;
    crowd(&app, &first, 49).await;
    assert!(lives(&app, &first.cookie).await, "fifty are no crowd, and this one is used last now");
    app.clock.advance(60);
    let answer = sign_in(&app, "ivanov", PASSWORD).send().await;
    assert_eq!((answer.status, answer.usage.round_trips), (200, 4));
    let token = answer.json()["access_token"].as_str().unwrap().to_owned();
    let listed = app.get("/api/auth/sessions").bearer(&token).send().await.json()["items"].clone();
    let ids: Vec<&str> = listed.as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    let is_listed = |at: u32| ids.contains(&http::hash::sha256(&format!("{at:026}")).as_str());
    assert_eq!((ids.len(), is_listed(0), is_listed(1)), (50, false, true));
    let again = sign_in(&app, "ivanov", PASSWORD).header("cookie", &cookie(&answer)).send().await;
    assert_eq!((again.status, again.usage.round_trips), (200, 3), "it takes the place of its own");
}

#[tokio::test]
async fn a_crowd_is_ended_by_and_by_and_what_is_over_goes_with_it() {
    let app = start().await;
    let first = signed_in(&app, "ivanov").await;
    crowd(&app, &first, 90).await;
    for (seconds, left) in [(0, 67), (0, 50), (0, 50), (12 * 3600, 26)] {
        app.clock.advance(seconds);
        session(&app, &first.user).await;
        let all = app.table.query_all(&SessionsOf { user: &first.user.id }).await.unwrap();
        assert_eq!(all.len(), left);
    }
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
    let answer = sign_in(&app, "ivanov", PASSWORD).send().await;
    assert_ne!(cookie(&answer), one.cookie);
}
