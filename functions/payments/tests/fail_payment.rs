use domain::PaymentId;
use serde_json::{Value, json};
use table::entities::payment::Cause;
use testkit::{Answer, TestApp, samples};

use crate::shop::{asked, confirms, events, open, ordered, path, status, told};
use crate::{account, ivanov};

async fn fail(app: &TestApp, payment: &PaymentId) -> Answer {
    app.post(&format!("{}/{payment}/failure", path())).bearer(&app.token(&ivanov())).send().await
}

fn standing(answer: &Answer) -> (Value, Value) {
    let body = answer.json();
    (body["status"].clone(), body["failure"].clone())
}

#[tokio::test]
async fn who_comes_back_unpaid_sees_it_and_the_provider_is_told() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    for _ in 0..2 {
        assert_eq!(standing(&fail(&app, &payment).await), ("failed".into(), "refused".into()));
    }
    assert!(asked(&payment).check(&app).await.text().contains("<MNT_RESULT_CODE>500<"));
}

#[tokio::test]
async fn money_that_comes_all_the_same_is_posted() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    fail(&app, &payment).await;
    assert!(confirms(&told(&payment).notify(&app).await));
    assert_eq!(standing(&fail(&app, &payment).await), ("paid".into(), Value::Null));
    assert_eq!(status(&app, &payment).await, "paid");
}

#[tokio::test]
async fn nobody_else_can_end_a_payment() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    let path = format!("{}/{payment}/failure", path());
    assert_eq!(app.post(&path).bearer(&app.token(&samples::user_id(2))).send().await.status, 404);
    assert_eq!(app.post(&path).send().await.status, 401);
    let wife = samples::user_id(2);
    app.attach(&wife, &account()).await;
    let shown = app.post(&path).bearer(&app.token(&wife)).send().await;
    assert_eq!(
        (shown.status, &shown.json()["status"]),
        (200, &json!("created")),
        "who shares the account sees it only"
    );
    assert_eq!(status(&app, &payment).await, "created");
}

#[tokio::test]
async fn who_comes_back_after_the_term_finds_an_expired_payment_and_its_trail_says_so() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    app.clock.advance(25 * 3600);
    for _ in 0..2 {
        assert_eq!(standing(&fail(&app, &payment).await), ("failed".into(), "expired".into()));
    }
    let trail: Vec<Cause> = events(&app, &payment).await.into_iter().map(|event| event.cause).collect();
    assert_eq!(trail, [Cause::Ordered, Cause::TermEnded]);
}
