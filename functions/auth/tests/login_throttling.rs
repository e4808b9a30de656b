//! What failed sign-ins bring upon a name and an address.

use serde_json::json;
use table::entities::message::Content;
use testkit::{Answer, TestApp};

use crate::world::{
    PASSWORD, WRONG_PASSWORD, captcha, outbox, resident, resident_at, sign_in, sign_in_with_captcha, start, trail,
};

/// Where a person sits who is not told otherwise.
const HERE: &str = "192.0.2.200";

/// So many failures of a name at one address, each with a captcha.
async fn fail(app: &TestApp, name: &str, times: u32) {
    for _ in 0..times {
        let answer = with_captcha(app, name, WRONG_PASSWORD).await;
        assert_eq!(answer.status, 401, "{}", answer.text());
    }
}

async fn with_captcha(app: &TestApp, name: &str, password: &str) -> Answer {
    sign_in_with_captcha(app, HERE, name, password).await
}

#[tokio::test]
async fn after_five_failures_a_captcha_is_asked_for_before_the_password_is_looked_at() {
    let app = start().await;
    resident(&app, "ivanov").await;
    for at in 0..5 {
        let answer = sign_in(&app, "ivanov", WRONG_PASSWORD).from(&format!("192.0.2.{at}")).send().await;
        assert_eq!(answer.problem(), (401, "bad_credentials".into()));
    }
    let right = sign_in(&app, "ivanov", PASSWORD).from("192.0.2.9").send().await;
    assert_eq!(right.problem(), (403, "captcha_required".into()));
    assert_eq!(with_captcha(&app, "ivanov", PASSWORD).await.status, 200);
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).send().await.status, 200, "a success clears");
}

#[tokio::test]
async fn the_captcha_of_a_sign_in_must_be_right_and_is_used_up() {
    let app = start().await;
    resident(&app, "ivanov").await;
    fail(&app, "ivanov", 5).await;
    let mut shown = captcha(&app).await;
    let right = shown["answer"].clone();
    shown["answer"] = json!("00000");
    for _ in 0..2 {
        let body = json!({"login": "ivanov", "password": PASSWORD, "remember": false, "captcha": shown});
        let answer = app.post("/api/auth/login").json(&body).send().await;
        assert_eq!(answer.problem(), (422, "captcha_wrong".into()));
        shown["answer"] = right.clone();
    }
}

#[tokio::test]
async fn from_ten_failures_on_there_is_a_wait_that_doubles() {
    let app = start().await;
    resident(&app, "ivanov").await;
    fail(&app, "ivanov", 10).await;
    for seconds in [30, 60, 120] {
        let answer = with_captcha(&app, "ivanov", PASSWORD).await;
        assert_eq!(answer.problem(), (429, "too_many_requests".into()));
        assert_eq!(answer.header("retry-after"), seconds.to_string());
        app.clock.advance(seconds);
        fail(&app, "ivanov", 1).await;
    }
    app.clock.advance(240);
    assert_eq!(with_captcha(&app, "ivanov", PASSWORD).await.status, 200);
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).send().await.status, 200);
}

#[tokio::test]
async fn failures_of_an_address_count_whatever_the_names() {
    let app = start().await;
    resident(&app, "ivanov").await;
    for at in 0..5 {
        sign_in(&app, &format!("nobody{at}"), WRONG_PASSWORD).from("192.0.2.1").send().await;
    }
    let answer = sign_in(&app, "ivanov", PASSWORD).from("192.0.2.1").send().await;
    assert_eq!(answer.problem(), (403, "captcha_required".into()));
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).from("192.0.2.2").send().await.status, 200);
}

#[tokio::test]
async fn an_account_of_ones_own_does_not_clear_the_address() {
    let app = start().await;
    resident(&app, "ivanov").await;
    for at in 0..4 {
        sign_in(&app, &format!("nobody{at}"), WRONG_PASSWORD).from("192.0.2.1").send().await;
    }
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).from("192.0.2.1").send().await.status, 200);
    sign_in(&app, "nobody5", WRONG_PASSWORD).from("192.0.2.1").send().await;
    let answer = sign_in(&app, "nobody6", WRONG_PASSWORD).from("192.0.2.1").send().await;
    assert_eq!(answer.problem(), (403, "captcha_required".into()));
}

