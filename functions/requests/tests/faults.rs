//! What a store that fails leaves behind.

use testkit::{BEYOND_RETRIES, Fault, FaultProxy, TestApp};

use crate::world::{beginning, begun, home, leak, write};

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
