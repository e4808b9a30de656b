use axum::Router;
use domain::email::Email;
use domain::payment::{Move, Operation, Payment};
use domain::{Money, PaymentId};
use jiff::SignedDuration;
use table::entities::message::{Content, Message};
use table::entities::payment::PaymentItem;
use testkit::{TestApp, acting_as, samples};

use crate::outbox::letter;
use crate::ses::Ses;

/// A payment of 120.25 after these moves.
pub async fn payment(app: &TestApp, moves: Vec<Move>) -> PaymentId {
    let now = app.clock.now();
    let id = PaymentId::new(&samples::account_id("100200300"), "0123456789abcdef").unwrap();
    let payment = Payment::new(id.clone(), Money::from_kopecks(12_025), false, now + SignedDuration::from_hours(24));
    let item = PaymentItem {
        provider: domain::moneta::NAME.to_owned(),
        payment: moves.into_iter().fold(payment, |payment, next| payment.after(next).unwrap()),
        number: samples::number("100200300"),
        user: samples::user_id(1),
        shop: "54600817".to_owned(),
        email: Some(Email::parse("ivanov@example.ru").unwrap()),
        phone: None,
        created_at: now,
        moves: 1,
    };
    app.table.put(&item).await.unwrap();
    id
}

/// That money came, by operation 123456.
pub fn taken(app: &TestApp) -> Move {
    Move::Pay(Operation { id: "123456".to_owned(), at: app.clock.now() })
}

/// Sends one letter.
pub async fn mailed(app: &TestApp, content: Content) -> (mailer::Report, Ses) {
    let now = app.clock.now();
    app.table.put(&Message::new("m1".to_owned(), "ivanov@example.ru".to_owned(), content, now)).await.unwrap();
    let (ses, client) = Ses::start().await;
    let mailer = mailer::Mailer::new(app.app.clone(), client).unwrap();
    (Box::pin(acting_as("Mailer", mailer.sweep())).await.unwrap(), ses)
}

async fn sweep(is_paid: bool) -> (mailer::Report, Ses) {
    let app = TestApp::start(|_| Router::new()).await;
    app.organization().await;
    let moves = if is_paid { vec![taken(&app)] } else { vec![] };
    let payment = payment(&app, moves).await;
    mailed(&app, Content::PaymentReceived { payment }).await
}

#[tokio::test]
async fn a_posted_payment_is_confirmed_with_what_a_bank_asks_for() {
    let (report, ses) = sweep(true).await;
    assert_eq!(report.sent, 1);
    let (to, subject, text) = letter(&ses.calls()[0]);
    assert_eq!((to.as_str(), subject.as_str()), ("ivanov@example.ru", "Оплата получена"));
    for fact in
        ["120,25 ₽", "100200300", "УК «Волга»", "20 октября 2026, 15:00", "123456", "/payments/confirmation?account="]
    {
        assert!(text.contains(fact), "{fact}: {text}");
    }
}

#[tokio::test]
async fn what_is_not_paid_is_not_confirmed() {
    let (report, _) = sweep(false).await;
    assert_eq!((report.sent, report.dropped), (0, 1));
}
