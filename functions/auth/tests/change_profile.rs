use http::hash;
use serde_json::{Value, json};
use table::entities::message::Content;
use testkit::{Answer, TestApp};

use crate::world::{PASSWORD, SignedIn, activate, holder, is_mailed, link, register, session, signed_in, start, trail};

const OTHER: &str = "other@example.ru";

async fn patch(app: &TestApp, token: &str, body: &Value) -> Answer {
    app.patch("/api/profile").bearer(token).json(body).send().await
}

#[tokio::test]
async fn nothing_to_change_is_no_mistake_and_leaves_no_trace() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let before = trail(&app, &here.user).await;
    let answer = patch(&app, &here.token, &json!({})).await;
    let profile = app.get("/api/profile").bearer(&here.token).send().await;
    assert_eq!((answer.status, answer.json()), (200, profile.json()));
    assert_eq!(trail(&app, &here.user).await, before);
}

#[tokio::test]
async fn another_address_waits_and_both_addresses_are_written_to() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let answer = patch(&app, &here.token, &json!({"email": OTHER, "password": PASSWORD})).await;
    assert_eq!(answer.status, 202);
    assert_eq!(
        (&answer.json()["email"], &answer.json()["pending_email"]),
        (&json!("person@example.ru"), &json!(OTHER))
    );
    let (user, address_hash) = (here.user.id, hash::sha256(OTHER));
    assert!(is_mailed(&app, OTHER, &Content::EmailChange { user: user.clone(), address_hash }).await);
    assert!(is_mailed(&app, user.as_str(), &Content::EmailChangeAsked { user: user.clone() }).await);
}

#[tokio::test]
async fn an_address_that_is_somebodys_answers_alike_and_its_owner_is_told() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    register(&app, "petrov", "petrov@example.ru").await;
    let owner = holder(&app, "petrov").await.unwrap();
    let secret = link(&app, &owner).await;
    assert_eq!(activate(&app, &secret).await.status, 204);
    let taken = patch(&app, &here.token, &json!({"email": "PETROV@example.ru", "password": PASSWORD})).await;
    let free = patch(&app, &here.token, &json!({"email": OTHER, "password": PASSWORD})).await;
    assert_eq!((taken.status, free.status), (202, 202));
    assert_eq!(taken.usage.write_units.to_bits(), free.usage.write_units.to_bits());
    assert!(is_mailed(&app, owner.email.as_str(), &Content::AlreadyRegistered { user: owner.id }).await);
}

#[tokio::test]
async fn an_address_that_somebody_registered_with_and_nobody_confirmed_gets_the_link_like_a_free_one() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    register(&app, "petrov", OTHER).await;
    assert_eq!(patch(&app, &here.token, &json!({"email": OTHER, "password": PASSWORD})).await.status, 202);
    let is_link = |content: &Content| matches!(content, Content::EmailChange { user, .. } if *user == here.user.id);
    assert!(crate::world::outbox(&app).await.iter().any(|(to, content)| to == OTHER && is_link(content)));
}

#[tokio::test]
async fn a_right_password_is_no_attempt_though_the_address_is_the_present_one() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    for _ in 0..12 {
        let answer = patch(&app, &here.token, &json!({"email": "person@example.ru", "password": PASSWORD})).await;
        assert_eq!(answer.fields(), [("email".into(), "email_unchanged".into())]);
    }
}

#[tokio::test]
async fn another_address_needs_the_password() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let missing = patch(&app, &here.token, &json!({"email": OTHER})).await;
    assert_eq!((missing.status, missing.fields()), (422, vec![("password".into(), "required".into())]));
    let wrong = patch(&app, &here.token, &json!({"email": OTHER, "password": "дом-358"})).await;
    assert_eq!((wrong.status, wrong.fields()), (422, vec![("password".into(), "password_wrong".into())]));
    let same = patch(&app, &here.token, &json!({"email": "Person@Example.ru", "password": PASSWORD})).await;
    assert_eq!(same.fields(), [("email".into(), "email_unchanged".into())]);
    assert!(app.get("/api/profile").bearer(&here.token).send().await.json().get("pending_email").is_none());
}

/// Whoever takes it for a way to another password must not believe that it is done.
#[tokio::test]
async fn a_password_that_would_change_nothing_is_refused_and_no_attempt() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    for body in [json!({"password": "сад-9999"}), json!({"email": null, "password": PASSWORD})] {
        let answer = patch(&app, &here.token, &body).await;
        assert_eq!((answer.status, answer.fields()), (422, vec![("email".into(), "required".into())]), "{body}");
        assert_eq!(answer.usage.round_trips, 0);
    }
    assert_eq!(crate::world::sign_in(&app, "ivanov", PASSWORD).send().await.status, 200);
}

#[tokio::test]
async fn fields_of_another_kind_are_named() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    for (body, field, code) in [
        (json!({"email": 1}), "email", "wrong_type"),
        (json!({"email": "a@b.ru\r\nBcc: c@d.ru", "password": PASSWORD}), "email", "email_malformed"),
        (json!({"mailings": {"news": true}}), "mailings", "unknown_field"),
        (json!({"login": "petrov"}), "login", "unknown_field"),
    ] {
        let answer = patch(&app, &here.token, &body).await;
        assert_eq!((answer.status, answer.fields()), (422, vec![(field.into(), code.into())]), "{body}");
    }
    assert_eq!(app.patch("/api/profile").json(&json!({})).send().await.problem(), (401, "unauthorized".into()));
}

#[tokio::test]
async fn asking_takes_two_round_trips() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let asked = patch(&app, &here.token, &json!({"email": OTHER, "password": PASSWORD})).await;
    assert!(asked.usage.round_trips <= 2, "{asked:?}");
}

#[tokio::test]
async fn one_person_asks_for_ten_addresses_a_day_at_most() {
    let app = start().await;
    let mut here = signed_in(&app, "ivanov").await;
    let ask = async |here: &SignedIn, at: u32| {
        patch(&app, &here.token, &json!({"email": format!("other{at}@example.ru"), "password": PASSWORD})).await
    };
    for at in 0..4 {
        let wrong = json!({"email": OTHER, "password": "дом-358"});
        assert_eq!(patch(&app, &here.token, &wrong).await.status, 422, "what mails nothing does not count");
        assert_eq!(ask(&here, at).await.status, 202);
    }
    let refused = ask(&here, 4).await;
    assert_eq!(refused.problem(), (429, "too_many_requests".into()));
    assert_eq!(refused.header("retry-after"), (4 * 3600).to_string());
    for at in 4..10 {
        app.clock.advance(4 * 3600 - 1);
        here = session(&app, &here.user).await;
        assert_eq!(ask(&here, at).await.status, 429);
        app.clock.advance(1);
        assert_eq!(ask(&here, at).await.status, 202);
    }
}
