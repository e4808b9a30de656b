//! Who is reminded of readings, under the role of the template.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

use axum::Router;
use domain::house::HouseWindow;
use domain::meter::Source;
use domain::organization::OverdueVerification;
use reminders::Reminders;
use table::entities::attachment::Attachment;
use table::entities::message::{Content, Message, Pending, Recipient};
use table::entities::organization::DirectoryEntry;
use table::entities::reminder::{Subscription, SubscriptionsOf};
use table::{Entity, Key, keys};
use testkit::{TestApp, acting_as, samples};

const DAY: i64 = 24 * 3600;

/// Ivanov wants to be reminded of the account `1`, which has a meter. It is noon of 20 October, UTC.
async fn subscribed() -> TestApp {
    let app = TestApp::start(|_| Router::new()).await;
    app.organization().await;
    app.account("1").await;
    app.table.put(&samples::meter("1", "СВК-1")).await.unwrap();
    app.table.put(&attachment(&app, true)).await.unwrap();
    let (account, user) = (samples::account_id("1"), samples::user_id(1));
    app.table.put(&Subscription { account, user, reminded: None }).await.unwrap();
    app
}

fn attachment(app: &TestApp, readings_reminder: bool) -> Attachment {
    Attachment {
        user: samples::user_id(1),
        account: samples::account_id("1"),
        label: None,
        receipt_mailing: false,
        readings_reminder,
        attached_at: app.clock.now(),
    }
}

async fn run(app: &TestApp) -> u32 {
    Box::pin(acting_as("Reminders", Reminders::new(app.app.clone()).run())).await.unwrap()
}

async fn pending(app: &TestApp) -> Vec<Message> {
    let mut all = Vec::new();
    for shard in 0..keys::OUTBOX_SHARDS {
        all.extend(app.table.query_all(&Pending { shard }).await.unwrap());
    }
    all
}

/// Goes to noon, UTC, of a day of October.
fn go_to(app: &TestApp, day: i64) {
    let today = i64::from(app.clock.now().to_zoned(jiff::tz::TimeZone::UTC).day());
    app.clock.advance((day - today) * DAY);
}

