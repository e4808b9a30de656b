use domain::UserId;
use serde_json::json;
use table::entities::message::Content;
use testkit::{Answer, TestApp};

use crate::world::{captcha, holder, outbox, register, resident, start};

async fn resend(app: &TestApp, email: &str) -> Answer {
    let body = json!({"email": email, "captcha": captcha(app).await});
    app.post("/api/auth/activation/resend").json(&body).send().await
}

#[tokio::test]
async fn the_link_is_sent_again_to_who_has_not_confirmed() {
    let app = start().await;
    register(&app, "ivanov", "ivanov@example.ru").await;
    assert_eq!(resend(&app, "IVANOV@example.ru").await.status, 202);
    let mails = outbox(&app).await;
    assert_eq!(mails.len(), 2);
    assert_eq!(mails[0], mails[1]);
}

#[tokio::test]
async fn of_two_who_registered_with_one_address_each_can_have_their_own_link_again() {
    let app = start().await;
    register(&app, "ivanov", "ivanov@example.ru").await;
    register(&app, "stranger", "ivanov@example.ru").await;
    for login in ["ivanov", "Stranger", "ivanov"] {
        app.clock.advance(1500);
        let body = json!({"email": "ivanov@example.ru", "login": login, "captcha": captcha(&app).await});
        assert_eq!(app.post("/api/auth/activation/resend").json(&body).send().await.status, 202);
    }
    let [ivanov, stranger] = ["ivanov", "stranger"].map(|login| holder(&app, login));
    let (ivanov, stranger) = (ivanov.await.unwrap().id, stranger.await.unwrap().id);
    let sent: Vec<Content> = outbox(&app).await.into_iter().skip(2).map(|(_, content)| content).collect();
    let of = |user: &UserId| Content::Activation { user: user.clone() };
    assert_eq!(sent, [of(&ivanov), of(&stranger), of(&ivanov)]);
}

#[tokio::test]
async fn the_login_of_a_registration_with_another_address_sends_that_address_nothing() {
    let app = start().await;
    register(&app, "victim", "victim@example.ru").await;
    register(&app, "ivanov", "ivanov@example.ru").await;
    let before = outbox(&app).await.len();
    for email in ["ivanov@example.ru", "nobody@example.ru"] {
        app.clock.advance(1500);
        let body = json!({"email": email, "login": "victim", "captcha": captcha(&app).await});
        assert_eq!(app.post("/api/auth/activation/resend").json(&body).send().await.status, 202);
    }
    let own = Content::Activation { user: holder(&app, "ivanov").await.unwrap().id };
    assert_eq!(outbox(&app).await.split_off(before), [("ivanov@example.ru".to_owned(), own)]);
}

#[tokio::test]
async fn a_login_that_waits_for_nothing_changes_nothing() {
    let app = start().await;
    resident(&app, "petrova").await;
    register(&app, "ivanov", "ivanov@example.ru").await;
    let before = outbox(&app).await.len();
    for login in ["petrova", "nobody", "", "\u{0}", "ivanov@example.ru"] {
        app.clock.advance(1500);
        let body = json!({"email": "ivanov@example.ru", "login": login, "captcha": captcha(&app).await});
        assert_eq!(app.post("/api/auth/activation/resend").json(&body).send().await.status, 202, "{login}");
    }
    let user = holder(&app, "ivanov").await.unwrap().id;
    let sent = outbox(&app).await.split_off(before);
    assert!(sent.len() == 5 && sent.iter().all(|(_, content)| *content == Content::Activation { user: user.clone() }));
}

#[tokio::test]
async fn nobody_else_gets_a_mail_and_the_answer_is_the_same() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let before = outbox(&app).await.len();
    let (known, unknown) = (resend(&app, "person@example.ru").await, resend(&app, "nobody@example.ru").await);
    assert_eq!((known.status, &known.body), (202, &unknown.body));
    assert_eq!(unknown.status, 202);
    assert_eq!(outbox(&app).await.len(), before);
}

#[tokio::test]
async fn the_answer_costs_the_same_number_of_writes_for_everybody() {
    let app = start().await;
    register(&app, "ivanov", "ivanov@example.ru").await;
    // The first mail to an address opens its counter, which costs more: registration has done it for the other one.
    resend(&app, "nobody@example.ru").await;
    let (pending, unknown) = (resend(&app, "ivanov@example.ru").await, resend(&app, "nobody@example.ru").await);
    assert_eq!(pending.status, unknown.status);
    assert!(
        (pending.usage.write_units - unknown.usage.write_units).abs() < f64::EPSILON,
        "{:?} {:?}",
        pending.usage,
        unknown.usage
    );
}

#[tokio::test]
async fn four_mails_go_to_an_address_at_once_and_then_one_each_25_minutes() {
    let app = start().await;
    register(&app, "ivanov", "ivanov@example.ru").await;
    for _ in 0..3 {
        assert_eq!(resend(&app, "ivanov@example.ru").await.status, 202);
    }
    for _ in 0..2 {
        let refused = resend(&app, "ivanov@example.ru").await;
        assert_eq!(refused.problem(), (429, "too_many_requests".into()));
        assert_eq!(refused.header("retry-after"), "1500");
        app.clock.advance(1500);
        assert_eq!(resend(&app, "ivanov@example.ru").await.status, 202, "nobody can use them up for ever");
    }
    assert_eq!(outbox(&app).await.len(), 6);
}

#[tokio::test]
async fn a_mail_that_was_refused_is_refused_for_everybody() {
    let app = start().await;
    for _ in 0..4 {
        assert_eq!(resend(&app, "nobody@example.ru").await.status, 202);
    }
    assert_eq!(resend(&app, "nobody@example.ru").await.problem(), (429, "too_many_requests".into()));
}

#[tokio::test]
async fn a_resend_needs_the_captcha_and_an_address() {
    let app = start().await;
    let body = json!({"email": "ivanov@example.ru", "captcha": {"id": "x", "answer": "y"}});
    let answer = app.post("/api/auth/activation/resend").json(&body).send().await;
    assert_eq!(answer.problem(), (422, "captcha_wrong".into()));
    let body = json!({"email": "ivanov", "captcha": {"id": "x", "answer": "y"}});
    let answer = app.post("/api/auth/activation/resend").json(&body).send().await;
    assert_eq!(answer.fields(), [("email".into(), "email_malformed".into())]);
}

#[tokio::test]
async fn no_token_waits_in_the_outbox() {
    let app = start().await;
    register(&app, "ivanov", "ivanov@example.ru").await;
    let (to, content) = outbox(&app).await.remove(0);
    assert_eq!(to, "ivanov@example.ru");
    assert!(matches!(content, Content::Activation { .. }));
}
