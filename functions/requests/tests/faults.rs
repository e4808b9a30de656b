//! What a store that fails leaves behind.

use std::time::Duration;

use serde_json::json;
use testkit::{Answer, BEYOND_RETRIES, Fault, FaultProxy, TestApp, silent_storage};

use crate::world::{account, beginning, begun, home, ivanov, leak, moved_in, post, write};

/// The same table behind a proxy that loses transactions.
async fn shaky(calm: &TestApp) -> (TestApp, FaultProxy) {
    let proxy = FaultProxy::start().await;
    (calm.behind(&proxy.endpoint, requests::router), proxy)
}

#[tokio::test]
async fn an_appeal_that_was_not_written_keeps_no_place_of_the_day() {
    let calm = home().await;
    let (app, proxy) = shaky(&calm).await;
    for round in 0..10 {
        proxy.plan("TransactWriteItems", Fault::Throttle, BEYOND_RETRIES);
        let answer = beginning(&app, &format!("lost-{round}")).json(&leak()).send().await;
        assert_eq!(answer.status, 503, "{}", answer.text());
        proxy.calm();
    }
    for round in 0..10 {
        begun(&calm, &format!("{round}")).await;
    }
    assert_eq!(beginning(&calm, "11").json(&leak()).send().await.status, 429);
}

#[tokio::test]
async fn a_message_that_was_not_written_keeps_no_place_of_the_day() {
    let calm = home().await;
    let appeal = begun(&calm, "1").await;
    let (app, proxy) = shaky(&calm).await;
    for round in 0..3 {
        proxy.plan("TransactWriteItems", Fault::Throttle, BEYOND_RETRIES);
        assert_eq!(write(&app, &appeal, &format!("lost-{round}"), "Ещё.").await.status, 503);
        proxy.calm();
    }
    for round in 0..60 {
        assert_eq!(write(&calm, &appeal, &format!("m{round}"), "Ещё.").await.status, 201, "{round}");
    }
    assert_eq!(write(&calm, &appeal, "m60", "Ещё.").await.status, 429);
}

#[tokio::test]
async fn a_change_that_was_not_written_keeps_no_place_of_the_day() {
    let calm = home().await;
    let appeal = begun(&calm, "1").await;
    let (app, proxy) = shaky(&calm).await;
    for _ in 0..3 {
        proxy.plan("TransactWriteItems", Fault::Throttle, BEYOND_RETRIES);
        assert_eq!(post(&app, &format!("/{appeal}/close")).await.status, 503);
        proxy.calm();
    }
    for round in 0..100 {
        let deed = if round % 2 == 0 { "close" } else { "reopen" };
        assert_eq!(post(&calm, &format!("/{appeal}/{deed}")).await.status, 200, "{round}");
    }
    let refused = post(&calm, &format!("/{appeal}/close")).await;
    let detail = "За сутки можно закрывать, открывать снова и оценивать обращения не более 100 раз.";
    assert_eq!((refused.status, &refused.json()["detail"]), (429, &json!(detail)));
}

#[tokio::test]
async fn a_file_that_was_not_let_in_keeps_no_place_of_the_day() {
    let calm = home().await;
    let (app, proxy) = shaky(&calm).await;
    for _ in 0..3 {
        proxy.plan("TransactWriteItems", Fault::Throttle, BEYOND_RETRIES);
        assert_eq!(upload(&app).await.status, 503);
        proxy.calm();
    }
    for round in 0..100 {
        assert_eq!(upload(&calm).await.status, 201, "{round}");
    }
    assert_eq!(upload(&calm).await.status, 429);
}

#[tokio::test]
async fn where_the_bucket_hangs_a_person_is_told_in_time_and_keeps_the_place_of_the_day() {
    let app = TestApp::start_with(requests::router, |settings| settings.storage = Some(silent_storage())).await;
    let app = moved_in(app).await;
    for round in 0..9 {
        begun(&app, &format!("{round}")).await;
    }
    let mut body = leak();
    body["files"] = json!([uploading(&app).await, uploading(&app).await, uploading(&app).await]);
    let call = beginning(&app, "hung").json(&body).send();
    let answer = tokio::time::timeout(Duration::from_secs(8), call).await.unwrap();
    assert_eq!((answer.status, answer.header("retry-after")), (503, "2"), "{}", answer.text());
    begun(&app, "hung").await;
}

/// A file that is said to be on its way.
async fn uploading(app: &TestApp) -> serde_json::Value {
    upload(app).await.json()["id"].clone()
}

async fn upload(app: &TestApp) -> Answer {
    let path = format!("/api/accounts/{}/uploads", account());
    let call = app.post(&path).bearer(&app.token(&ivanov())).json(&json!({"name": "кран.jpg", "size": 100}));
    call.send().await
}
