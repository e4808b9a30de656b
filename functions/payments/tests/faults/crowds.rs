//! Many calls at once, in good weather and in bad.

use futures::future::join_all;

use testkit::Answer;

use super::{asks_to_come_again, till};
use crate::shop::{confirms, ordered, told};

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

fn sound(answer: &Answer) -> bool {
    confirms(answer) || asks_to_come_again(answer)
}

#[tokio::test]
async fn fifty_payments_of_an_account_through_a_store_in_trouble_are_all_posted_in_the_end() {
    let till = till().await;
    let mut calls = vec![till.told()];
    for number in 0..49 {
        let payment = ordered(&till.app, &format!("more-{number}")).await;
        calls.push(told(&payment).with("MNT_OPERATION_ID", &format!("{}", 2_000 + number)));
    }
    till.storms();
    let answers = join_all(calls.iter().map(|call| call.notify(&till.app))).await;
    assert!(answers.iter().all(sound), "{:?}", answers.iter().find(|answer| !sound(answer)));
    till.proxy.calm();
    for call in &calls {
        assert!(confirms(&call.notify(&till.app).await));
    }
    till.holds(&[12_025; 50]).await;
}

#[tokio::test]
async fn fifty_that_tell_of_the_payment_differently_through_a_store_in_trouble_post_it_once() {
    let till = till().await;
    let calls: Vec<_> =
        (0..50).map(|number| till.told().with("MNT_OPERATION_ID", &format!("{}", 3_000 + number))).collect();
    till.storms();
    join_all(calls.iter().map(|call| call.notify(&till.app))).await;
    till.proxy.calm();
    let answers = join_all(calls.iter().map(|call| call.notify(&till.app))).await;
    assert_eq!(answers.iter().filter(|answer| confirms(answer)).count(), 1);
    till.holds(&[12_025]).await;
}

#[tokio::test]
async fn fifty_at_once_through_a_store_in_trouble_post_once() {
    let till = till().await;
    till.storms();
    let call = till.told();
    let answers = join_all((0..50).map(|_| call.notify(&till.app))).await;
    assert!(answers.iter().all(sound), "{:?}", answers.iter().find(|answer| !sound(answer)));
    till.proxy.calm();
    assert!(confirms(&call.notify(&till.app).await));
    till.holds(&[12_025]).await;
}

#[tokio::test]
async fn fifty_that_tell_of_the_payment_differently_post_it_once() {
    let till = till().await;
    let calls: Vec<_> =
        (0..50).map(|number| till.told().with("MNT_OPERATION_ID", &format!("{}", 3_000 + number))).collect();
    let answers = join_all(calls.iter().map(|call| call.notify(&till.app))).await;
    let confirmed = answers.iter().filter(|answer| confirms(answer)).count();
    let refused = answers.iter().filter(|answer| answer.text() == "FAIL").count();
    assert_eq!((confirmed, refused), (1, 49));
    till.holds(&[12_025]).await;
}

#[tokio::test]
async fn fifty_payments_told_by_one_operation_are_paid_once() {
    let till = till().await;
    let mut calls = vec![till.told()];
    for number in 0..9 {
        calls.push(told(&ordered(&till.app, &format!("more-{number}")).await));
    }
    let answers = join_all((0..50).map(|number| calls[number % 10].notify(&till.app))).await;
    assert_eq!(answers.iter().filter(|answer| confirms(answer)).count(), 5, "one payment, told of five times");
    super::balanced(&till.app, 12_025).await;
}
