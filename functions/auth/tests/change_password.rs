use serde_json::json;
use table::entities::message::Content;
use testkit::{Answer, TestApp};

use crate::world::{PASSWORD, is_mailed, lives, session, sign_in, signed_in, start, trail};

const NEW: &str = "сад-9999";

async fn change(app: &TestApp, token: &str, current: &str, password: &str) -> Answer {
    let body = json!({"current": current, "password": password, "password_confirmation": password});
    app.post("/api/profile/password").bearer(token).json(&body).send().await
}

#[tokio::test]
async fn the_password_changes_and_the_other_sessions_end() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let there = session(&app, &here.user).await;
    assert_eq!(change(&app, &here.token, PASSWORD, NEW).await.status, 204);
    assert!(lives(&app, &here.cookie).await && !lives(&app, &there.cookie).await);
    assert_eq!(sign_in(&app, "ivanov", NEW).send().await.status, 200);
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).send().await.status, 401);
    let user = here.user.id.clone();
    assert!(is_mailed(&app, user.as_str(), &Content::PasswordChanged { user: user.clone() }).await);
    assert!(trail(&app, &here.user).await.contains(&"password_changed".to_owned()));
}

#[tokio::test]
async fn the_present_password_is_needed() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let answer = change(&app, &here.token, "дом-358", NEW).await;
    assert_eq!(answer.problem(), (422, "password_wrong".into()));
    assert_eq!(answer.fields(), [("current".into(), "password_wrong".into())]);
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).send().await.status, 200);
}

#[tokio::test]
async fn who_found_the_page_open_guesses_ten_times_in_a_quarter_of_an_hour_at_most() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    for _ in 0..10 {
        assert_eq!(change(&app, &here.token, "дом-358", NEW).await.status, 422);
    }
    assert_eq!(change(&app, &here.token, PASSWORD, NEW).await.problem(), (429, "too_many_attempts".into()));
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).send().await.status, 200, "the owner signs in all the same");
    app.clock.advance(15 * 60);
    let here = session(&app, &here.user).await;
    assert_eq!(change(&app, &here.token, PASSWORD, NEW).await.status, 204);
}

#[tokio::test]
async fn a_new_password_follows_the_rules() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    for (password, code) in
        [("1", "password_length"), ("qwerty123", "password_common"), ("ivanov", "password_is_login")]
    {
        let answer = change(&app, &here.token, PASSWORD, password).await;
        assert_eq!((answer.status, answer.fields()), (422, vec![("password".into(), code.into())]));
    }
}

#[tokio::test]
async fn a_right_password_is_no_attempt_whatever_is_wrong_with_the_new_one() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    for _ in 0..12 {
        let answer = change(&app, &here.token, PASSWORD, "1").await;
        assert_eq!((answer.problem(), answer.usage.round_trips), ((422, "validation_failed".into()), 2));
    }
    for _ in 0..10 {
        assert_eq!(change(&app, &here.token, "дом-358", NEW).await.status, 422);
    }
    let next = change(&app, &here.token, PASSWORD, NEW).await;
    assert_eq!(next.problem(), (429, "too_many_attempts".into()), "no place too many was given back");
}

#[tokio::test]
async fn a_session_that_has_ended_changes_nothing() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    app.post("/api/auth/logout").header("cookie", &here.cookie).send().await;
    assert_eq!(change(&app, &here.token, PASSWORD, NEW).await.problem(), (401, "unauthorized".into()));
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).send().await.status, 200);
}

#[tokio::test]
async fn a_change_takes_two_round_trips() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    assert_eq!(change(&app, &here.token, PASSWORD, NEW).await.usage.round_trips, 2);
}
