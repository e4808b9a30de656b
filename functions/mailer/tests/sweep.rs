use domain::email::Email;
use domain::login::Login;
use http::LinkSecret;
use jiff::SignedDuration;
use mailer::Report;
use table::entities::link_token::{LinkToken, Purpose};
use table::entities::message::{Content, Delivery, Message};
use table::entities::user::User;
use table::keys;
use testkit::{TestApp, samples};

use crate::outbox::{Mailer, letter, no_routes, pending};
use crate::ses::Ses;

pub const ID: &str = "0123456789abcdefghjkmnpqrs";

/// A person whose activation waits in the outbox.
pub async fn waiting() -> (TestApp, Ses, Mailer) {
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

pub async fn delivery(app: &TestApp) -> Option<Delivery> {
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
