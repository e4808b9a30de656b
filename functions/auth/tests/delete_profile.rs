use domain::UserId;
use domain::appeal::MessageText;
use domain::appeal::{Appeal, AppealId, Topic};
use domain::contact::Contact;
use domain::email::Email;
use http::Whereabouts;
use serde_json::json;
use table::entities::action::ActionCode;
use table::entities::appeal::{AppealItem, AppealMessage, AppealThread, Author};
use table::entities::link_token::Purpose;
use table::entities::message::Content;
use table::entities::payment::PaymentItem;
use table::entities::receipt_subscription::ReceiptSubscription;
use table::entities::reminder::Subscription;
use table::{Batch, Entity as _};
use testkit::{Answer, TestApp, samples};

use crate::world::{
    PASSWORD, SignedIn, holder, is_mailed, link_for, lives, outbox, register, session, sign_in, signed_in, start,
};

async fn delete(app: &TestApp, token: &str, password: &str) -> Answer {
    app.delete("/api/profile").bearer(token).json(&json!({"password": password})).send().await
}

/// To the end, as the mailer does it before it says so.
async fn erase(app: &TestApp, who: &SignedIn) {
    assert_eq!(delete(app, &who.token, PASSWORD).await.status, 204);
    app.table.erase_rest(&who.user.id).await.unwrap();
}

#[tokio::test]
async fn nothing_of_the_person_is_left_and_a_last_mail_says_so() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let there = session(&app, &here.user).await;
    app.account("100200300").await;
    app.attach(&here.user.id, &samples::account_id("100200300")).await;
    let subscription = ReceiptSubscription {
        account: samples::account_id("100200300"),
        user: here.user.id.clone(),
        since: app.clock.now(),
    };
    app.table.put(&subscription).await.unwrap();
    let reminders = Subscription { account: subscription.account.clone(), user: here.user.id.clone(), reminded: None };
    app.table.put(&reminders).await.unwrap();
    let link = link_for(&app, &here.user, Purpose::PasswordReset, 30, Some(&here.user.reset_binding())).await;
    let answer = delete(&app, &here.token, PASSWORD).await;
    assert_eq!((answer.status, answer.cookie("__Host-refresh").as_deref()), (204, Some("")));

    assert!(!lives(&app, &here.cookie).await && !lives(&app, &there.cookie).await);
    assert_eq!(holder(&app, "ivanov").await, None);
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).send().await.problem(), (401, "bad_credentials".into()));
    assert_eq!(app.get("/api/profile").bearer(&here.token).send().await.problem(), (401, "unauthorized".into()));
    let reset = json!({"token": link, "password": "сад-9999", "password_confirmation": "сад-9999"});
    let reset = app.post("/api/auth/password/reset").json(&reset).send().await;
    assert_eq!(reset.problem(), (400, "link_invalid".into()));

    app.table.erase_rest(&here.user.id).await.unwrap();
    let actions = app.get("/api/profile/actions").bearer(&here.token).send().await;
    assert_eq!(actions.json()["items"], json!([]));
    assert_eq!(app.table.get::<ReceiptSubscription>(subscription.key(), true).await.unwrap(), None);
    assert_eq!(app.table.get::<Subscription>(reminders.key(), true).await.unwrap(), None);

    let last = Content::Erased { user: here.user.id.clone(), login: "ivanov".into() };
    assert!(is_mailed(&app, "person@example.ru", &last).await);
    assert!(is_mailed(&app, "", &Content::ErasedLate { user: here.user.id }).await, "and it is looked once more");
}

/// An appeal of a person, and the keys of all that it stands under.
async fn appeal(app: &TestApp, user: &UserId, own: &str) -> [table::Key; 3] {
    let id = AppealId::new(&samples::account_id("100200300"), own).unwrap();
    let (topic, at) = (Topic::parse("Кран").unwrap(), app.clock.now());
    let head = AppealItem {
        id: id.clone(),
        user: user.clone(),
        topic: topic.clone(),
        appeal: Appeal::new(),
        unread: false,
        created_at: at,
        updated_at: at,
        revision: 0,
    };
    let contact = Contact::new(Some(Email::parse("person@example.ru").unwrap()), None).unwrap();
    let number = samples::number("100200300");
    let thread = AppealThread { id: id.clone(), user: user.clone(), number, topic, contact };
    let text = MessageText::parse("Течёт.").unwrap();
    let message =
        AppealMessage { appeal: id, id: "m1".to_owned(), author: Author::Resident, text, files: Vec::new(), at };
    app.table.put(&head).await.unwrap();
    app.table.put(&thread).await.unwrap();
    app.table.put(&message).await.unwrap();
    [head.key(), thread.key(), message.key()]
}

