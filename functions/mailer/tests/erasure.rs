//! What a person leaves behind is erased before the last letter says so.

use jiff::SignedDuration;
use serde_json::json;
use table::entities::attachment::AttachmentsOf;
use table::entities::mail_allowance::MailLimits;
use table::entities::message::{Content, Message, Recipient};
use table::entities::payment::PaymentItem;
use table::entities::user::User;
use table::{Entity as _, keys};
use testkit::{Fault, FaultProxy, TestApp, samples};

use crate::letters::told;
use crate::outbox::{Mailer, letter, no_routes};
use crate::ses::Ses;
use crate::sweep::report;

/// A person with an account, whose last letter waits in the outbox.
async fn leaving(app: TestApp) -> (TestApp, Ses, Mailer) {
    let content = |user: &User| Content::Erased { user: user.id.clone(), login: "ivanov".into() };
    let to = |_: &User| Recipient::Address("ivanov@example.ru".into());
    let (app, ses, mailer) = told(app, to, content).await;
    app.attach(&samples::user_id(1), &samples::account_id("1")).await;
    (app, ses, mailer)
}

async fn is_left(app: &TestApp) -> bool {
    let attachments = app.table.query_all(&AttachmentsOf { user: &samples::user_id(1) }).await.unwrap();
    let user: Option<User> = app.table.get(keys::user(&samples::user_id(1)), true).await.unwrap();
    user.is_some() || !attachments.is_empty()
}

#[tokio::test]
async fn before_the_last_letter_is_sent_nothing_is_left_of_the_person() {
    let (app, ses, mailer) = leaving(TestApp::start(no_routes).await).await;
    assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0));
    assert!(letter(&ses.calls()[0]).2.contains("удалена"));
    assert!(!is_left(&app).await);
}

#[tokio::test]
async fn a_mailer_that_dies_while_it_erases_leaves_the_rest_to_the_next() {
    let (app, ses, mailer) = leaving(TestApp::start(no_routes).await).await;
    let payment = app.ordered_payment(&samples::user_id(1)).await;
    let proxy = FaultProxy::start().await;
    let (silent, client) = Ses::start().await;
    let dying = Mailer::new(app.behind(&proxy.endpoint, no_routes).app, client);
    proxy.plan("DeleteItem", Fault::Throttle, 10_000);
    assert!(dying.sweep().await.is_err());
    assert!(is_left(&app).await && silent.calls().is_empty(), "nothing is said that is not true");

    assert_eq!(mailer.sweep().await.unwrap(), report(0, 0, 0), "the lease holds");
    app.clock.advance(61);
    assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0));
    let kept: PaymentItem = app.table.get(payment.key(), true).await.unwrap().unwrap();
    assert_eq!((kept.email, kept.phone), (None, None));
    assert!(!is_left(&app).await);
    assert_eq!(ses.calls().len(), 1);
}

#[tokio::test]
async fn erasing_does_not_wait_for_a_provider_that_takes_no_more_letters_today() {
    let limits = MailLimits { a_second: None, a_day: Some(0) };
    let app = TestApp::start_with(no_routes, |settings| settings.mailing.limits = limits).await;
    let (app, ses, mailer) = leaving(app).await;
    assert!(mailer.sweep().await.unwrap().more);
    assert!(!is_left(&app).await && ses.calls().is_empty());
}

/// A file sent by a form that was signed before the erasure, or kept by a call that was under way then.
#[tokio::test]
async fn what_comes_after_the_erasure_is_erased_half_an_hour_later_and_nobody_is_written_to() {
    let (app, ses, mailer) = leaving(TestApp::start(no_routes).await).await;
    let (me, other) = (samples::user_id(1), samples::user_id(2));
    app.table.put(&Message::late_erasure("late".into(), &me, app.clock.now())).await.unwrap();
    assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0));
    let names = [keys::incoming_files(&me), keys::kept_files(&me), keys::kept_files(&other)].map(|of| of + "0");
    for name in &names {
        put_file(&app, name).await;
    }
    app.clock.advance(29 * 60);
    assert_eq!(mailer.sweep().await.unwrap(), report(0, 0, 0));
    app.clock.advance(60);
    assert_eq!(mailer.sweep().await.unwrap(), report(0, 0, 1));
    assert_eq!(which_are_left(&app, &names).await, [false, false, true]);
    assert_eq!(mailer.sweep().await.unwrap(), report(0, 0, 0));
    assert_eq!(ses.calls().len(), 1);
}

/// Sends an object to the store, as a form allows it.
pub async fn put_file(app: &TestApp, name: &str) {
    let (storage, now) = (app.storage().unwrap(), app.clock.now());
    let form = storage.form(name, 9, now, now + SignedDuration::from_hours(1));
    let fields: serde_json::Map<_, _> =
        form.fields.iter().map(|(name, value)| ((*name).into(), json!(value))).collect();
    assert_eq!(testkit::send_form(&json!({"url": form.url, "fields": fields}), b"x").await.0, 204);
}

pub async fn which_are_left(app: &TestApp, names: &[String]) -> Vec<bool> {
    let (storage, now) = (app.storage().unwrap(), app.clock.now());
    let mut left = Vec::new();
    for name in names {
        left.push(storage.look(name, 1, now).await.unwrap().is_some());
    }
    left
}
