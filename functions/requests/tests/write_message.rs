use serde_json::json;

use crate::world::{answered, appeals, begun, home, ivanov, post, seen, write};

#[tokio::test]
async fn more_words_follow_the_first() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    app.clock.advance(1);
    assert_eq!(write(&app, &appeal, "2", "И в ванной.").await.status, 201);
    let thread = seen(&app, &ivanov(), &appeal).await.json();
    assert_eq!((&thread["thread"][1]["text"], &thread["messages"]), (&json!("И в ванной."), &json!(2)));
    assert_eq!(thread["status"], "new");
}

#[tokio::test]
async fn after_an_answer_it_is_the_companys_turn_again() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    answered(&app, &appeal).await;
    write(&app, &appeal, "2", "Не помогло.").await;
    assert_eq!(seen(&app, &ivanov(), &appeal).await.json()["status"], "in_progress");
}

#[tokio::test]
async fn a_double_tap_makes_one_message() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    let (one, other) = tokio::join!(write(&app, &appeal, "2", "Ещё."), write(&app, &appeal, "2", "Ещё."));
    assert_eq!((one.status, one.json()), (201, other.json()));
    assert_eq!(seen(&app, &ivanov(), &appeal).await.json()["messages"], 2);
    assert_eq!(write(&app, &appeal, "2", "Другое.").await.problem(), (409, "idempotency_key_reused".into()));
}

#[tokio::test]
async fn messages_written_at_once_are_all_there() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    let all = futures::future::join_all(["2", "3", "4"].map(|key| write(&app, &appeal, key, "Ещё."))).await;
    assert!(all.iter().all(|answer| answer.status == 201));
    let thread = seen(&app, &ivanov(), &appeal).await.json();
    assert_eq!((&thread["messages"], thread["thread"].as_array().unwrap().len()), (&json!(4), 4));
}

#[tokio::test]
async fn a_closed_appeal_takes_no_words() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    post(&app, &format!("/{appeal}/close")).await;
    assert_eq!(write(&app, &appeal, "2", "Ещё.").await.problem(), (409, "appeal_closed".into()));
    post(&app, &format!("/{appeal}/reopen")).await;
    assert_eq!(write(&app, &appeal, "2", "Ещё.").await.status, 201);
}

#[tokio::test]
async fn a_hundred_messages_are_enough_and_sixty_a_day() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    for key in 0..60 {
        assert_eq!(write(&app, &appeal, &format!("m{key}"), "Ещё.").await.status, 201);
    }
    let answer = write(&app, &appeal, "m60", "Ещё.").await;
    assert_eq!(answer.problem(), (429, "too_many_requests".into()));
    app.clock.advance(25 * 3600);
    for key in 60..99 {
        assert_eq!(write(&app, &appeal, &format!("m{key}"), "Ещё.").await.status, 201);
    }
    assert_eq!(write(&app, &appeal, "m99", "Ещё.").await.problem(), (409, "appeal_full".into()));
}

#[tokio::test]
async fn nothing_is_no_message() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    assert_eq!(write(&app, &appeal, "2", " \n").await.fields(), [("text".into(), "required".into())]);
}

#[tokio::test]
async fn without_a_key_every_call_is_a_new_message_and_a_bad_key_is_refused() {
    let app = home().await;
    let path = appeals(&format!("/{}/messages", begun(&app, "1").await));
    let call = || app.post(&path).bearer(&app.token(&ivanov())).json(&json!({"text": "Ещё."}));
    let (one, other) = (call().send().await, call().send().await);
    assert_eq!((one.status, other.status), (201, 201));
    assert_ne!(one.json()["id"], other.json()["id"]);
    let answer = call().header("idempotency-key", "ключ").send().await;
    assert_eq!(answer.problem(), (400, "idempotency_key_required".into()));
}
