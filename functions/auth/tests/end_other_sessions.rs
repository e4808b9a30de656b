use serde_json::json;

use crate::world::{PASSWORD, lives, session, signed_in, start, trail};

#[tokio::test]
async fn all_sessions_but_the_asking_one_end() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let others = [session(&app, &here.user).await, session(&app, &here.user).await];
    assert_eq!(app.delete("/api/auth/sessions").bearer(&here.token).send().await.status, 204);
    for other in &others {
        assert!(!lives(&app, &other.cookie).await);
    }
    assert!(lives(&app, &here.cookie).await);
    let list = app.get("/api/auth/sessions").bearer(&here.token).send().await;
    assert_eq!(list.json()["items"].as_array().unwrap().len(), 1);
    assert!(trail(&app, &here.user).await.contains(&"sessions_ended".to_owned()));
}

#[tokio::test]
async fn the_end_of_all_can_be_asked_for_again_and_new_sessions_live() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    for _ in 0..2 {
        assert_eq!(app.delete("/api/auth/sessions").bearer(&here.token).send().await.status, 204);
    }
    let later = session(&app, &here.user).await;
    assert!(lives(&app, &later.cookie).await && lives(&app, &here.cookie).await);
}

#[tokio::test]
async fn a_session_that_has_ended_ends_no_others() {
    let app = start().await;
    let copied = signed_in(&app, "ivanov").await;
    let own = session(&app, &copied.user).await;
    app.post("/api/auth/logout").header("cookie", &copied.cookie).send().await;
    let answer = app.delete("/api/auth/sessions").bearer(&copied.token).send().await;
    assert_eq!(answer.problem(), (401, "unauthorized".into()));
    assert!(lives(&app, &own.cookie).await);
}

#[tokio::test]
async fn a_token_of_a_session_that_was_ended_with_the_others_does_not_bring_it_back() {
    let app = start().await;
    let ended = signed_in(&app, "ivanov").await;
    let own = session(&app, &ended.user).await;
    assert_eq!(app.delete("/api/auth/sessions").bearer(&own.token).send().await.status, 204);
    let answer = app.delete("/api/auth/sessions").bearer(&ended.token).send().await;
    assert_eq!(answer.problem(), (401, "unauthorized".into()));
    let change = json!({"current": PASSWORD, "password": "сад-9999", "password_confirmation": "сад-9999"});
    let answer = app.post("/api/profile/password").bearer(&ended.token).json(&change).send().await;
    assert_eq!(answer.problem(), (401, "unauthorized".into()));
    assert!(lives(&app, &own.cookie).await && !lives(&app, &ended.cookie).await);
}

#[tokio::test]
async fn the_call_needs_a_token() {
    let app = start().await;
    assert_eq!(app.delete("/api/auth/sessions").send().await.problem(), (401, "unauthorized".into()));
}

#[tokio::test]
async fn however_many_sessions_there_are_ending_them_takes_two_round_trips() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    for _ in 0..12 {
        session(&app, &here.user).await;
    }
    let answer = app.delete("/api/auth/sessions").bearer(&here.token).send().await;
    assert_eq!((answer.status, answer.usage.round_trips), (204, 2));
}
