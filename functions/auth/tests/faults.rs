//! The faults of networks and busy stores: after each of them a call can be repeated, and nothing is half done.

use serde_json::{Value, json};
use table::entities::message::Content;
use testkit::{Answer, BEYOND_RETRIES, Fault, FaultProxy, TestApp};

use crate::world::{
    PASSWORD, SignedIn, captcha, cookie, form, holder, lives, outbox, resident, session, sign_in, start, trail,
};

const NEW: &str = "сад-9999";

/// An application, and the same one with a proxy before its store.
struct Troubled {
    calm: TestApp,
    app: TestApp,
    proxy: FaultProxy,
}

async fn troubled() -> Troubled {
    let (calm, proxy) = (start().await, FaultProxy::start().await);
    let app = calm.behind(&proxy.endpoint, auth::router);
    Troubled { calm, app, proxy }
}

impl Troubled {
    async fn signed_in() -> (Self, SignedIn) {
        let here = troubled().await;
        let user = resident(&here.calm, "ivanov").await;
        let session = session(&here.calm, &user).await;
        (here, session)
    }

    /// Sends the call while this fault happens for longer than we try.
    async fn during(&self, operation: &'static str, fault: Fault, call: testkit::Call) -> Answer {
        self.proxy.plan(operation, fault, BEYOND_RETRIES);
        let answer = call.send().await;
        self.proxy.calm();
        answer
    }
}

/// 503, and when to come again.
fn come_again(answer: &Answer) {
    assert_eq!(answer.problem(), (503, "unavailable".into()), "{}", answer.text());
    assert!(!answer.header("retry-after").is_empty());
}

fn change(app: &TestApp, here: &SignedIn) -> testkit::Call {
    let body = json!({"current": PASSWORD, "password": NEW, "password_confirmation": NEW});
    app.post("/api/profile/password").bearer(&here.token).json(&body)
}

fn erase(app: &TestApp, here: &SignedIn) -> testkit::Call {
    app.delete("/api/profile").bearer(&here.token).json(&json!({"password": PASSWORD}))
}

fn refresh(app: &TestApp, here: &SignedIn) -> testkit::Call {
    app.post("/api/auth/refresh").header("cookie", &here.cookie)
}

async fn registration(app: &TestApp) -> Value {
    form(app, "ivanov", "ivanov@example.ru").await
}

#[tokio::test]
async fn a_registration_whose_reply_was_lost_is_there_once_and_answered_when_it_is_sent_again() {
    let here = troubled().await;
    for (fault, answer_comes) in [(Fault::LoseReply, false), (Fault::LoseReply, true)] {
        let call = here.app.post("/api/auth/register").json(&registration(&here.calm).await);
        let answer =
            if answer_comes { call.send().await } else { here.during("TransactWriteItems", fault, call).await };
        if answer_comes { assert_eq!(answer.status, 202) } else { come_again(&answer) }
    }
    let user = holder(&here.calm, "ivanov").await.unwrap();
    let letter = ("ivanov@example.ru".to_owned(), Content::Activation { user: user.id });
    assert_eq!(outbox(&here.calm).await, [letter.clone(), letter], "nobody can tell that the first is on its way");
}

#[tokio::test]
async fn a_registration_that_the_store_had_no_room_for_leaves_nothing() {
    for (operation, fault) in [
        ("BatchGetItem", Fault::Throttle),
        ("TransactWriteItems", Fault::Throttle),
        ("TransactWriteItems", Fault::LoseRequest),
        ("TransactWriteItems", Fault::Conflict),
    ] {
        let here = troubled().await;
        let call = here.app.post("/api/auth/register").json(&registration(&here.calm).await);
        come_again(&here.during(operation, fault, call).await);
        assert!(holder(&here.calm, "ivanov").await.is_none() && outbox(&here.calm).await.is_empty());
        let again = here.app.post("/api/auth/register").json(&registration(&here.calm).await).send().await;
        assert_eq!(again.status, 202, "{operation} {fault:?}");
    }
}

#[tokio::test]
async fn a_meeting_and_a_repeating_network_change_nothing() {
    let here = troubled().await;
    here.proxy.plan("TransactWriteItems", Fault::Conflict, 2);
    here.proxy.plan("TransactWriteItems", Fault::Repeat, 1);
    let answer = here.app.post("/api/auth/register").json(&registration(&here.calm).await).send().await;
    assert_eq!((answer.status, outbox(&here.calm).await.len()), (202, 1));
}

