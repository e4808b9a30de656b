//! Money that the company gives back, from its note to the statement that tells of it.

use domain::PaymentId;
use serde_json::{Value, json};
use table::entities::message::Content;
use testkit::Answer;

use crate::accounting::{Accounting, CLOSE, REOPEN, STATEMENTS, statement, summary};
use crate::reported_payments::{balance, load, online, paid, reporting, unreported};

const REFUND: &str = "/api/exchange/v1/payments";

async fn refund(accounting: &Accounting, payment: &PaymentId, body: &Value) -> Answer {
    accounting.app.post(&format!("{REFUND}/{payment}/refund")).bearer(&accounting.key).json(body).send().await
}

#[tokio::test]
async fn a_refund_raises_the_balance_until_a_statement_reports_it() {
    let accounting = Accounting::with_accounts().await;
    let payment = paid(&accounting, 1).await;
    let body = json!({"refund_id": "refund-1", "amount": 2_000, "reason": "Ошибочный платёж"});
    for _ in 0..2 {
        let answer = refund(&accounting, &payment, &body).await;
        assert_eq!((answer.status, answer.json()), (200, json!({"id": payment, "amount": 5_000, "refunded": 2_000})));
    }
    assert_eq!(balance(&accounting).await, -3_000);
    let mut row = reporting(Some(&payment));
    row["payments"][1]["amount"] = json!(3_000);
    row["closing"] = json!(91_005);
    row["to_pay"] = json!(91_005);
    load(&accounting, row).await;
    accounting.post(CLOSE).await;
    assert_eq!(balance(&accounting).await, 91_005);
}

/// A statement that tells of the payment with so much of it given back.
fn lessened(payment: &PaymentId, kopecks: i64) -> Value {
    let mut row = reporting(Some(payment));
    row["payments"][1]["amount"] = json!(kopecks);
    row["closing"] = json!(94_005 - kopecks);
    row["to_pay"] = json!(94_005 - kopecks);
    row
}

#[tokio::test]
async fn a_payment_that_was_given_back_whole_waits_for_no_report() {
    let accounting = Accounting::with_accounts().await;
    let payment = paid(&accounting, 1).await;
    assert_eq!(refund(&accounting, &payment, &json!({"refund_id": "a", "amount": 2_000})).await.status, 200);
    assert_eq!(unreported(&accounting).await, std::slice::from_ref(&payment));
    assert_eq!(refund(&accounting, &payment, &json!({"refund_id": "b", "amount": 3_000})).await.status, 200);
    assert!(unreported(&accounting).await.is_empty());
    load(&accounting, reporting(None)).await;
    assert!(unreported(&accounting).await.is_empty(), "a load puts nothing back");
}

/// November, closed while it is still October, names the refund before the cabinet knows of it.
#[tokio::test]
async fn a_refund_that_a_month_closed_ahead_names_is_counted_once() {
    const NOVEMBER: &str = "/api/exchange/v1/periods/2026-11";
    let accounting = Accounting::with_accounts().await;
    let payment = paid(&accounting, 1).await;
    load(&accounting, reporting(Some(&payment))).await;
    accounting.post(CLOSE).await;
    let mut november = statement("1");
    november["payments"] = json!([{"id": "refund-1", "date": "2026-10-20", "amount": -2_000, "channel": "online"}]);
    for (field, kopecks) in [("opening", 89_005), ("closing", 185_010), ("to_pay", 185_010)] {
        november[field] = json!(kopecks);
    }
    let answer = accounting.put(&format!("{NOVEMBER}/statements"), &[november]).await;
    assert_eq!(summary(&answer).3, 0, "{}", answer.text());
    accounting.post(&format!("{NOVEMBER}/close")).await;
    assert_eq!(balance(&accounting).await, 185_010);
    let body = json!({"refund_id": "refund-1", "amount": 2_000});
    assert_eq!(refund(&accounting, &payment, &body).await.status, 200);
    assert_eq!(balance(&accounting).await, 185_010);
}

#[tokio::test]
async fn a_refund_that_its_statement_came_before_is_counted_once() {
    let accounting = Accounting::with_accounts().await;
    let payment = paid(&accounting, 1).await;
    load(&accounting, lessened(&payment, 3_000)).await;
    accounting.post(CLOSE).await;
    assert_eq!(unreported(&accounting).await.len(), 1, "no refund explains it yet");
    let body = json!({"refund_id": "refund-1", "amount": 2_000});
    assert_eq!(refund(&accounting, &payment, &body).await.status, 200);
    assert_eq!((balance(&accounting).await, unreported(&accounting).await.len()), (91_005, 0));
    let told = Content::PaymentRefunded { payment: payment.clone(), refund: "refund-1".to_owned() };
    let mails = accounting.app.outbox().await.into_iter().filter(|mail| mail.content == told);
    assert_eq!(mails.count(), 1, "the person is told");
    accounting.post(REOPEN).await;
    load(&accounting, lessened(&payment, 3_000)).await;
    accounting.post(CLOSE).await;
    assert_eq!(balance(&accounting).await, 91_005, "loaded again");
}

#[tokio::test]
async fn a_refund_noted_months_after_its_statement_is_counted_once() {
    let accounting = Accounting::with_accounts().await;
    let payment = paid(&accounting, 1).await;
    load(&accounting, lessened(&payment, 3_000)).await;
    accounting.post(CLOSE).await;
    accounting.app.clock.advance(130 * 24 * 3600);
    assert_eq!(balance(&accounting).await, 89_005, "what is not explained is still the resident's");
    let body = json!({"refund_id": "refund-1", "amount": 2_000});
    for _ in 0..2 {
        assert_eq!(refund(&accounting, &payment, &body).await.status, 200);
        assert_eq!((balance(&accounting).await, unreported(&accounting).await.len()), (91_005, 0));
    }
}

