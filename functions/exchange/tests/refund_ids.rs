//! The ids that a company gives its refunds.

use serde_json::json;

use crate::accounting::Accounting;
use crate::reported_payments::paid;

async fn refund(accounting: &Accounting, payment: &str, id: &str) -> testkit::Answer {
    let path = format!("/api/exchange/v1/payments/{payment}/refund");
    let body = json!({"refund_id": id, "amount": 1_000});
    accounting.app.post(&path).bearer(&accounting.key).json(&body).send().await
}

#[tokio::test]
async fn an_id_is_as_long_as_a_key_of_the_table_can_hold() {
    let accounting = Accounting::with_accounts().await;
    let payment = paid(&accounting, 1).await;
    assert_eq!(refund(&accounting, payment.as_str(), &"😀".repeat(100)).await.status, 200);
    let long = refund(&accounting, payment.as_str(), &"😀".repeat(101)).await;
    assert_eq!(long.fields(), [("refund_id".to_owned(), "refund_id_too_long".to_owned())]);
}

/// Nothing else remembers by then that the first one was.
#[tokio::test]
async fn an_id_is_never_given_to_the_refund_of_another_payment() {
    let accounting = Accounting::with_accounts().await;
    let (first, second) = (paid(&accounting, 1).await, paid(&accounting, 2).await);
    assert_eq!(refund(&accounting, first.as_str(), "refund-1").await.status, 200);
    let key = table::keys::account(&testkit::samples::account_id("1"));
    let account: Option<table::entities::account::AccountItem> = accounting.app.table.get(key, true).await.unwrap();
    let mut account = account.unwrap();
    account.online.clear();
    accounting.app.table.put(&account).await.unwrap();
    let again = refund(&accounting, second.as_str(), "refund-1").await;
    assert_eq!(again.problem(), (409, "refund_id_reused".to_owned()));
    assert_eq!(refund(&accounting, first.as_str(), "refund-1").await.status, 200, "the same one again");
}
