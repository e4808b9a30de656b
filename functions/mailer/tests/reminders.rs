//! Reminders of readings.

use domain::UserId;
use domain::organization::OverdueVerification;
use http::unsubscribe::{Mailing, Unsubscription};
use jiff::Timestamp;
use table::entities::attachment::Attachment;
use table::entities::mail_allowance::MailLimits;
use table::entities::message::Message;
use table::entities::reminder::Subscription;
use table::entities::user::{MailProblem, MailProblemKind, User};
use table::keys;
use testkit::{TestApp, samples};

use crate::outbox::{Mailer, letter, no_routes, one_click};
use crate::ses::Ses;
use crate::sweep::{report, user};

/// Ivanov, who wants to be reminded, has a meter whose readings are due; the reminder waits in the outbox.
async fn reminded() -> (TestApp, Ses, Mailer) {
    reminded_within(MailLimits::default()).await
}

/// The same, where the provider takes no more than this.
pub async fn reminded_within(limits: MailLimits) -> (TestApp, Ses, Mailer) {
    let app = TestApp::start_with(no_routes, |settings| settings.mailing.limits = limits).await;
    app.organization().await;
    app.account("1").await;
    app.attach(&samples::user_id(1), &samples::account_id("1")).await;
    let mut attachment: Attachment = attachment(&app).await;
    attachment.readings_reminder = true;
    app.table.put(&attachment).await.unwrap();
    app.table.put(&samples::meter("1", "СВК-15 001")).await.unwrap();
    let ivanov = user(&app);
    app.table.put(&User { activated_at: Some(app.clock.now()), ..ivanov }).await.unwrap();
    app.table.put(&reminder(samples::user_id(1), app.clock.now())).await.unwrap();
    let (ses, client) = Ses::start().await;
    let mailer = Mailer::new(app.app.clone(), client);
    (app, ses, mailer)
}

/// Reminds a person of the account.
pub fn reminder(user: UserId, now: Timestamp) -> Message {
    let subscription = Subscription { account: samples::account_id("1"), user, reminded: None };
    let window = ("2026-10-15".parse().unwrap(), "2026-10-25".parse().unwrap());
    Message::readings_reminder(&subscription, window, "2026-10-15#1", now)
}

pub async fn attachment(app: &TestApp) -> Attachment {
    let key = keys::attachment(&samples::user_id(1), &samples::account_id("1"));
    app.table.get(key, true).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_reminder_names_the_meters_that_are_missing_and_leads_to_their_page() {
    let (app, ses, mailer) = reminded().await;
    assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0));
    let call = ses.calls().remove(0);
    let (to, subject, text) = letter(&call);
    assert_eq!(to, "ivanov@example.ru");
    assert_eq!(subject, "Передайте показания счётчиков до 25 октября 2026");
    assert!(text.contains("Холодная вода, № СВК-15 001, кухня"), "{text}");
    assert!(text.contains(&format!("https://lk.example.ru/meters?account={}", samples::account_id("1"))), "{text}");
    let (token, user, account) = (one_click(&call), samples::user_id(1), samples::account_id("1"));
    assert_eq!(app.unsubscription(&token), Some(Unsubscription { mailing: Mailing::Reminders, user, account }));
    assert!(text.contains(&format!("https://lk.example.ru/unsubscribe#token={token}")), "{text}");
}

#[tokio::test]
async fn a_reminder_is_not_sent_to_who_has_sent_everything_meanwhile() {
    let (app, ses, mailer) = reminded().await;
    let mut meter = samples::meter("1", "СВК-15 001");
    meter.last.taken_on = Some("2026-10-18".parse().unwrap());
    meter.last.source = domain::meter::Source::Resident;
    app.table.put(&meter).await.unwrap();
    assert_eq!(mailer.sweep().await.unwrap(), report(0, 0, 1));
    assert_eq!(ses.calls().len(), 0);
}

#[tokio::test]
async fn a_reminder_names_no_meter_whose_readings_the_company_refuses() {
    let (app, ses, mailer) = reminded().await;
    let mut overdue = samples::meter("1", "СВК-15 002");
    overdue.verification_due = "2026-10-14".parse().unwrap();
    app.table.put(&overdue).await.unwrap();
    app.company(|company| company.policies.overdue_verification = OverdueVerification::Refuse).await;
    assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0));
    let (_, _, text) = letter(&ses.calls().remove(0));
    assert!(text.contains("СВК-15 001") && !text.contains("СВК-15 002"), "{text}");
}

#[tokio::test]
async fn a_reminder_is_not_sent_to_who_wants_none_any_more_or_when_the_window_is_over() {
    let (app, ses, mailer) = reminded().await;
    let mut attachment = attachment(&app).await;
    attachment.readings_reminder = false;
    app.table.put(&attachment).await.unwrap();
    assert_eq!(mailer.sweep().await.unwrap(), report(0, 0, 1));
    let (app, late, mailer) = reminded().await;
    app.clock.advance(6 * 24 * 3600);
    assert_eq!(mailer.sweep().await.unwrap(), report(0, 0, 1));
    assert_eq!((ses.calls().len(), late.calls().len()), (0, 0));
}

#[tokio::test]
async fn a_reminder_is_not_sent_to_a_mailbox_that_gives_mail_back() {
    let (app, ses, mailer) = reminded().await;
    let ivanov = user(&app);
    let problem = MailProblem { kind: MailProblemKind::Bounce, at: app.clock.now(), address: ivanov.email.key() };
    let ivanov = User { activated_at: Some(app.clock.now()), mail_problem: Some(problem), ..ivanov };
    app.table.put(&ivanov).await.unwrap();
    assert_eq!((mailer.sweep().await.unwrap(), ses.calls().len()), (report(0, 0, 1), 0));
}
