use http::unsubscribe::{Mailing, Unsubscription};
use jiff::SignedDuration;
use mail_parser::{MessageParser, MimeHeaders as _};
use table::entities::mail_allowance::MailLimits;
use table::entities::message::{Content, Delivery};
use table::entities::receipt_subscription::ReceiptSubscription;
use table::keys;
use testkit::samples;

use crate::outbox::{letter, one_click, pending, raw};
use crate::ses::Reply;
use crate::subscribers::{Town, account, address};

#[tokio::test]
async fn a_closing_mails_every_subscriber_once() {
    let town = Town::of(6).await;
    town.publish().await;
    let mut expected: Vec<String> = (1..=6).map(address).collect();
    expected.sort();
    assert_eq!(town.reached(), expected);
    assert_eq!(town.counts(1).await, (6, 6, 0, 0));
    let progress = town.progress(1).await;
    assert!(!progress.stopped && progress.started_at.is_some() && progress.finished_at.is_some());
    assert!(pending(&town.app).await.is_empty());
}

#[tokio::test]
async fn subscriptions_of_many_pages_are_all_met() {
    let town = Town::of(0).await;
    let shard = keys::account_shard(&account(1));
    let accounts = (1..=200).map(account).filter(|account| keys::account_shard(account) == shard);
    let mut met = 0;
    for (account, user) in accounts.flat_map(|account| [1, 2, 3, 4].map(|user| (account.clone(), user))) {
        let since = town.app.clock.now();
        town.app.table.put(&ReceiptSubscription { account, user: samples::user_id(user), since }).await.unwrap();
        met += 1;
    }
    assert!(met > 80, "more than two pages");
    town.publish().await;
    assert_eq!(town.counts(1).await, (met, 0, 0, met), "none of them is attached");
}

#[tokio::test]
async fn the_letter_has_the_receipt_and_a_way_out_with_one_click() {
    let town = Town::of(1).await;
    town.publish().await;
    let call = town.ses.calls().remove(0);
    let (to, subject, text) = letter(&call);
    assert_eq!((to, subject.as_str()), (address(1), "Квитанция за сентябрь 2026, лицевой счёт 1"));
    assert!(text.contains("К оплате: 940,05 руб."), "{text}");
    let raw = raw(&call);
    let message = MessageParser::default().parse(&raw).unwrap();
    let file = message.attachment(0).unwrap();
    assert_eq!(file.attachment_name(), Some("Квитанция 1 за сентябрь 2026.pdf"));
    assert!(file.contents().starts_with(b"%PDF-"));
    let token = one_click(&call);
    let unsubscription = Unsubscription { mailing: Mailing::Receipts, user: samples::user_id(1), account: account(1) };
    assert_eq!(town.app.unsubscription(&token), Some(unsubscription));
    assert!(text.contains(&format!("https://lk.example.ru/unsubscribe#token={token}")), "people are led to the page");
}

#[tokio::test]
async fn a_mailer_that_dies_in_the_look_through_subscriptions_leaves_nobody_out_and_takes_nobody_twice() {
    let town = Town::of(6).await;
    town.close().await;
    let order = pending(&town.app).await.remove(0);
    let until = town.app.clock.now() + SignedDuration::from_secs(60);
    town.app.table.lease(&order, until).await.unwrap().unwrap();
    town.sweep().await;
    assert!(town.reached().is_empty(), "the lease holds");
    town.app.clock.advance(61);
    town.sweep().await;
    assert_eq!((town.reached().len(), town.counts(1).await), (6, (6, 6, 0, 0)));
}

#[tokio::test]
async fn a_mailer_that_dies_between_the_provider_and_the_record_sends_one_letter_twice_at_most_and_it_is_recorded() {
    let town = Town::of(3).await;
    town.close().await;
    // One look turns the closing into three receipts; the first of them is in the hands of a mailer that dies.
    town.mailer.sweep().await.unwrap();
    let waiting = pending(&town.app).await;
    let taken = waiting.iter().find(|message| matches!(message.content, Content::Receipt(_))).unwrap();
    let until = town.app.clock.now() + SignedDuration::from_secs(60);
    town.app.table.lease(taken, until).await.unwrap().unwrap();
    town.sweep().await;
    town.app.clock.advance(61);
    town.sweep().await;
    assert_eq!((town.reached().len(), town.counts(1).await), (3, (3, 3, 0, 0)));
    let trace: Delivery = town.app.table.get(keys::delivery(&taken.id), true).await.unwrap().unwrap();
    assert!(trace.possible_duplicate);
}

#[tokio::test]
async fn two_mailers_at_once_mail_everybody_once() {
    let town = Town::of(5).await;
    town.close().await;
    for _ in 0..4 {
        let (one, other) = tokio::join!(town.mailer.sweep(), town.mailer.sweep());
        one.unwrap();
        other.unwrap();
    }
    town.sweep().await;
    assert_eq!((town.reached().len(), town.counts(1).await), (5, (5, 5, 0, 0)));
}

#[tokio::test]
async fn whoever_unsubscribes_or_detaches_or_is_gone_meanwhile_gets_nothing() {
    let town = Town::of(4).await;
    town.close().await;
    town.mailer.sweep().await.unwrap();
    let waiting = pending(&town.app).await.len();
    assert_eq!(waiting, 4, "receipts wait");
    town.unsubscribe(1).await;
    town.app.table.commit(town.app.table.detaching(&account(2), &samples::user_id(2))).await.unwrap();
    town.app.table.delete(keys::user(&samples::user_id(3))).await.unwrap();
    town.sweep().await;
    assert_eq!((town.reached(), town.counts(1).await), (vec![address(4)], (4, 1, 0, 3)));
}