#[tokio::test]
async fn what_the_person_wrote_to_the_company_is_gone_and_a_neighbours_words_stay() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let mine = appeal(&app, &here.user.id, "01m3kq8xw0beef00").await;
    let theirs = appeal(&app, &samples::user_id(9), "01m3kq8xw0beef01").await;
    erase(&app, &here).await;
    let all = Batch::consistent().with_all(mine.iter().chain(&theirs).cloned());
    let found = app.table.batch(all).await.unwrap();
    assert!(mine.iter().all(|key| !found.contains(key)) && theirs.iter().all(|key| found.contains(key)));
}

#[tokio::test]
async fn the_login_and_the_address_are_free_again() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    delete(&app, &here.token, PASSWORD).await;
    assert_eq!(register(&app, "ivanov", "person@example.ru").await.status, 202);
    assert_ne!(holder(&app, "ivanov").await.unwrap().id, here.user.id);
}

#[tokio::test]
async fn a_wrong_password_erases_nobody() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let answer = delete(&app, &here.token, "дом-358").await;
    assert_eq!(answer.problem(), (422, "password_wrong".into()));
    assert_eq!(answer.fields(), [("password".into(), "password_wrong".into())]);
    assert!(lives(&app, &here.cookie).await);
    assert_eq!(app.delete("/api/profile").json(&json!({})).send().await.problem(), (401, "unauthorized".into()));
}

#[tokio::test]
async fn it_may_be_asked_for_twice_at_once() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let (one, other) = tokio::join!(delete(&app, &here.token, PASSWORD), delete(&app, &here.token, PASSWORD));
    assert_eq!([one.status, other.status], [204, 204]);
}

#[tokio::test]
async fn whose_answer_got_lost_is_told_once_more_that_it_is_done_and_nobody_else_is() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    erase(&app, &here).await;
    let again = delete(&app, &here.token, PASSWORD).await;
    assert_eq!((again.status, again.usage.round_trips), (204, 2));
    assert_eq!(
        (again.cookie("__Host-refresh"), again.cookie("__Host-browser")),
        (Some(String::new()), Some(String::new()))
    );
    let is_last = |(_, content): &(String, Content)| matches!(content, Content::Erased { .. });
    assert_eq!(outbox(&app).await.iter().filter(|message| is_last(message)).count(), 1);
    let nobody = app.token(&samples::user_id(9));
    assert_eq!(delete(&app, &nobody, PASSWORD).await.problem(), (401, "unauthorized".into()));
}

#[tokio::test]
async fn payments_stay_without_the_address_and_the_telephone_also_at_an_account_that_was_detached() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let (mine, anothers) = (app.ordered_payment(&here.user.id).await, app.ordered_payment(&samples::user_id(9)).await);
    erase(&app, &here).await;

    let kept: PaymentItem = app.table.get(mine.key(), true).await.unwrap().unwrap();
    assert_eq!(kept, PaymentItem { email: None, phone: None, moves: 1, ..mine.clone() });
    let written_back = app.table.transaction().put_if("payment", &mine, Some(mine.unmoved()));
    assert!(app.table.commit(written_back).await.is_err(), "what was read before is not written back");
    assert_eq!(app.table.get::<PaymentItem>(anothers.key(), true).await.unwrap(), Some(anothers));
}

#[tokio::test]
async fn it_takes_two_round_trips_and_a_long_trail_is_erased_whole() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let from = Whereabouts { device: "Chrome, Android".into(), place: "сеть 192.0.2.x".into() };
    for _ in 0..60 {
        let action = from.action(&app.app, &here.user.id, ActionCode::ReadingsSent).unwrap();
        app.table.put(&action).await.unwrap();
    }
    let answer = delete(&app, &here.token, PASSWORD).await;
    assert_eq!((answer.status, answer.usage.round_trips), (204, 2));
    app.table.erase_rest(&here.user.id).await.unwrap();
    let actions = app.get("/api/profile/actions").bearer(&here.token).send().await;
    assert_eq!(actions.json()["items"], json!([]));
}
