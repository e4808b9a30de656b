//! Reminders of readings are a mailing: they leave room for what single people wait for.

use domain::login::Login;
use table::entities::attachment::Attachment;
use table::entities::mail_allowance::MailLimits;
use table::entities::mailing::MailingOf;
use table::entities::message::{Content, Message, ReceiptOrder};
use table::entities::user::User;
use testkit::{TestApp, samples};

use crate::outbox::letter;
use crate::reminders::{attachment, reminded_within, reminder};
use crate::sweep::{ID, user};

/// A letter that Ivanov waits for before the screen.
async fn waited_for(app: &TestApp) -> Message {
    let content = Content::AlreadyRegistered { user: samples::user_id(1) };
    let letter = Message::new(ID.into(), "p@example.ru".to_owned(), content, app.clock.now());
    app.table.put(&letter).await.unwrap();
    letter
}

/// Further people who share the account and wait for their reminders.
async fn remind(app: &TestApp, seeds: std::ops::RangeInclusive<u8>) {
    for seed in seeds {
        let id = samples::user_id(seed);
        let login = Login::parse(&format!("ivanov{seed}")).unwrap();
        let now = Some(app.clock.now());
        app.table.put(&User { id: id.clone(), login, activated_at: now, ..user(app) }).await.unwrap();
        app.table.put(&Attachment { user: id.clone(), ..attachment(app).await }).await.unwrap();
        app.table.put(&reminder(id, app.clock.now())).await.unwrap();
    }
}

#[tokio::test]
async fn what_a_person_waits_for_goes_before_thousands_of_reminders() {
    let (app, ses, mailer) = reminded_within(MailLimits { a_second: Some(1), a_day: None }).await;
    let letter_waited_for = waited_for(&app).await;
    let people = (2..=255).map(samples::user_id).map(|user| reminder(user, app.clock.now()));
    let days = (0..4)
        .flat_map(|day| people.clone().map(move |message| Message { id: format!("{}{day}", message.id), ..message }));
    let same_shard: Vec<Message> = days.filter(|message| message.shard == letter_waited_for.shard).collect();
    assert!(same_shard.len() > 100, "more than a sweep looks at: {}", same_shard.len());
    for message in &same_shard {
        app.table.put(message).await.unwrap();
    }
    assert_eq!(mailer.sweep().await.unwrap().sent, 1);
    assert_eq!(letter(&ses.calls()[0]).0, "p@example.ru");
}

#[tokio::test]
async fn reminders_leave_a_tenth_of_the_day_to_what_single_people_wait_for() {
    let (app, ses, mailer) = reminded_within(MailLimits { a_second: None, a_day: Some(10) }).await;
    remind(&app, 2..=12).await;
    let report = mailer.sweep().await.unwrap();
    assert_eq!((report.sent, report.more), (9, true), "of twelve");
    waited_for(&app).await;
    assert_eq!(mailer.sweep().await.unwrap().sent, 1);
    assert_eq!(letter(ses.calls().last().unwrap()).0, "p@example.ru");
    assert_eq!(mailer.sweep().await.unwrap().sent, 0);
}

#[tokio::test]
async fn a_closing_is_looked_at_before_reminders_and_its_receipts_wait_for_them() {
    let (app, _, _) = reminded_within(MailLimits::default()).await;
    let (user, account, now) = (samples::user_id(1), samples::account_id("1"), app.clock.now());
    let of = MailingOf { organization: samples::organization_id(1), period: samples::period("2026-09"), version: 1 };
    let receipt = ReceiptOrder { of: of.clone(), user: user.clone(), account, statement_version: 1 };
    let ids = [
        app.random.ordered_id(now).unwrap(),
        Message::mailing(of, now).id,
        reminder(user, now).id,
        Message::receipt(receipt, now).id,
    ];
    assert!(ids.is_sorted(), "{ids:?}");
}
