use serde_json::json;
use table::entities::message::Content;
use testkit::{Answer, TestApp};

use crate::world::{captcha, outbox, register, resident, start};

async fn forgot(app: &TestApp, name: &str) -> Answer {
    let body = json!({"login_or_email": name, "captcha": captcha(app).await});
    app.post("/api/auth/password/forgot").json(&body).send().await
}

#[tokio::test]
async fn a_link_goes_to_the_confirmed_address_by_login_or_address() {
    let app = start().await;
    let user = resident(&app, "ivanov").await;
    for name in ["Ivanov", "PERSON@example.ru"] {
        let before = outbox(&app).await.len();
        assert_eq!(forgot(&app, name).await.status, 202);
        let mails = outbox(&app).await;
        assert_eq!(mails.len(), before + 1, "{name}");
        let reset = Content::PasswordReset { user: user.id.clone() };
        assert!(mails.contains(&(user.id.to_string(), reset)));
    }
}

#[tokio::test]
async fn known_unknown_and_impossible_names_answer_alike_at_the_same_price() {
    let app = start().await;
    resident(&app, "ivanov").await;
    register(&app, "petrov", "petrov@example.ru").await;
    let known = forgot(&app, "ivanov").await;
    assert_eq!((known.status, known.body.len()), (202, 0));
    let before = outbox(&app).await.len();
    for name in
        ["nobody", "nobody@example.ru", "petrov", "petrov@example.ru", "", "a#b", "{{7*7}}", &"я".repeat(10_000)]
    {
        let answer = forgot(&app, name).await;
        assert_eq!((answer.status, &answer.body), (known.status, &known.body), "{name:.20}");
        let price = |answer: &Answer| (answer.usage.round_trips, answer.usage.write_units.to_bits());
        assert_eq!(price(&answer), price(&known), "{name:.20}");
    }
    assert_eq!(outbox(&app).await.len(), before, "nobody else is written to");
}

#[tokio::test]
async fn nobody_can_use_the_links_up_against_their_owner() {
    let app = start().await;
    resident(&app, "ivanov").await;
    for _ in 0..4 {
        assert_eq!(forgot(&app, "ivanov").await.status, 202);
    }
    let refused = forgot(&app, "ivanov").await;
    assert_eq!(refused.problem(), (429, "too_many_requests".into()));
    let wait: i64 = refused.header("retry-after").parse().unwrap();
    assert!(wait < 30 * 60, "the link that went out last still works");
    app.clock.advance(wait);
    assert_eq!(forgot(&app, "ivanov").await.status, 202);
}

#[tokio::test]
async fn a_wrong_captcha_asks_for_nothing() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let before = outbox(&app).await.len();
    let body = json!({"login_or_email": "ivanov", "captcha": {"id": "x", "answer": "y"}});
    let answer = app.post("/api/auth/password/forgot").json(&body).send().await;
    assert_eq!(answer.problem(), (422, "captcha_wrong".into()));
    assert_eq!(outbox(&app).await.len(), before);
}

#[tokio::test]
async fn asking_takes_two_round_trips() {
    let app = start().await;
    resident(&app, "ivanov").await;
    assert_eq!(forgot(&app, "ivanov").await.usage.round_trips, 2);
}
