//! Letters that are not taken at once: how long they wait, and when they are given up.

use jiff::SignedDuration;
use table::entities::message::Message;
use table::entities::user::User;
use testkit::TestApp;

use crate::outbox::{Mailer, pending};
use crate::ses::{Reply, client};
use crate::sweep::{delivery, report, user, waiting};

/// The registration outlives what the test waits for.
async fn keep_registered(app: &TestApp) {
    let reserved_until = Some(app.clock.now() + SignedDuration::from_hours(24 * 30));
    app.table.put(&User { reserved_until, ..user(app) }).await.unwrap();
}

#[tokio::test]
async fn a_passing_failure_leaves_the_mail_for_later_with_a_growing_wait() {
    let (app, ses, mailer) = waiting().await;
    for wait in [30, 60] {
        ses.reply(Reply::Error(400, "Throttling"));
        assert_eq!(mailer.sweep().await.unwrap(), report(0, 1, 0));
        app.clock.advance(wait - 1);
        assert_eq!(mailer.sweep().await.unwrap(), report(0, 0, 0), "not before {wait} s");
        app.clock.advance(1);
    }
    assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0));
    let trace = delivery(&app).await.unwrap();
    assert_eq!((trace.attempts, trace.possible_duplicate), (3, false));
}

#[tokio::test]
async fn a_provider_that_is_down_or_out_of_order_is_waited_for() {
    let (app, ses, mailer) = waiting().await;
    ses.reply(Reply::Error(503, "ServiceUnavailable"));
    assert_eq!(mailer.sweep().await.unwrap(), report(0, 1, 0));
    assert_eq!(ses.calls().len(), 1, "one attempt is one call");
    app.clock.advance(3600);
    let nobody = Mailer::new(app.app.clone(), client("http://127.0.0.1:9"));
    assert_eq!(nobody.sweep().await.unwrap(), report(0, 1, 0));
    assert_eq!(pending(&app).await.len(), 1);
}

#[tokio::test]
async fn a_refusal_is_recorded_and_not_repeated() {
    let (app, ses, mailer) = waiting().await;
    ses.reply(Reply::Error(400, "MessageRejected"));
    assert_eq!(mailer.sweep().await.unwrap(), report(0, 0, 1));
    assert_eq!(pending(&app).await.len(), 0);
    assert_eq!(delivery(&app).await.unwrap().provider_id, None);
}

#[tokio::test]
async fn a_mail_is_given_up_after_three_days() {
    let (app, ses, mailer) = waiting().await;
    keep_registered(&app).await;
    for _ in 0..7 {
        ses.reply(Reply::Error(400, "Throttling"));
        assert_eq!(mailer.sweep().await.unwrap(), report(0, 1, 0));
        app.clock.advance(3600);
    }
    app.clock.advance(3 * 86_400);
    ses.reply(Reply::Error(400, "Throttling"));
    assert_eq!(mailer.sweep().await.unwrap(), report(0, 0, 1));
    assert_eq!(delivery(&app).await.unwrap().provider_id, None);
}

#[tokio::test]
async fn a_mail_that_was_kept_waiting_for_days_is_not_given_up_at_its_first_failure() {
    let (app, ses, mailer) = waiting().await;
    keep_registered(&app).await;
    app.clock.advance(4 * 86_400);
    ses.reply(Reply::Error(400, "Throttling"));
    assert_eq!(mailer.sweep().await.unwrap(), report(0, 1, 0));
    app.clock.advance(30);
    assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0));
}

#[tokio::test]
async fn however_many_wait_for_later_what_is_due_behind_them_is_sent() {
    let (app, ses, mailer) = waiting().await;
    let first = pending(&app).await.remove(0);
    for number in 0..120 {
        let later = first.postponed(app.clock.now() + SignedDuration::from_hours(1), false);
        app.table.put(&Message { id: format!("{number:026}"), ..later }).await.unwrap();
    }
    let behind = Message { id: "z".repeat(26), ..first };
    app.table.put(&behind).await.unwrap();
    assert_eq!(mailer.sweep().await.unwrap().sent, 2);
    assert_eq!(ses.calls().len(), 2);
}

#[tokio::test]
async fn what_a_dead_mailer_had_taken_is_taken_over_and_marked() {
    let (app, ses, mailer) = waiting().await;
    let message = pending(&app).await.remove(0);
    let until = app.clock.now() + SignedDuration::from_secs(60);
    app.table.lease(&message, until).await.unwrap().unwrap();
    assert_eq!(mailer.sweep().await.unwrap(), report(0, 0, 0), "the lease holds");
    app.clock.advance(60);
    assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0));
    let trace = delivery(&app).await.unwrap();
    assert_eq!((trace.attempts, trace.possible_duplicate), (2, true));
    assert_eq!(ses.calls().len(), 1);
}