#[tokio::test]
async fn whoever_subscribes_after_the_closing_waits_for_the_next() {
    let town = Town::of(1).await;
    town.close().await;
    town.app.clock.advance(1);
    town.resident(2).await;
    town.sweep().await;
    assert_eq!((town.reached(), town.counts(1).await), (vec![address(1)], (1, 1, 0, 0)));
}

#[tokio::test]
async fn a_reopening_stops_the_mailing_and_the_next_closing_makes_up_for_the_rest() {
    let town = Town::of(5).await;
    town.ses.reply(Reply::Error(400, "Throttling"));
    town.publish().await;
    assert_eq!(town.counts(1).await, (5, 4, 0, 0), "one waits for the provider");
    town.reopen().await;
    town.app.clock.advance(60);
    town.sweep().await;
    assert!(town.progress(1).await.stopped);
    assert_eq!(town.counts(1).await, (5, 4, 0, 1));
    town.publish().await;
    let mut everybody: Vec<String> = (1..=5).map(address).collect();
    everybody.sort();
    // The stand-in of the provider keeps the call that it refused, too.
    let mut reached = town.reached();
    reached.dedup();
    assert_eq!((reached, town.ses.calls().len()), (everybody, 6));
    assert_eq!(town.counts(2).await, (5, 1, 0, 4));
}

#[tokio::test]
async fn the_provider_is_asked_for_no_more_than_it_takes_in_a_second_and_on_a_day() {
    let limits = MailLimits { a_second: Some(2), a_day: Some(5) };
    let town = Town::with(8, |settings| settings.mailing.limits = limits).await;
    town.close().await;
    town.mailer.sweep().await.unwrap();
    let mut sent = Vec::new();
    for _ in 0..5 {
        let report = town.mailer.sweep().await.unwrap();
        assert!(report.more, "the rest is due");
        sent.push(town.mailer.sweep().await.unwrap().sent + report.sent);
        town.app.clock.advance(1);
    }
    assert_eq!(sent, [2, 2, 1, 0, 0]);
    town.app.clock.advance(25 * 3600);
    assert_eq!(town.mailer.sweep().await.unwrap().sent, 2);
}

#[tokio::test]
async fn midnight_gives_no_second_quota_to_a_provider_that_counts_the_last_24_hours() {
    let limits = MailLimits { a_second: None, a_day: Some(5) };
    let town = Town::with(8, |settings| settings.mailing.limits = limits).await;
    let midnight = "2026-10-24T00:00:00Z".parse::<jiff::Timestamp>().unwrap();
    town.app.clock.advance(midnight.as_second() - town.app.clock.now().as_second() - 1);
    town.close().await;
    town.mailer.sweep().await.unwrap();
    assert_eq!(town.mailer.sweep().await.unwrap().sent, 5);
    for seconds in [2, 24 * 3600 - 3] {
        town.app.clock.advance(seconds);
        let report = town.mailer.sweep().await.unwrap();
        assert_eq!((report.sent, report.more), (0, true), "{seconds} s later");
    }
    town.app.clock.advance(3601);
    assert_eq!(town.mailer.sweep().await.unwrap().sent, 3);
}

#[tokio::test]
async fn what_a_person_waits_for_goes_before_thousands_of_receipts() {
    let town = Town::with(8, |settings| settings.mailing.limits.a_second = Some(1)).await;
    town.close().await;
    town.mailer.sweep().await.unwrap();
    let content = Content::AlreadyRegistered { user: samples::user_id(1) };
    let letter = table::entities::message::Message::new(
        "0".repeat(26),
        "p@example.ru".to_owned(),
        content,
        town.app.clock.now(),
    );
    town.app.table.put(&letter).await.unwrap();
    assert_eq!(town.mailer.sweep().await.unwrap().sent, 1);
    assert_eq!(town.reached(), ["p@example.ru"]);
}

#[tokio::test]
async fn a_closing_that_nobody_subscribed_to_is_done_at_once() {
    let town = Town::of(0).await;
    town.publish().await;
    assert_eq!(town.counts(1).await, (0, 0, 0, 0));
    assert!(town.progress(1).await.finished_at.is_some());
}

#[tokio::test]
async fn a_mailing_is_not_over_while_receipts_of_an_earlier_closing_wait_for_the_quota() {
    let limits = MailLimits { a_second: None, a_day: Some(3) };
    let town = Town::with(8, |settings| settings.mailing.limits = limits).await;
    let sweep = async || {
        for _ in 0..6 {
            town.mailer.sweep().await.unwrap();
        }
    };
    town.close().await;
    sweep().await;
    let sent = town.progress(1).await.sent;
    assert!((1..=3).contains(&sent), "{sent}");
    town.reopen().await;
    town.correct(1, 2).await;
    town.app.clock.advance(60);
    town.close().await;
    sweep().await;
    let mailings = town.mailings().await;
    let waiting: Vec<_> =
        mailings.unfinished_before(2).map(|(version, earlier)| (version, earlier.waiting())).collect();
    assert_eq!((mailings.upto(2).finished_at, waiting), (None, vec![(1, 8 - sent)]));
    for _ in 0..5 {
        town.app.clock.advance(25 * 3600);
        sweep().await;
    }
    let mailings = town.mailings().await;
    assert!(mailings.upto(2).finished_at.is_some(), "{mailings:?}");
    assert_eq!(mailings.unfinished_before(2).count(), 0);
}
