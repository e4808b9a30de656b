//! A store that loses, throttles, conflicts, repeats and leaves undone.

use std::time::Duration;

use serde_json::json;
use testkit::{BEYOND_RETRIES, Fault};

use super::{asks_to_come_again, balanced, till};
use crate::shop::{confirms, order, path, refusals};

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
    assert!(asks_to_come_again(&till.told().notify(&till.app).await));
    till.holds(&[12_025]).await;
    till.app.clock.advance(11 * 60);
    assert!(confirms(&till.told().notify(&till.app).await));
    till.holds(&[12_025]).await;
}

#[tokio::test]
async fn killed_before_the_commit_nothing_is_half_done() {
    let till = till().await;
    till.proxy.plan("TransactWriteItems", Fault::LoseRequest, BEYOND_RETRIES);
    assert!(asks_to_come_again(&till.told().notify(&till.app).await));
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
        assert!(asks_to_come_again(&till.told().notify(&till.app).await), "{operation}");
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
async fn a_meeting_of_transactions_is_tried_again_and_beyond_that_is_503() {
    let till = till().await;
    till.proxy.plan("TransactWriteItems", Fault::Conflict, 100);
    assert!(asks_to_come_again(&till.told().notify(&till.app).await));
    till.holds(&[]).await;
    till.proxy.plan("TransactWriteItems", Fault::Conflict, 2);
    assert!(confirms(&till.told().notify(&till.app).await));
    till.holds(&[12_025]).await;
}

#[tokio::test]
async fn what_the_store_did_not_get_to_is_asked_for_again_and_never_taken_for_absent() {
    // A payment, an operation or a statement that seemed absent would be refused, posted twice or counted twice.
    for keys in 1..=4 {
        let till = till().await;
        for _ in 0..2 {
            till.proxy.plan("BatchGetItem", Fault::Unprocessed(keys), 1);
            assert!(confirms(&till.told().notify(&till.app).await), "{keys}");
            till.holds(&[12_025]).await;
        }
    }
}

#[tokio::test]
async fn a_refusal_that_cannot_be_recorded_is_told_again() {
    let till = till().await;
    let call = till.told().with("MNT_AMOUNT", "1.00");
    for operation in ["UpdateItem", "TransactWriteItems"] {
        till.proxy.plan(operation, Fault::Throttle, BEYOND_RETRIES);
        assert!(asks_to_come_again(&call.notify(&till.app).await), "{operation}");
        till.proxy.calm();
        assert_eq!(refusals(&till.app).await.len(), 0);
    }
    assert_eq!(call.notify(&till.app).await.text(), "FAIL");
    assert_eq!(refusals(&till.app).await, ["amount_differs"]);
    till.holds(&[]).await;
}

#[tokio::test]
async fn an_order_whose_reply_was_lost_is_there_when_it_is_repeated() {
    let till = till().await;
    till.proxy.plan("TransactWriteItems", Fault::LoseReply, BEYOND_RETRIES);
    let body = json!({"amount": 500});
    assert!(asks_to_come_again(&order(&till.app, "key-2", &body).await));
    till.proxy.calm();
    let again = order(&till.app, "key-2", &body).await;
    let third = order(&till.app, "key-2", &body).await;
    assert_eq!((again.status, again.json()), (201, third.json()));
    let listed = till.app.get(&path()).bearer(&till.app.token(&crate::ivanov())).send().await.json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 2);
    balanced(&till.app, 0).await;
}
