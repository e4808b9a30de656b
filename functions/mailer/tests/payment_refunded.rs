use axum::Router;
use domain::Money;
use domain::payment::Move;
use table::entities::message::Content;
use table::entities::operation::LedgerEntry;
use testkit::{TestApp, samples};

use crate::outbox::letter;
use crate::payment_received::{mailed, payment, taken};
use crate::ses::Ses;

const REFUND: &str = "В-17/2026";

/// 20.00 of a payment were given back, noted in the ledger or not.
async fn sweep(is_noted: bool) -> (mailer::Report, Ses) {
    let app = TestApp::start(|_| Router::new()).await;
    app.organization().await;
    let payment = payment(&app, vec![taken(&app), Move::Refund(Money::from_kopecks(2_000))]).await;
    if is_noted {
        let (movement, amount) = (samples::text(REFUND), Money::from_kopecks(-2_000));
        let entry = LedgerEntry { payment: payment.clone(), movement, amount, at: app.clock.now() };
        app.table.put(&entry).await.unwrap();
    }
    mailed(&app, Content::PaymentRefunded { payment, refund: REFUND.to_owned() }).await
}

#[tokio::test]
async fn a_refund_is_told_with_its_own_amount_and_what_had_been_paid() {
    let (report, ses) = sweep(true).await;
    assert_eq!(report.sent, 1);
    let (to, subject, text) = letter(&ses.calls()[0]);
    assert_eq!((to.as_str(), subject.as_str()), ("ivanov@example.ru", "Возврат оплаты"));
    for fact in
        ["УК «Волга»", "20,00 ₽", "120,25 ₽", "100200300", "20 октября 2026, 15:00", "/payments/payment?account="]
    {
        assert!(text.contains(fact), "{fact}: {text}");
    }
}

#[tokio::test]
async fn what_is_not_in_the_ledger_is_not_told() {
    let (report, _) = sweep(false).await;
    assert_eq!((report.sent, report.dropped), (0, 1));
}
