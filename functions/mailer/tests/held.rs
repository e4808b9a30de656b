//! What stands in the way of letters without being their fault: a provider that takes none, a neighbour that does not
//! read, words of a newer version.

use domain::login::Login;
use mailer::Report;
use serde::{Deserialize, Serialize};
use table::entities::mail_allowance::MailLimits;
use table::entities::message::{Content, Delivery, Message};
use table::entities::user::User;
use table::{Entity, Key, keys};
use testkit::{TestApp, samples};

use crate::outbox::{Mailer, no_routes, pending};
use crate::ses::{Reply, Ses, client};
use crate::sweep::{report, user};

/// Ids of one shard: whatever is wrong with the first stands before the others.
const IDS: [&str; 3] = ["11111111111111111111111113", "11111111111111111111111131", "11111111111111111111111311"];
const DAY: i64 = 86_400;

/// Letters that somebody waits for, about three people.
async fn waiting(limits: MailLimits) -> (TestApp, Ses, Mailer) {
    let app = TestApp::start_with(no_routes, |settings| settings.mailing.limits = limits).await;
    for (number, id) in (1..).zip(IDS) {
        let login = Login::parse(&format!("ivanov{number}")).unwrap();
        let person = User { id: samples::user_id(number), login, activated_at: Some(app.clock.now()), ..user(&app) };
        app.table.put(&person).await.unwrap();
        let content = Content::PasswordChanged { user: person.id.clone() };
        app.table.put(&Message::new(id.into(), &person.id, content, app.clock.now())).await.unwrap();
    }
    let (ses, client) = Ses::start().await;
    let mailer = Mailer::new(app.app.clone(), client);
    (app, ses, mailer)
}

/// An item that is not what its key says.
#[derive(Serialize, Deserialize)]
struct Strange {
    pk: String,
    sk: String,
    content: serde_json::Value,
}

impl Strange {
    fn at(key: Key, content: serde_json::Value) -> Self {
        Self { pk: key.pk, sk: key.sk, content }
    }
}

impl Entity for Strange {
    const TYPE: &'static str = "strange";
    fn key(&self) -> Key {
        Key { pk: self.pk.clone(), sk: self.sk.clone() }
    }
}

#[tokio::test]
async fn a_sender_who_is_refused_is_asked_about_once_a_sweep_and_loses_no_letter_however_long_it_lasts() {
    let (app, ses, mailer) = waiting(MailLimits::default()).await;
    for day in 1..=12 {
        ses.reply(Reply::Error(400, "AccountSendingPausedException"));
        assert_eq!(mailer.sweep().await.unwrap(), report(0, 1, 0));
        assert_eq!(ses.calls().len(), day, "the second letter would get the same answer");
        app.clock.advance(DAY);
    }
    ses.reply(Reply::Error(503, "ServiceUnavailable"));
    assert_eq!(mailer.sweep().await.unwrap(), report(2, 1, 0), "a letter's patience begins when letters are taken");
    app.clock.advance(30);
    assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0));
    assert!(pending(&app).await.is_empty());
}

#[tokio::test]
async fn the_day_s_quota_is_not_spent_on_letters_that_were_not_taken() {
    let (app, ses, mailer) = waiting(MailLimits { a_second: None, a_day: Some(3) }).await;
    ses.reply(Reply::Error(400, "MessageRejected"));
    ses.reply(Reply::Error(400, "ConfigurationSetDoesNotExist"));
    assert_eq!(mailer.sweep().await.unwrap(), report(0, 1, 1));
    app.clock.advance(30);
    assert_eq!(mailer.sweep().await.unwrap(), report(2, 0, 0));
    let fourth = Message::new(IDS[0].into(), &samples::user_id(1), password_changed(), app.clock.now());
    app.table.put(&fourth).await.unwrap();
    assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0), "two of three are spent");
    app.table.put(&fourth).await.unwrap();
    assert!(mailer.sweep().await.unwrap().more, "all three are");
    assert_eq!(pending(&app).await.len(), 1);
}

#[tokio::test]
async fn a_letter_that_may_have_gone_out_is_counted_against_the_quota() {
    let (app, _, _) = waiting(MailLimits { a_second: None, a_day: Some(1) }).await;
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", silent.local_addr().unwrap());
    tokio::spawn(async move {
        // Takes the letter and hangs up.
        while let Ok((mut stream, _)) = silent.accept().await {
            let mut some = [0; 1024];
            let _ = tokio::io::AsyncReadExt::read(&mut stream, &mut some).await;
            let _ =
                tokio::io::AsyncWriteExt::write_all(&mut stream, b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nno!")
                    .await;
        }
    });
    let mailer = Mailer::new(app.app.clone(), client(&endpoint));
    let first = mailer.sweep().await.unwrap();
    assert_eq!((first.sent, first.postponed), (0, 1));
    assert_eq!(mailer.sweep().await.unwrap(), Report { more: true, ..report(0, 0, 0) }, "the quota is spent");
}

fn password_changed() -> Content {
    Content::PasswordChanged { user: samples::user_id(1) }
}

#[tokio::test]
async fn a_message_that_does_not_read_holds_nobody_else_s() {
    let (app, ses, mailer) = waiting(MailLimits::default()).await;
    let first = pending(&app).await.remove(0);
    let broken = Strange::at(keys::message(first.shard, &first.id), serde_json::json!(5));
    app.table.put(&broken).await.unwrap();
    assert_eq!(mailer.sweep().await.unwrap(), report(2, 0, 0));
    assert_eq!(ses.calls().len(), 2);
    assert!(app.table.get::<Strange>(broken.key(), true).await.unwrap().is_some(), "somebody has to look at it");
}

#[tokio::test]
async fn a_letter_about_what_does_not_read_waits_alone() {
    let (app, ses, mailer) = waiting(MailLimits::default()).await;
    let person = Strange::at(keys::user(&samples::user_id(1)), serde_json::json!(5));
    app.table.put(&person).await.unwrap();
    assert_eq!(mailer.sweep().await.unwrap(), report(2, 1, 0));
    assert_eq!(ses.calls().len(), 2);
}

#[tokio::test]
async fn words_of_a_newer_version_are_left_as_they_are() {
    let (app, ses, mailer) = waiting(MailLimits::default()).await;
    let first = pending(&app).await.remove(0);
    let newer = serde_json::json!({"template": "of_tomorrow", "words": "new"});
    let item = Tomorrow { message: first.clone(), content: newer.clone() };
    app.table.put(&item).await.unwrap();
    assert_eq!(mailer.sweep().await.unwrap(), report(2, 0, 0));
    let after: Strange = app.table.get(first.key(), true).await.unwrap().unwrap();
    assert_eq!((after.content, ses.calls().len()), (newer, 2));
    assert!(app.table.get::<Delivery>(keys::delivery(&first.id), true).await.unwrap().is_none());
}

/// A message as the next version will write it.
#[derive(Serialize, Deserialize)]
struct Tomorrow {
    #[serde(flatten)]
    message: Message,
    content: serde_json::Value,
}

impl Entity for Tomorrow {
    const TYPE: &'static str = "message";
    fn key(&self) -> Key {
        self.message.key()
    }
}
