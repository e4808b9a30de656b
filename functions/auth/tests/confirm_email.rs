use std::time::Duration;

use serde_json::{Value, json};
use table::entities::link_token::Purpose;
use table::entities::message::Content;
use testkit::{Answer, Fault, FaultProxy, TestApp};

use crate::world::{
    PASSWORD, SignedIn, activate, holder, is_mailed, link, link_for, lives, register, session, sign_in, signed_in,
    start, trail,
};

const OTHER: &str = "other@example.ru";

async fn ask(app: &TestApp, here: &SignedIn, address: &str) {
    let body = json!({"email": address, "password": PASSWORD});
    assert_eq!(app.patch("/api/profile").bearer(&here.token).json(&body).send().await.status, 202);
}

/// A link as the mailer mints it.
async fn link_to(app: &TestApp, here: &SignedIn, address: &str) -> String {
    link_for(app, &here.user, Purpose::EmailChange, 24 * 60, Some(address)).await
}

async fn confirm(app: &TestApp, token: &str) -> Answer {
    app.post("/api/profile/email").json(&json!({"token": token})).send().await
}

fn invalid() -> (u16, String) {
    (400, "link_invalid".into())
}

#[tokio::test]
async fn the_confirmed_address_takes_the_place_of_the_old_one_which_is_told() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let there = session(&app, &here.user).await;
    ask(&app, &here, OTHER).await;
    let token = link_to(&app, &here, OTHER).await;
    let answer = confirm(&app, &token).await;
    assert_eq!((answer.status, answer.usage.round_trips), (204, 2));
    assert_eq!(sign_in(&app, OTHER, PASSWORD).send().await.status, 200);
    assert_eq!(sign_in(&app, "person@example.ru", PASSWORD).send().await.status, 401);
    assert!(lives(&app, &here.cookie).await && !lives(&app, &there.cookie).await);
    let profile = app.get("/api/profile").bearer(&here.token).send().await.json();
    assert_eq!((&profile["email"], profile.get("pending_email")), (&json!(OTHER), None));
    let user = here.user.id.clone();
    let mut mails = crate::world::outbox(&app).await;
    mails.retain(|(_, content)| matches!(content, Content::EmailChanged { .. }));
    assert_eq!(mails, [("person@example.ru".to_owned(), Content::EmailChanged { user })]);
    assert!(trail(&app, &here.user).await.contains(&"email_changed".to_owned()));
    assert_eq!(register(&app, "petrov", "person@example.ru").await.status, 202);
    let newcomer = holder(&app, "petrov").await.unwrap().id;
    let activation = Content::Activation { user: newcomer };
    assert!(is_mailed(&app, "person@example.ru", &activation).await, "the old address is free again");
}

#[tokio::test]
async fn a_link_is_good_once_and_for_the_address_that_waits() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    ask(&app, &here, "first@example.ru").await;
    let first = link_to(&app, &here, "first@example.ru").await;
    ask(&app, &here, OTHER).await;
    assert_eq!(confirm(&app, &first).await.problem(), invalid(), "another address was asked for since");
    let second = link_to(&app, &here, OTHER).await;
    let (one, other) = tokio::join!(confirm(&app, &second), confirm(&app, &second));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 400]);
}

/// Somebody who knew the password asked for an address of theirs; then the owner has chosen a new password.
async fn shut_out_with_a_link(app: &TestApp, here: &SignedIn, path: &str, proof: Value) {
    ask(app, here, OTHER).await;
    let link_of_the_thief = link_to(app, here, OTHER).await;
    let (mut body, new) = (proof, "сад-9999");
    (body["password"], body["password_confirmation"]) = (new.into(), new.into());
    assert_eq!(app.post(path).bearer(&here.token).json(&body).send().await.status, 204);
    assert_eq!(confirm(app, &link_of_the_thief).await.problem(), invalid());
    assert_eq!(holder(app, "ivanov").await.unwrap().email.as_str(), "person@example.ru");
}

#[tokio::test]
async fn a_new_password_makes_the_link_to_an_address_that_waits_worthless() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let token = link_for(&app, &here.user, Purpose::PasswordReset, 30, Some(&here.user.reset_binding())).await;
    shut_out_with_a_link(&app, &here, "/api/auth/password/reset", json!({"token": token})).await;
}

