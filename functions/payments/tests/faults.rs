//! The faults of the list that concern payments. After each of them the ledgers hold what the provider took.

use std::time::Duration;

use domain::PaymentId;
use futures::future::join_all;
use serde_json::json;
use testkit::{BEYOND_RETRIES, Fault, FaultProxy, TestApp};

use crate::account;
use crate::shop::{Told, confirms, ledger, online, open, ordered, refusals, status, told};

/// An application with the proxy before its store, and an ordered payment.
struct Till {
    app: TestApp,
    proxy: FaultProxy,
    payment: PaymentId,
}

async fn till() -> Till {
    let calm = open().await;
    let payment = ordered(&calm, "key-1").await;
    let proxy = FaultProxy::start().await;
    Till { app: calm.behind(&proxy.endpoint, payments::router), proxy, payment }
}

impl Till {
    fn told(&self) -> Told {
        told(&self.payment)
    }

    /// Ledger and balance are what the provider took, and the payment says so.
    async fn holds(&self, kopecks: &[i64]) {
        self.proxy.calm();
        assert_eq!(ledger(&self.app, &account()).await, kopecks);
        let online: Vec<i64> = online(&self.app).await.iter().map(|entry| entry.amount.kopecks()).collect();
        assert_eq!(online, kopecks);
        assert_eq!(status(&self.app, &self.payment).await == "paid", !kopecks.is_empty());
    }
}

#[tokio::test]
async fn fifty_notifications_at_once_post_once() {
    let till = till().await;
    let call = till.told();
    let answers = join_all((0..50).map(|_| call.notify(&till.app))).await;
    assert!(answers.iter().all(confirms), "{:?}", answers.iter().find(|answer| !confirms(answer)));
    till.holds(&[12_025]).await;
}

#[tokio::test]
async fn fifty_payments_of_an_account_at_once_are_all_posted() {
    let till = till().await;
    let mut calls = Vec::new();
    for number in 0..49 {
        let payment = ordered(&till.app, &format!("more-{number}")).await;
        calls.push(told(&payment).with("MNT_OPERATION_ID", &format!("{}", 2_000 + number)));
    }
    let answers = join_all(calls.iter().map(|call| call.notify(&till.app))).await;
    assert!(answers.iter().all(confirms));
    assert!(confirms(&till.told().notify(&till.app).await));
    till.holds(&[12_025; 50]).await;
}

#[tokio::test]
async fn a_reply_that_was_lost_does_not_post_twice() {
    let till = till().await;
    till.proxy.plan("TransactWriteItems", Fault::LoseReply, 1);
    assert!(confirms(&till.told().notify(&till.app).await));
    till.holds(&[12_025]).await;
}

#[tokio::test]
async fn killed_after_the_commit_the_repeat_is_confirmed() {
    let till = till().await;
    till.proxy.plan("TransactWriteItems", Fault::LoseReply, BEYOND_RETRIES);
    let lost = till.told().notify(&till.app).await;
    assert_eq!((lost.problem(), lost.header("retry-after").is_empty()), ((503, "unavailable".to_owned()), false));
    till.proxy.calm();
    till.app.clock.advance(11 * 60);
    assert!(confirms(&till.told().notify(&till.app).await));
    till.holds(&[12_025]).await;
}

#[tokio::test]
async fn killed_before_the_commit_nothing_is_half_done() {
    let till = till().await;
    till.proxy.plan("TransactWriteItems", Fault::LoseRequest, BEYOND_RETRIES);
    assert_eq!(till.told().notify(&till.app).await.problem(), (503, "unavailable".to_owned()));
    till.holds(&[]).await;
    till.app.clock.advance(27 * 3600);
    assert!(confirms(&till.told().notify(&till.app).await));
    till.holds(&[12_025]).await;
}

#[tokio::test]
async fn throttling_beyond_the_retries_is_503_and_the_provider_comes_again() {
    let till = till().await;
    for operation in ["BatchGetItem", "TransactWriteItems"] {
        till.proxy.plan(operation, Fault::Throttle, BEYOND_RETRIES);
        let throttled = till.told().notify(&till.app).await;
        assert_eq!(
            (throttled.problem(), throttled.header("retry-after").is_empty()),
            ((503, "unavailable".to_owned()), false)
        );
        till.holds(&[]).await;
    }
    assert!(confirms(&till.told().notify(&till.app).await));
    till.holds(&[12_025]).await;
}

#[tokio::test]
async fn a_slow_store_and_a_repeating_network_change_nothing() {
    let till = till().await;
    till.proxy.plan("BatchGetItem", Fault::Delay(Duration::from_millis(50)), 1);
    till.proxy.plan("TransactWriteItems", Fault::Repeat, 1);
    assert!(confirms(&till.told().notify(&till.app).await));
    till.holds(&[12_025]).await;
}

#[tokio::test]
async fn a_notification_for_another_amount_posts_nothing_and_the_right_one_after_it_does() {
    let till = till().await;
    assert_eq!(till.told().with("MNT_AMOUNT", "0.01").notify(&till.app).await.text(), "FAIL");
    till.holds(&[]).await;
    assert!(confirms(&till.told().notify(&till.app).await));
    assert_eq!(refusals(&till.app).await, ["amount_differs"]);
    till.holds(&[12_025]).await;
}

#[tokio::test]
async fn a_notification_before_the_payment_is_there_is_told_again_later() {
    let till = till().await;
    let mut early = till.payment.to_string();
    early.replace_range(47.., if early.ends_with('0') { "1" } else { "0" });
    let early = PaymentId::parse(&early).unwrap();
    assert_eq!(told(&early).notify(&till.app).await.text(), "FAIL");
    assert_eq!(refusals(&till.app).await, ["payment_unknown"]);
    assert!(confirms(&till.told().notify(&till.app).await));
    till.holds(&[12_025]).await;
}

#[tokio::test]
async fn an_order_whose_reply_was_lost_is_there_when_it_is_repeated() {
    let till = till().await;
    till.proxy.plan("TransactWriteItems", Fault::LoseReply, BEYOND_RETRIES);
    let body = json!({"amount": 500});
    let lost = crate::shop::order(&till.app, "key-2", &body).await;
    assert_eq!(lost.problem(), (503, "unavailable".to_owned()));
    till.proxy.calm();
    let again = crate::shop::order(&till.app, "key-2", &body).await;
    let third = crate::shop::order(&till.app, "key-2", &body).await;
    assert_eq!((again.status, again.json()), (201, third.json()));
    let listed = till.app.get(&crate::shop::path()).bearer(&till.app.token(&crate::ivanov())).send().await.json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 2);
}