#[tokio::test]
async fn sign_ins_that_failed_by_our_fault_are_no_failures_of_the_owner() {
    let here = troubled().await;
    resident(&here.calm, "ivanov").await;
    for fault in [Fault::Throttle, Fault::LoseReply, Fault::LoseRequest, Fault::Conflict] {
        for _ in 0..2 {
            let call = sign_in(&here.app, "ivanov", PASSWORD);
            come_again(&here.during("TransactWriteItems", fault, call).await);
        }
    }
    for _ in 0..4 {
        let call = sign_in(&here.app, "ivanov", PASSWORD);
        come_again(&here.during("BatchGetItem", Fault::Throttle, call).await);
    }
    assert_eq!(sign_in(&here.app, "ivanov", PASSWORD).send().await.status, 200, "no captcha is asked for");
}

#[tokio::test]
async fn a_refresh_whose_reply_was_lost_is_done_again_and_nobody_is_suspected() {
    let (here, person) = Troubled::signed_in().await;
    here.proxy.plan("UpdateItem", Fault::LoseReply, 1);
    assert_eq!(refresh(&here.app, &person).send().await.status, 200, "the retry finds its own change");
    let (here, person) = Troubled::signed_in().await;
    come_again(&here.during("UpdateItem", Fault::LoseReply, refresh(&here.app, &person)).await);
    here.calm.clock.advance(3600);
    let answer = refresh(&here.app, &person).send().await;
    assert_eq!(answer.status, 200);
    assert!(lives(&here.calm, &cookie(&answer)).await);
    assert!(!trail(&here.calm, &person.user).await.contains(&"session_stolen".to_owned()));
}

#[tokio::test]
async fn a_refresh_without_a_store_leaves_the_session_as_it_is() {
    let (here, person) = Troubled::signed_in().await;
    for (operation, fault) in [("BatchGetItem", Fault::Throttle), ("UpdateItem", Fault::LoseRequest)] {
        let answer = here.during(operation, fault, refresh(&here.app, &person)).await;
        come_again(&answer);
        assert_eq!(answer.cookie("__Host-refresh"), None, "the cookie stays");
    }
    assert!(lives(&here.calm, &person.cookie).await);
}

#[tokio::test]
async fn a_password_is_changed_wholly_or_not_at_all() {
    for (fault, is_changed) in [(Fault::LoseReply, true), (Fault::Throttle, false), (Fault::Conflict, false)] {
        let (here, person) = Troubled::signed_in().await;
        come_again(&here.during("TransactWriteItems", fault, change(&here.app, &person)).await);
        let (old, new) = if is_changed { (401, 200) } else { (200, 401) };
        assert_eq!(sign_in(&here.calm, "ivanov", PASSWORD).send().await.status, old, "{fault:?}");
        assert_eq!(sign_in(&here.calm, "ivanov", NEW).send().await.status, new, "{fault:?}");
        let told = Content::PasswordChanged { user: person.user.id.clone() };
        let mails = outbox(&here.calm).await.into_iter().filter(|(_, content)| *content == told).count();
        assert_eq!(mails, usize::from(is_changed));
        assert!(lives(&here.calm, &person.cookie).await, "the session that asked stays");
    }
}

#[tokio::test]
async fn an_erasure_happens_wholly_or_not_at_all_and_is_told_once() {
    for (fault, is_done) in [(Fault::LoseReply, true), (Fault::Throttle, false), (Fault::LoseRequest, false)] {
        let (here, person) = Troubled::signed_in().await;
        come_again(&here.during("TransactWriteItems", fault, erase(&here.app, &person)).await);
        assert_eq!(holder(&here.calm, "ivanov").await.is_none(), is_done, "{fault:?}");
        let again = erase(&here.app, &person).send().await;
        assert_eq!(again.status, 204, "{fault:?}");
        assert!(holder(&here.calm, "ivanov").await.is_none());
        let is_last = |content: &Content| matches!(content, Content::Erased { .. });
        assert_eq!(outbox(&here.calm).await.iter().filter(|(_, content)| is_last(content)).count(), 1);
    }
}

#[tokio::test]
async fn a_link_for_a_password_is_asked_for_again_where_its_reply_was_lost() {
    let here = troubled().await;
    let user = resident(&here.calm, "ivanov").await;
    let mut statuses = Vec::new();
    for fault in [Some(Fault::LoseReply), None] {
        let body = json!({"login_or_email": "ivanov", "captcha": captcha(&here.calm).await});
        let call = here.app.post("/api/auth/password/forgot").json(&body);
        let answer = match fault {
            Some(fault) => here.during("TransactWriteItems", fault, call).await,
            None => call.send().await,
        };
        statuses.push(answer.status);
    }
    let reset = Content::PasswordReset { user: user.id.clone() };
    let mails = outbox(&here.calm).await.into_iter().filter(|(_, content)| *content == reset).count();
    assert_eq!((statuses, mails), (vec![503, 202], 2));
}