#[tokio::test]
async fn a_changed_password_makes_the_link_to_an_address_that_waits_worthless() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    shut_out_with_a_link(&app, &here, "/api/profile/password", json!({"current": PASSWORD})).await;
}

#[tokio::test]
async fn an_address_that_somebody_took_meanwhile_stays_theirs() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    ask(&app, &here, OTHER).await;
    let token = link_to(&app, &here, OTHER).await;
    register(&app, "petrov", OTHER).await;
    let link = link(&app, &holder(&app, "petrov").await.unwrap()).await;
    assert_eq!(activate(&app, &link).await.status, 204);
    assert_eq!(confirm(&app, &token).await.problem(), invalid());
    assert_eq!(holder(&app, "ivanov").await.unwrap().email.as_str(), "person@example.ru");
}

#[tokio::test]
async fn a_registration_that_nobody_has_confirmed_keeps_no_address_from_who_reads_its_mail() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    ask(&app, &here, OTHER).await;
    let token = link_to(&app, &here, OTHER).await;
    register(&app, "petrov", OTHER).await;
    let late = link(&app, &holder(&app, "petrov").await.unwrap()).await;
    assert_eq!(confirm(&app, &token).await.status, 204);
    assert_eq!(activate(&app, &late).await.problem(), invalid());
}

#[tokio::test]
async fn where_the_asking_session_has_ended_the_address_changes_all_the_same() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    ask(&app, &here, OTHER).await;
    let token = link_to(&app, &here, OTHER).await;
    app.post("/api/auth/logout").header("cookie", &here.cookie).send().await;
    let answer = confirm(&app, &token).await;
    assert_eq!((answer.status, answer.usage.round_trips), (204, 2));
}

#[tokio::test]
async fn a_session_that_was_ended_is_not_brought_back_by_the_link_that_it_asked_for() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    ask(&app, &here, OTHER).await;
    let token = link_to(&app, &here, OTHER).await;
    let there = session(&app, &here.user).await;
    assert_eq!(app.delete("/api/auth/sessions").bearer(&there.token).send().await.status, 204);
    assert_eq!(confirm(&app, &token).await.status, 204);
    assert!(!lives(&app, &here.cookie).await);
}

#[tokio::test]
async fn signing_out_everywhere_makes_the_link_to_an_address_that_waits_worthless() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    ask(&app, &here, OTHER).await;
    let link_of_the_thief = link_to(&app, &here, OTHER).await;
    let own = session(&app, &here.user).await;
    let call = app.post("/api/auth/logout").header("cookie", &own.cookie).json(&json!({"everywhere": true}));
    assert_eq!(call.send().await.status, 204);
    assert_eq!(confirm(&app, &link_of_the_thief).await.problem(), invalid());
}

#[tokio::test]
async fn an_address_that_is_withdrawn_in_the_moment_of_its_link_is_not_taken() {
    let (app, proxy) = (start().await, FaultProxy::start().await);
    let here = signed_in(&app, "ivanov").await;
    ask(&app, &here, OTHER).await;
    let token = link_to(&app, &here, OTHER).await;
    let slow = app.behind(&proxy.endpoint, auth::router);
    proxy.plan("TransactWriteItems", Fault::Delay(Duration::from_millis(1500)), 1);
    let withdrawal = async {
        proxy.begun().await;
        app.delete("/api/profile/email").bearer(&here.token).send().await
    };
    let (confirmed, withdrawn) = tokio::join!(confirm(&slow, &token), withdrawal);
    assert_eq!((confirmed.problem(), withdrawn.status), (invalid(), 204));
    assert_eq!(holder(&app, "ivanov").await.unwrap().email.as_str(), "person@example.ru");
}

#[tokio::test]
async fn a_link_after_a_day_or_of_nobody_is_invalid() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    ask(&app, &here, OTHER).await;
    let late = link_to(&app, &here, OTHER).await;
    for token in ["", "x", &"0".repeat(77)] {
        assert_eq!(confirm(&app, token).await.problem(), invalid());
    }
    app.clock.advance(86_400);
    assert_eq!(confirm(&app, &late).await.problem(), invalid());
}
