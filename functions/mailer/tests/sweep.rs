use domain::email::Email;
use domain::login::Login;
use domain::organization::OverdueVerification;
use http::LinkSecret;
use http::unsubscribe::{Mailing, Unsubscription};
use jiff::SignedDuration;
use mailer::Report;
use table::entities::attachment::Attachment;
use table::entities::link_token::{LinkToken, Purpose};
use table::entities::message::{Content, Delivery, Message};
use table::entities::user::{MailProblem, MailProblemKind, User};
use table::keys;
use testkit::{TestApp, samples};

use crate::outbox::{Mailer, letter, no_routes, one_click, pending};
use crate::ses::{Reply, Ses, client};

pub const ID: &str = "0123456789abcdefghjkmnpqrs";

/// A person whose activation waits in the outbox.
async fn waiting() -> (TestApp, Ses, Mailer) {
    let app = TestApp::start(no_routes).await;
    let user = user(&app);
    let content = Content::Activation { user: user.id.clone() };
    app.table.put(&user).await.unwrap();
    app.table.put(&Message::new(ID.into(), user.email.to_string(), content, app.clock.now())).await.unwrap();
    let (ses, client) = Ses::start().await;
    let mailer = Mailer::new(app.app.clone(), client);
    (app, ses, mailer)
}

pub fn user(app: &TestApp) -> User {
    let now = app.clock.now();
    User {
        id: samples::user_id(1),
        login: Login::parse("ivanov").unwrap(),
        email: Email::parse("ivanov@example.ru").unwrap(),
        password_hash: String::new(),
        created_at: now,
        activated_at: None,
        reserved_until: Some(now + SignedDuration::from_hours(48)),
        agreement_version: "1".into(),
        agreement_accepted_at: now,
        session_generation: 0,
        pending_email: None,
        mail_problem: None,
    }
}

async fn delivery(app: &TestApp) -> Option<Delivery> {
    app.table.get(keys::delivery(ID), true).await.unwrap()
}

pub fn report(sent: u32, postponed: u32, dropped: u32) -> Report {
    Report { sent, postponed, dropped, more: false }
}

/// A link that somebody asked for, naming this address.
async fn asked_for(address: &str) -> (Mailer, Ses) {
    let (app, ses, mailer) = waiting().await;
    let content = Content::Activation { user: samples::user_id(1) };
    app.table.put(&Message::new(ID.into(), address.to_owned(), content, app.clock.now())).await.unwrap();
    (mailer, ses)
}

#[tokio::test]
async fn the_link_of_a_registration_goes_to_no_address_but_its_own() {
    let (mailer, ses) = asked_for("stranger@example.ru").await;
    assert_eq!(mailer.sweep().await.unwrap(), report(0, 0, 1));
    assert!(ses.calls().is_empty());
    let (mailer, ses) = asked_for("IVANOV@example.ru").await;
    assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0));
    assert_eq!(letter(&ses.calls()[0]).0, "ivanov@example.ru");
}

#[tokio::test]
async fn a_waiting_message_is_sent_once_and_leaves_a_trace() {
    let (app, ses, mailer) = waiting().await;
    assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0));
    assert_eq!(mailer.sweep().await.unwrap(), report(0, 0, 0));
    let (to, subject, text) = letter(&ses.calls()[0]);
    assert_eq!((to.as_str(), subject.as_str()), ("ivanov@example.ru", "Подтвердите регистрацию в личном кабинете"));
    assert!(text.contains("Имя пользователя: ivanov."), "{text}");
    assert_eq!((ses.calls().len(), pending(&app).await.len()), (1, 0));
    let trace = delivery(&app).await.unwrap();
    assert_eq!((trace.provider_id.as_deref(), trace.attempts, trace.possible_duplicate), (Some("ses-1"), 1, false));
}