#[tokio::test]
async fn a_wait_is_for_the_address_whatever_the_names() {
    let app = start().await;
    resident(&app, "ivanov").await;
    for at in 0..10 {
        fail(&app, &format!("nobody{at}"), 1).await;
    }
    assert_eq!(with_captcha(&app, "ivanov", PASSWORD).await.problem(), (429, "too_many_requests".into()));
}

#[tokio::test]
async fn strangers_cannot_make_the_owner_wait_only_read_a_captcha() {
    let app = start().await;
    resident(&app, "ivanov").await;
    for at in 0..30 {
        let answer = sign_in_with_captcha(&app, &format!("192.0.2.{at}"), "ivanov", WRONG_PASSWORD).await;
        assert_eq!(answer.problem(), (401, "bad_credentials".into()), "{at}");
    }
    fail(&app, "ivanov", 10).await;
    assert_eq!(with_captcha(&app, "ivanov", PASSWORD).await.status, 429, "the stranger waits");
    let at_home = "198.51.100.7";
    let bare = sign_in(&app, "ivanov", PASSWORD).from(at_home).send().await;
    assert_eq!(bare.problem(), (403, "captcha_required".into()));
    assert_eq!(sign_in_with_captcha(&app, at_home, "ivanov", PASSWORD).await.status, 200);
}

#[tokio::test]
async fn a_stranger_who_waits_gives_no_place_of_the_name_back() {
    let app = start().await;
    resident(&app, "ivanov").await;
    fail(&app, "ivanov", 10).await;
    for _ in 0..10 {
        assert_eq!(with_captcha(&app, "ivanov", WRONG_PASSWORD).await.status, 429);
    }
    let elsewhere = sign_in(&app, "ivanov", PASSWORD).from("198.51.100.7").send().await;
    assert_eq!(elsewhere.problem(), (403, "captcha_required".into()));
}

#[tokio::test]
async fn failures_elsewhere_are_not_forgiven_here() {
    let app = start().await;
    resident(&app, "ivanov").await;
    for at in 0..4 {
        sign_in(&app, "ivanov", WRONG_PASSWORD).from("198.51.100.7").send().await;
        sign_in(&app, &format!("nobody{at}"), WRONG_PASSWORD).from(HERE).send().await;
    }
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).from(HERE).send().await.status, 200);
    sign_in(&app, "nobody4", WRONG_PASSWORD).from(HERE).send().await;
    let answer = sign_in(&app, "nobody5", WRONG_PASSWORD).from(HERE).send().await;
    assert_eq!(answer.problem(), (403, "captcha_required".into()));
}

#[tokio::test]
async fn failures_count_in_any_quarter_of_an_hour_and_not_from_the_first_on() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let fail = async |seconds: i64| {
        app.clock.advance(seconds);
        assert_eq!(sign_in(&app, "ivanov", WRONG_PASSWORD).send().await.status, 401);
    };
    fail(0).await;
    fail(800).await;
    fail(50).await;
    fail(10).await;
    fail(100).await;
    fail(10).await;
    let answer = sign_in(&app, "ivanov", PASSWORD).send().await;
    assert_eq!(answer.problem(), (403, "captcha_required".into()), "five within 170 seconds");
}

#[tokio::test]
async fn failures_a_quarter_of_an_hour_apart_do_not_add_up() {
    let app = start().await;
    resident(&app, "ivanov").await;
    for _ in 0..8 {
        assert_eq!(sign_in(&app, "ivanov", WRONG_PASSWORD).send().await.status, 401);
        app.clock.advance(300);
    }
}

#[tokio::test]
async fn a_day_clears() {
    let app = start().await;
    resident(&app, "ivanov").await;
    fail(&app, "ivanov", 12 - 2).await;
    app.clock.advance(86_400);
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).send().await.status, 200);
}