#[tokio::test]
async fn on_the_day_the_window_opens_and_two_days_before_it_closes_a_mail_is_written() {
    let app = subscribed().await;
    let mut written = Vec::new();
    for day in 14..=26 {
        go_to(&app, day);
        if run(&app).await == 1 {
            written.push(day);
        }
    }
    assert_eq!(written, [15, 23]);
    let messages = pending(&app).await;
    assert!(messages.iter().all(|message| message.to == Recipient::from(&samples::user_id(1))));
    let expected = Content::ReadingsReminder {
        user: samples::user_id(1),
        account: samples::account_id("1"),
        since: jiff::civil::date(2026, 10, 15),
        until: jiff::civil::date(2026, 10, 25),
    };
    assert!(messages.iter().all(|message| message.content == expected));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn runs_at_once_and_again_write_each_reminder_once() {
    let app = subscribed().await;
    go_to(&app, 15);
    let written = futures::future::join_all((0..8).map(|_| run(&app))).await;
    assert_eq!(written.into_iter().sum::<u32>(), 1);
    assert_eq!(run(&app).await, 0);
    assert_eq!(pending(&app).await.len(), 1);
}

#[tokio::test]
async fn who_subscribes_anew_while_a_reminder_waits_gets_no_second_one() {
    let app = subscribed().await;
    go_to(&app, 15);
    assert_eq!(run(&app).await, 1);
    let (account, user) = (samples::account_id("1"), samples::user_id(1));
    app.table.put(&Subscription { account, user, reminded: None }).await.unwrap();
    app.table.delete(keys::reminder_run(&samples::organization_id(1))).await.unwrap();
    assert_eq!(run(&app).await, 0);
    assert_eq!(pending(&app).await.len(), 1);
}

/// How many reminders are written two days before the end, where the meter was read on the 16th.
async fn reminded_though_read_by(source: Source) -> u32 {
    let app = subscribed().await;
    let mut meter = samples::meter("1", "СВК-1");
    meter.last.taken_on = Some(jiff::civil::date(2026, 10, 16));
    meter.last.source = source;
    app.table.put(&meter).await.unwrap();
    go_to(&app, 23);
    run(&app).await
}

#[tokio::test]
async fn who_has_sent_everything_is_left_alone() {
    assert_eq!(reminded_though_read_by(Source::Resident).await, 0);
}

#[tokio::test]
async fn what_the_company_or_the_meter_itself_has_read_in_the_window_is_not_asked_for() {
    assert_eq!(reminded_though_read_by(Source::Company).await, 0);
    assert_eq!(reminded_though_read_by(Source::Automatic).await, 0);
}

#[tokio::test]
async fn what_a_meter_showed_when_it_was_installed_is_no_reading() {
    assert_eq!(reminded_though_read_by(Source::Installation).await, 1);
}

/// How many reminders are written where the only meter is past its verification since the 14th.
async fn reminded_of_an_overdue_meter(policy: OverdueVerification) -> u32 {
    let app = subscribed().await;
    let mut meter = samples::meter("1", "СВК-1");
    meter.verification_due = jiff::civil::date(2026, 10, 14);
    app.table.put(&meter).await.unwrap();
    app.company(|company| company.policies.overdue_verification = policy).await;
    go_to(&app, 15);
    run(&app).await
}

#[tokio::test]
async fn what_the_company_would_refuse_is_not_asked_for() {
    assert_eq!(reminded_of_an_overdue_meter(OverdueVerification::Refuse).await, 0);
    assert_eq!(reminded_of_an_overdue_meter(OverdueVerification::Warn).await, 1);
}

#[tokio::test]
async fn nobody_is_written_to_before_nine_in_the_morning_of_the_company() {
    let app = subscribed().await;
    go_to(&app, 15);
    // Saratov is at UTC+4: it is 8:59 there.
    app.clock.advance(-7 * 3600 - 60);
    assert_eq!(run(&app).await, 0);
    app.clock.advance(60);
    assert_eq!(run(&app).await, 1);
}

#[tokio::test]
async fn a_house_with_a_window_of_its_own_is_reminded_by_it() {
    let app = subscribed().await;
    let mut account = app.account("1").await;
    account.readings_window = Some(HouseWindow { from_day: 20, to_day: 28, time_zone: None });
    app.table.put(&account).await.unwrap();
    go_to(&app, 15);
    assert_eq!(run(&app).await, 0);
    go_to(&app, 20);
    assert_eq!(run(&app).await, 1);
}

#[tokio::test]
async fn a_house_is_reminded_by_the_day_that_it_is_there() {
    let app = subscribed().await;
    let mut account = app.account("1").await;
    let time_zone = Some(samples::text("Asia/Kamchatka"));
    account.readings_window = Some(HouseWindow { from_day: 16, to_day: 28, time_zone });
    app.table.put(&account).await.unwrap();
    // At UTC+12 the 15th is over at noon, UTC; at the company's UTC+4 it is four in the afternoon.
    go_to(&app, 15);
    assert_eq!(run(&app).await, 1);
}

#[tokio::test]
async fn a_subscription_whose_account_was_detached_is_forgotten() {
    let app = subscribed().await;
    app.table.delete(keys::attachment(&samples::user_id(1), &samples::account_id("1"))).await.unwrap();
    go_to(&app, 15);
    assert_eq!(run(&app).await, 0);
    let organization = samples::organization_id(1);
    assert_eq!(app.table.query_all(&SubscriptionsOf { organization: &organization }).await.unwrap(), []);
}

#[tokio::test]
async fn more_subscriptions_than_a_page_are_all_reached() {
    let app = subscribed().await;
    for seed in 2..=80_u8 {
        let user = samples::user_id(seed);
        app.table.put(&Attachment { user: user.clone(), ..attachment(&app, true) }).await.unwrap();
        let account = samples::account_id("1");
        app.table.put(&Subscription { account, user, reminded: None }).await.unwrap();
    }
    go_to(&app, 15);
    assert_eq!(run(&app).await, 80);
}

/// A company that no version of ours can read.
#[derive(serde::Serialize, serde::Deserialize)]
struct Broken {
    details: u32,
}

impl Entity for Broken {
    const TYPE: &'static str = "organization";
    fn key(&self) -> Key {
        keys::organization(&samples::organization_id(0))
    }
}

/// An account that no version of ours can read.
#[derive(serde::Serialize, serde::Deserialize)]
struct BrokenAccount {
    area: bool,
}

impl Entity for BrokenAccount {
    const TYPE: &'static str = "account";
    fn key(&self) -> Key {
        keys::account(&samples::account_id("0"))
    }
}

#[tokio::test]
async fn an_account_that_cannot_be_read_does_not_keep_the_others_of_its_company_from_being_reminded() {
    let app = subscribed().await;
    let (account, user) = (samples::account_id("0"), samples::user_id(1));
    app.table.put(&BrokenAccount { area: true }).await.unwrap();
    app.table.put(&Attachment { account: account.clone(), ..attachment(&app, true) }).await.unwrap();
    app.table.put(&Subscription { account, user, reminded: None }).await.unwrap();
    go_to(&app, 15);
    let outcome = Box::pin(acting_as("Reminders", Reminders::new(app.app.clone()).run())).await;
    assert!(outcome.is_err(), "told to the operator");
    assert_eq!(pending(&app).await.len(), 1);
    assert_eq!(run(&app).await, 0, "the day is done");
}

#[tokio::test]
async fn a_company_that_cannot_be_read_does_not_keep_the_others_from_being_reminded() {
    let app = subscribed().await;
    let (id, name) = (samples::organization_id(0), "АО «Сломано»".to_owned());
    app.table.put(&DirectoryEntry { id, name, attach_methods: vec![] }).await.unwrap();
    app.table.put(&Broken { details: 0 }).await.unwrap();
    go_to(&app, 15);
    let outcome = Box::pin(acting_as("Reminders", Reminders::new(app.app.clone()).run())).await;
    assert!(outcome.is_err(), "told to the operator");
    assert_eq!(pending(&app).await.len(), 1);
}