#[tokio::test]
async fn a_refund_of_a_payment_that_was_reported_long_before_moves_its_own_amount_only() {
    const FEBRUARY: &str = "/api/exchange/v1/periods/2027-02";
    let accounting = Accounting::with_accounts().await;
    let payment = paid(&accounting, 1).await;
    load(&accounting, reporting(Some(&payment))).await;
    accounting.post(CLOSE).await;
    accounting.app.clock.advance(110 * 24 * 3600);
    accounting.put(&format!("{FEBRUARY}/statements"), &[statement("1")]).await;
    accounting.post(&format!("{FEBRUARY}/close")).await;
    assert!(online(&accounting).await.is_empty(), "the payment is remembered no more");
    let body = json!({"refund_id": "refund-1", "amount": 2_000});
    for _ in 0..2 {
        assert_eq!(refund(&accounting, &payment, &body).await.status, 200);
        assert_eq!(balance(&accounting).await, 96_005, "94,005 and what was given back");
    }
    accounting.post(REOPEN).await;
    load(&accounting, reporting(Some(&payment))).await;
    accounting.post(CLOSE).await;
    assert_eq!(balance(&accounting).await, 96_005, "its month is loaded once more");
}

#[tokio::test]
async fn a_payment_with_a_wrong_amount_is_in_the_balance_once_before_and_after_it_is_corrected() {
    let accounting = Accounting::with_accounts().await;
    let payment = paid(&accounting, 1).await;
    for kopecks in [500, 50_000] {
        load(&accounting, lessened(&payment, kopecks)).await;
        assert_eq!(balance(&accounting).await, -5_000, "a draft publishes nothing");
        accounting.post(CLOSE).await;
        assert_eq!(balance(&accounting).await, 89_005, "{kopecks}: neither both nor the wrong one");
        accounting.post(REOPEN).await;
        assert_eq!(balance(&accounting).await, -5_000);
    }
    load(&accounting, reporting(Some(&payment))).await;
    accounting.post(CLOSE).await;
    assert_eq!((balance(&accounting).await, unreported(&accounting).await.len()), (89_005, 0));
    assert!(online(&accounting).await[0].told.is_empty());
}

#[tokio::test]
async fn a_refund_that_a_closed_month_names_is_counted_once() {
    let accounting = Accounting::with_accounts().await;
    let payment = paid(&accounting, 1).await;
    let mut row = reporting(Some(&payment));
    let back = json!({"id": "refund-1", "date": "2026-10-20", "amount": -2_000, "channel": "online"});
    row["payments"].as_array_mut().unwrap().push(back);
    row["closing"] = json!(91_005);
    row["to_pay"] = json!(91_005);
    load(&accounting, row).await;
    accounting.post(CLOSE).await;
    assert_eq!(refund(&accounting, &payment, &json!({"refund_id": "refund-1", "amount": 2_000})).await.status, 200);
    assert_eq!(balance(&accounting).await, 91_005);
    assert_eq!(refund(&accounting, &payment, &json!({"refund_id": "refund-2", "amount": 500})).await.status, 200);
    assert_eq!(balance(&accounting).await, 91_505, "the next one is in no statement");
}

#[tokio::test]
async fn a_payment_with_a_wrong_amount_is_accepted_with_a_doubt_and_stays_unreported() {
    let accounting = Accounting::with_accounts().await;
    let payment = paid(&accounting, 1).await;
    let answer = accounting.put(STATEMENTS, &[lessened(&payment, 500)]).await;
    let item = &answer.json()["items"][0];
    let doubt = |warning: &&Value| warning["code"] == "payment_amount_differs";
    let warning = item["warnings"].as_array().unwrap().iter().find(doubt).unwrap();
    assert_eq!((&item["status"], &warning["field"]), (&json!("created"), &json!("payments[1].amount")));
    assert_eq!(unreported(&accounting).await, [payment]);
    assert!(online(&accounting).await[0].reported.is_none());
}

#[tokio::test]
async fn impossible_refunds_are_refused() {
    let accounting = Accounting::with_accounts().await;
    let payment = paid(&accounting, 1).await;
    let of = |id: &str, amount: i64| json!({"refund_id": id, "amount": amount});
    assert_eq!(refund(&accounting, &payment, &of("1", 5_001)).await.problem(), (409, "refund_too_large".to_owned()));
    assert_eq!(
        refund(&accounting, &payment, &of("1", 0)).await.fields(),
        [("amount".to_owned(), "amount_not_positive".to_owned())]
    );
    assert_eq!(refund(&accounting, &payment, &of("a", 5_000)).await.status, 200);
    assert_eq!(refund(&accounting, &payment, &of("a", 4_000)).await.problem(), (409, "refund_id_reused".to_owned()));
    assert_eq!(refund(&accounting, &payment, &of("b", 1)).await.problem(), (409, "refund_too_large".to_owned()));
    let own = refund(&accounting, &payment, &of(payment.as_str(), 1)).await;
    assert_eq!(own.fields(), [("refund_id".to_owned(), "refund_id_is_payment".to_owned())]);
    let other = paid(&accounting, 2).await;
    assert_eq!(refund(&accounting, &other, &of("a", 5_000)).await.problem(), (409, "refund_id_reused".to_owned()));
    let stranger = accounting.app.exchange_key(2).await;
    let path = format!("{REFUND}/{payment}/refund");
    let foreign = accounting.app.post(&path).bearer(&stranger).json(&of("c", 1)).send().await;
    assert_eq!(foreign.problem(), (404, "not_found".to_owned()));
    assert_eq!(accounting.app.post(&path).json(&of("c", 1)).send().await.problem(), (401, "key_invalid".to_owned()));
}
