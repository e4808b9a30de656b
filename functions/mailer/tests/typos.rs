//! The letter about mistakes in the texts of the site.

use domain::typo::TypoReport;
use jiff::SignedDuration;
use table::entities::message::{Content, Message};
use table::entities::typo::Typo;
use testkit::TestApp;

use crate::outbox::{Mailer, letter, no_routes};
use crate::ses::Ses;
use crate::sweep::{ID, report};

/// A letter to the operator about an hour in which these words were reported, a minute after each other.
async fn hour(words: &[&str]) -> (Ses, Mailer) {
    let app = TestApp::start(no_routes).await;
    let (from, until) = (app.clock.now(), app.clock.now() + SignedDuration::from_hours(1));
    for (minute, words) in (0..).zip(words) {
        let report = TypoReport::parse("/charges", words, Some("слитно")).unwrap();
        let at = from + SignedDuration::from_mins(minute);
        app.table.put(&Typo { id: format!("{minute}"), report, at }).await.unwrap();
    }
    let content = Content::TyposReported { from, until };
    app.table.put(&Message::new(ID.into(), "operator@example.ru".to_owned(), content, from)).await.unwrap();
    let (ses, client) = Ses::start().await;
    (ses, Mailer::new(app.app.clone(), client))
}

#[tokio::test]
async fn the_operator_reads_what_was_reported_within_the_hour() {
    let (ses, mailer) = hour(&["начислено завсе", "квитанцыя"]).await;
    assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0));
    let (to, _, text) = letter(&ses.calls()[0]);
    assert_eq!(to, "operator@example.ru");
    let places = ["начислено завсе", "квитанцыя"].map(|words| text.find(words).unwrap());
    assert!(places[0] < places[1] && text.contains("https://lk.example.ru/charges"), "{text}");
}

#[tokio::test]
async fn an_hour_of_which_nothing_is_left_is_no_letter() {
    let (ses, mailer) = hour(&[]).await;
    assert_eq!(mailer.sweep().await.unwrap(), report(0, 0, 1));
    assert!(ses.calls().is_empty());
}