#[tokio::test]
async fn the_link_in_the_mail_is_known_by_its_hash_alone_and_lives_as_long_as_the_registration() {
    let (app, ses, mailer) = waiting().await;
    app.clock.advance(3600);
    mailer.sweep().await.unwrap();
    let (_, _, text) = letter(&ses.calls()[0]);
    let secret = text.split("https://lk.example.ru/activation#token=").nth(1).unwrap().lines().next().unwrap().trim();
    let secret = LinkSecret::parse(secret).unwrap();
    let key = keys::link_token(&samples::user_id(1), &secret.hash());
    let token: LinkToken = app.table.get(key, true).await.unwrap().unwrap();
    assert_eq!((token.user, token.purpose), (samples::user_id(1), Purpose::Activation));
    assert_eq!(Some(token.valid_until), user(&app).reserved_until.map(|until| until - SignedDuration::from_hours(1)));
}

#[tokio::test]
async fn two_mailers_at_once_send_one_mail() {
    let (app, ses, mailer) = waiting().await;
    let (one, other) = tokio::join!(mailer.sweep(), mailer.sweep());
    assert_eq!(one.unwrap().sent + other.unwrap().sent, 1);
    assert_eq!((ses.calls().len(), pending(&app).await.len()), (1, 0));
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

/// The registration outlives what the test waits for.
async fn keep_registered(app: &TestApp) {
    let reserved_until = Some(app.clock.now() + SignedDuration::from_hours(24 * 30));
    app.table.put(&User { reserved_until, ..user(app) }).await.unwrap();
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

#[tokio::test]
async fn a_person_who_confirmed_meanwhile_gets_no_link_any_more() {
    let (app, ses, mailer) = waiting().await;
    let mut activated = user(&app);
    activated.activated_at = Some(app.clock.now());
    app.table.put(&activated).await.unwrap();
    assert_eq!(mailer.sweep().await.unwrap(), report(0, 0, 1));
    assert!(ses.calls().is_empty());
}

#[tokio::test]
async fn the_owner_of_a_taken_address_is_told() {
    let (app, ses, mailer) = waiting().await;
    let owner = User { login: Login::parse("петров").unwrap(), id: samples::user_id(2), ..user(&app) };
    app.table.put(&owner).await.unwrap();
    let content = Content::AlreadyRegistered { user: owner.id };
    app.table.put(&Message::new("9".repeat(26), "p@example.ru".to_owned(), content, app.clock.now())).await.unwrap();
    assert_eq!(mailer.sweep().await.unwrap(), report(2, 0, 0));
    let texts: Vec<String> = ses.calls().iter().map(|call| letter(call).2).collect();
    assert!(texts.iter().any(|text| text.contains("петров") && text.contains("https://lk.example.ru/sign-in")));
}

#[tokio::test]
async fn an_empty_sweep_costs_a_read_for_each_shard_in_one_round_trip() {
    let (_, _, mailer) = waiting().await;
    mailer.sweep().await.unwrap();
    let (_, usage) = table::usage::metered(mailer.sweep()).await;
    assert_eq!((usage.round_trips, usage.write_units.to_bits()), (1, 0.0_f64.to_bits()));
    assert!(usage.read_units <= f64::from(keys::OUTBOX_SHARDS));
}

/// Ivanov, who wants to be reminded, has a meter whose readings are due; the reminder waits in the outbox.
async fn reminded() -> (TestApp, Ses, Mailer) {
    let app = TestApp::start(no_routes).await;
    app.organization().await;
    app.account("1").await;
    app.attach(&samples::user_id(1), &samples::account_id("1")).await;
    let mut attachment: Attachment = attachment(&app).await;
    attachment.readings_reminder = true;
    app.table.put(&attachment).await.unwrap();
    app.table.put(&samples::meter("1", "СВК-15 001")).await.unwrap();
    let content = Content::ReadingsReminder {
        user: samples::user_id(1),
        account: samples::account_id("1"),
        since: "2026-10-15".parse().unwrap(),
        until: "2026-10-25".parse().unwrap(),
    };
    let ivanov = user(&app);
    app.table.put(&User { activated_at: Some(app.clock.now()), ..ivanov }).await.unwrap();
    app.table.put(&Message::new(ID.into(), &samples::user_id(1), content, app.clock.now())).await.unwrap();
    let (ses, client) = Ses::start().await;
    let mailer = Mailer::new(app.app.clone(), client);
    (app, ses, mailer)
}

async fn attachment(app: &TestApp) -> Attachment {
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