#[tokio::test]
async fn who_signs_in_rightly_makes_no_neighbour_wait() {
    let app = start().await;
    resident(&app, "ivanov").await;
    resident_at(&app, "petrova", "petrova@example.ru").await;
    for at in 0..16 {
        app.clock.advance(900);
        fail(&app, &format!("nobody{at}"), 1).await;
    }
    app.clock.advance(900);
    for name in ["ivanov", "petrova", "ivanov"] {
        assert_eq!(with_captcha(&app, name, PASSWORD).await.status, 200, "{name}");
    }
}

#[tokio::test]
async fn a_success_does_not_prolong_the_day() {
    let app = start().await;
    resident(&app, "ivanov").await;
    for at in 0..6 {
        fail(&app, &format!("nobody{at}"), 1).await;
    }
    app.clock.advance(80_000);
    assert_eq!(with_captcha(&app, "ivanov", PASSWORD).await.status, 200);
    app.clock.advance(6_400);
    let bare = sign_in(&app, "ivanov", PASSWORD).from(HERE).send().await;
    assert_eq!(bare.status, 200, "{}", bare.text());
}

#[tokio::test]
async fn a_sign_in_after_many_failures_is_told_to_the_owner() {
    let app = start().await;
    let user = resident(&app, "ivanov").await;
    fail(&app, "ivanov", 5).await;
    assert_eq!(with_captcha(&app, "ivanov", PASSWORD).await.status, 200);
    let is_told = |content: &Content| matches!(content, Content::SignedInAfterFailures { .. });
    assert!(outbox(&app).await.iter().any(|(to, content)| *to == user.id.to_string() && is_told(content)));
    assert!(trail(&app, &user).await.contains(&"signed_in_after_failures".to_owned()));
}

#[tokio::test]
async fn however_many_guess_at_once_no_more_than_five_are_looked_at() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let guesses = (0..20).map(|at| sign_in(&app, "ivanov", WRONG_PASSWORD).from(&format!("192.0.2.{at}")).send());
    let answers = futures::future::join_all(guesses).await;
    let looked_at = answers.iter().filter(|answer| answer.status == 401).count();
    assert_eq!(looked_at, 5);
    assert!(answers.iter().all(|answer| [401, 403, 429].contains(&answer.status)));
}

#[tokio::test]
async fn a_made_up_captcha_admits_none_of_those_who_guess_at_once() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let captcha = json!({"id": "0123456789abcdef", "answer": "00000"});
    let body = json!({"login": "ivanov", "password": WRONG_PASSWORD, "remember": false, "captcha": captcha});
    let guess = |at| app.post("/api/auth/login").json(&body).from(&format!("192.0.2.{at}")).send();
    let answers = futures::future::join_all((0..20).map(guess)).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 401).count(), 5);
}

#[tokio::test]
async fn many_at_once_meet_each_other_twice_at_most_and_are_told_to_come_again() {
    let app = start().await;
    for at in 0..5 {
        fail(&app, &format!("nobody{at}"), 1).await;
    }
    let mut guesses = Vec::new();
    for at in 0..12 {
        let name = format!("somebody{at}");
        let body =
            json!({"login": name, "password": WRONG_PASSWORD, "remember": false, "captcha": captcha(&app).await});
        guesses.push(app.post("/api/auth/login").json(&body).from(HERE).send());
    }
    let answers = futures::future::join_all(guesses).await;
    assert!(answers.iter().any(|answer| answer.status == 401));
    for answer in &answers {
        // What is known; counting, three times; giving back what was counted elsewhere.
        assert!(answer.usage.round_trips <= 5, "{answer:?}");
        if answer.status == 503 {
            assert_eq!((answer.problem().1.as_str(), answer.header("retry-after")), ("unavailable", "1"));
        }
    }
    assert!(answers.iter().any(|answer| answer.status == 503), "nobody is said to have failed who was overtaken");
}
