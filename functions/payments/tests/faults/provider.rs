//! A provider that tells too early, too late, twice, or something else.

use domain::payment::{Move, Payment};
use table::entities::payment::{Cause, PaymentItem};
use table::{Entity as _, keys};

use super::{balanced, tills, unposted};
use crate::account;
use crate::shop::{asked, confirms, events, ledger, ordered, refusals, status, told};

#[tokio::test]
async fn a_notification_for_another_amount_posts_nothing_and_the_right_one_after_it_does() {
    for till in tills().await {
        assert_eq!(till.told().with("MNT_AMOUNT", "0.01").notify(&till.app).await.text(), "FAIL");
        till.holds(&[]).await;
        assert!(confirms(&till.told().notify(&till.app).await));
        assert_eq!(till.told().with("MNT_AMOUNT", "0.01").notify(&till.app).await.text(), "FAIL");
        assert_eq!(refusals(&till.app).await, ["amount_differs"; 2]);
        till.holds(&[12_025]).await;
        assert_eq!(unposted(&till.app).await, 0, "what is posted is not listed as if it were not");
    }
}

#[tokio::test]
async fn a_notification_before_the_payment_is_visible_is_told_again_later() {
    for till in tills().await {
        let key = keys::payment(&till.payment);
        let item: PaymentItem = till.app.table.get(key.clone(), true).await.unwrap().unwrap();
        till.app.table.delete(key).await.unwrap();
        assert_eq!(till.told().notify(&till.app).await.text(), "FAIL");
        assert_eq!(refusals(&till.app).await, ["payment_unknown"]);
        balanced(&till.app, 0).await;
        assert_eq!(unposted(&till.app).await, 1);
        till.app.table.put(&item).await.unwrap();
        assert!(confirms(&till.told().notify(&till.app).await));
        till.holds(&[12_025]).await;
        assert_eq!(unposted(&till.app).await, 0);
    }
}

#[tokio::test]
async fn money_of_a_payment_that_expired_or_failed_is_posted_once() {
    for till in tills().await {
        let failed = ordered(&till.app, "key-2").await;
        let path = format!("{}/{failed}/failure", crate::shop::path());
        let answer = till.app.post(&path).bearer(&till.app.token(&crate::ivanov())).send().await;
        assert_eq!((answer.status, status(&till.app, &failed).await), (200, "failed".to_owned()));
        till.app.clock.advance(26 * 3600);
        let other = told(&failed).with("MNT_OPERATION_ID", "123457");
        for _ in 0..2 {
            assert!(confirms(&till.told().notify(&till.app).await));
            assert!(confirms(&other.notify(&till.app).await));
        }
        assert_eq!(events(&till.app, &failed).await.last().map(|event| event.cause), Some(Cause::ProviderTookLate));
        till.holds(&[12_025; 2]).await;
    }
}

#[tokio::test]
async fn the_check_after_the_money_says_paid_and_moves_nothing() {
    for till in tills().await {
        assert!(asked(&till.payment).check(&till.app).await.text().contains(">402<"));
        assert!(confirms(&till.told().notify(&till.app).await));
        assert!(asked(&till.payment).check(&till.app).await.text().contains(">200<"));
        till.holds(&[12_025]).await;
    }
}

#[tokio::test]
async fn a_repeat_after_the_refund_is_confirmed_and_another_operation_is_not() {
    for till in tills().await {
        till.told().notify(&till.app).await;
        given_back(&till.app, &till.payment, 5_000).await;
        till.app.clock.advance(27 * 3600);
        assert!(confirms(&till.told().notify(&till.app).await));
        assert_eq!(till.told().with("MNT_OPERATION_ID", "123457").notify(&till.app).await.text(), "FAIL");
        assert_eq!(
            (status(&till.app, &till.payment).await, refusals(&till.app).await),
            ("refunded".to_owned(), vec!["second_operation".to_owned()])
        );
        assert_eq!(ledger(&till.app, &account()).await, [12_025]);
        balanced(&till.app, 12_025).await;
    }
}

/// As the company's refund leaves the payment; the ledger's side of it is a matter of the exchange.
async fn given_back(app: &testkit::TestApp, payment: &domain::PaymentId, kopecks: i64) {
    let key = keys::payment(payment);
    let item: PaymentItem = app.table.get(key, true).await.unwrap().unwrap();
    let refunded: Payment = item.payment.after(Move::Refund(domain::Money::from_kopecks(kopecks))).unwrap();
    let moved = item.moved(refunded);
    assert_eq!(moved.key(), item.key());
    app.table.put(&moved).await.unwrap();
}
