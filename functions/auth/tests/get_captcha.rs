use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use testkit::TestApp;

use crate::world::{captcha as read_captcha, start};

#[tokio::test]
async fn a_captcha_is_an_image_that_does_not_tell_its_answer() {
    let app = start().await;
    let answer = app.get("/api/auth/captcha").send().await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(answer.json()["image"].as_str().unwrap().starts_with("data:image/png;base64,"));
    assert_eq!(answer.json().as_object().unwrap().len(), 3);
}

#[tokio::test]
async fn every_captcha_is_another_one() {
    let app = start().await;
    let (one, other) = (app.get("/api/auth/captcha").send().await, app.get("/api/auth/captcha").send().await);
    assert_ne!(one.json()["id"], other.json()["id"]);
    assert_ne!(one.json()["image"], other.json()["image"]);
}

/// What a browser finds for somebody who cannot see the image.
fn found(captcha: &Value) -> String {
    let (salt, bits) = (captcha["work"]["salt"].as_str().unwrap(), captcha["work"]["bits"].as_u64().unwrap());
    let is_done = |text: &String| {
        let digest: [u8; 32] = Sha256::digest(format!("{salt}{text}")).into();
        u64::from(u64::from_be_bytes(digest[..8].try_into().unwrap()).leading_zeros()) >= bits
    };
    (0..u64::MAX).map(|number| number.to_string()).find(is_done).unwrap()
}

async fn forgot(app: &TestApp, captcha: Value) -> testkit::Answer {
    let body = json!({"login_or_email": "nobody", "captcha": captcha});
    app.post("/api/auth/password/forgot").json(&body).send().await
}

#[tokio::test]
async fn work_of_the_browser_is_as_good_as_the_code_and_good_once() {
    let app = start().await;
    let captcha = app.get("/api/auth/captcha").send().await.json();
    assert_eq!(captcha["work"]["bits"], 17);
    let answer = json!({"id": captcha["id"], "work": found(&captcha)});
    assert_eq!(forgot(&app, answer.clone()).await.status, 202);
    assert_eq!(forgot(&app, answer).await.problem(), (422, "captcha_wrong".into()));
}

#[tokio::test]
async fn wrong_work_uses_the_captcha_up_and_late_work_is_worth_nothing() {
    let app = start().await;
    let captcha = app.get("/api/auth/captcha").send().await.json();
    let right = found(&captcha);
    let wrong = forgot(&app, json!({"id": captcha["id"], "work": format!("{right}x")})).await;
    assert_eq!(wrong.fields(), [("captcha.work".into(), "captcha_wrong".into())]);
    assert_eq!(forgot(&app, json!({"id": captcha["id"], "work": right})).await.status, 422);
    let late = app.get("/api/auth/captcha").send().await.json();
    let work = found(&late);
    app.clock.advance(300);
    assert_eq!(forgot(&app, json!({"id": late["id"], "work": work})).await.status, 422);
}

#[tokio::test]
async fn exactly_one_answer_is_taken() {
    let app = start().await;
    for (captcha, field, code) in [
        (json!({"id": "x"}), "captcha.answer", "required"),
        (json!({"id": "x", "answer": "a", "work": "1"}), "captcha.work", "captcha_answered_twice"),
        (json!({"id": "x", "work": 1}), "captcha.work", "wrong_type"),
    ] {
        assert_eq!(forgot(&app, captcha).await.fields(), [(field.into(), code.into())]);
    }
}

#[tokio::test]
async fn work_gets_harder_for_a_network_that_does_much_of_it_and_no_one_else() {
    let app = start().await;
    let bits = async |address: &str| {
        app.get("/api/auth/captcha").from(address).send().await.json()["work"]["bits"].as_u64().unwrap()
    };
    for _ in 0..8 {
        let body = json!({"login_or_email": "nobody", "captcha": {"id": "x", "work": "1"}});
        app.post("/api/auth/password/forgot").json(&body).from("192.0.2.7").send().await;
    }
    assert_eq!((bits("192.0.2.7").await, bits("192.0.2.8").await), (19, 17));
    app.clock.advance(3600);
    assert_eq!(bits("192.0.2.7").await, 17);
}

#[tokio::test]
async fn a_network_that_has_done_twenty_pieces_an_hour_waits_and_may_read_the_image_meanwhile() {
    let app = start().await;
    let wrong = json!({"login_or_email": "nobody", "captcha": {"id": "x", "work": "1"}});
    for _ in 0..20 {
        app.post("/api/auth/password/forgot").json(&wrong).from("192.0.2.7").send().await;
    }
    let captcha = app.get("/api/auth/captcha").from("192.0.2.8").send().await.json();
    let right = json!({"login_or_email": "nobody", "captcha": {"id": captcha["id"], "work": found(&captcha)}});
    app.clock.advance(600);
    for work in [&right, &wrong] {
        let answer = app.post("/api/auth/password/forgot").json(work).from("192.0.2.7").send().await;
        assert_eq!(answer.problem(), (429, "too_many_requests".into()), "the answer is not looked at");
        assert_eq!(answer.header("retry-after"), "3000");
        assert_eq!(answer.fields(), [("captcha.work".into(), "too_many_requests".into())]);
    }
    let read = json!({"login_or_email": "nobody", "captcha": read_captcha(&app).await});
    let answer = app.post("/api/auth/password/forgot").json(&read).from("192.0.2.7").send().await;
    assert_eq!(answer.status, 202);
    app.clock.advance(3000);
    let captcha = app.get("/api/auth/captcha").from("192.0.2.7").send().await.json();
    let again = json!({"login_or_email": "nobody", "captcha": {"id": captcha["id"], "work": found(&captcha)}});
    let answer = app.post("/api/auth/password/forgot").json(&again).from("192.0.2.7").send().await;
    assert_eq!(answer.status, 202);
}
