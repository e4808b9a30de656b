//! Letters about what a resident has asked of the company.

use domain::appeal::AppealId;
use domain::contact::Contact;
use domain::order::{OrderId, Outcome, Progress, Status, Step, Visit};
use serde_json::{Value, json};
use table::entities::appeal::{AppealMessage, AppealThread, Author};
use table::entities::message::{Content, Message, Recipient};
use table::entities::order::OrderItem;
use testkit::{TestApp, samples};

use crate::outbox::{Mailer, letter, no_routes};
use crate::ses::Ses;
use crate::sweep::{ID, report};

/// The mailer's company and person.
async fn start(content: Content, contact: &Contact) -> (TestApp, Ses, Mailer) {
    let app = TestApp::start(no_routes).await;
    app.organization().await;
    app.user(&samples::user_id(1), "profile@example.ru").await;
    let to = Recipient::reached_by(contact, &samples::user_id(1));
    app.table.put(&Message::new(ID.into(), to, content, app.clock.now())).await.unwrap();
    let (ses, client) = Ses::start().await;
    let mailer = Mailer::new(app.app.clone(), client);
    (app, ses, mailer)
}

fn contact(value: Value) -> Contact {
    serde_json::from_value(value).unwrap()
}

fn appeal() -> AppealId {
    AppealId::new(&samples::account_id("1"), "01m3kq8xw0beef00").unwrap()
}

async fn answered(contact: Contact) -> (TestApp, Ses, Mailer) {
    let content = Content::AppealAnswered { appeal: appeal(), message: "m".into() };
    let (app, ses, mailer) = start(content, &contact).await;
    let (user, topic) = (samples::user_id(1), "Течёт кран".parse().unwrap());
    let thread = AppealThread { id: appeal(), user, number: samples::number("1"), topic, contact };
    app.table.put(&thread).await.unwrap();
    let (text, at) = ("Мастер придёт завтра.".parse().unwrap(), app.clock.now());
    let (id, author, files) = ("m".into(), Author::Company, vec![]);
    let words = AppealMessage { appeal: appeal(), id, author, text, files, at };
    app.table.put(&words).await.unwrap();
    (app, ses, mailer)
}

#[tokio::test]
async fn an_answer_goes_to_the_contact_and_leads_to_the_appeal() {
    let (_, ses, mailer) = answered(contact(json!({"email": "contact@example.ru"}))).await;
    assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0));
    let (to, subject, text) = letter(&ses.calls()[0]);
    assert_eq!((to.as_str(), subject.as_str()), ("contact@example.ru", "Ответ на обращение «Течёт кран»"));
    let page = format!("https://lk.example.ru/appeals/appeal?account={}&appeal={}", samples::account_id("1"), appeal());
    for fact in ["Мастер придёт завтра.", "УК «Волга»", page.as_str()] {
        assert!(text.contains(fact), "{fact}: {text}");
    }
}

#[tokio::test]
async fn who_left_a_number_alone_is_written_to_at_the_profiles_address() {
    let (_, ses, mailer) = answered(contact(json!({"phone": "+79171234567"}))).await;
    assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0));
    assert_eq!(letter(&ses.calls()[0]).0, "profile@example.ru");
}

#[tokio::test]
async fn nothing_is_sent_of_an_appeal_that_is_gone() {
    let (app, ses, mailer) = answered(contact(json!({"email": "contact@example.ru"}))).await;
    app.table.delete(table::keys::appeal_thread(&appeal())).await.unwrap();
    assert_eq!(mailer.sweep().await.unwrap(), report(0, 0, 1));
    assert!(ses.calls().is_empty());
}

/// Subject and text of the letter that tells of the latest move.
async fn told(progress: Progress) -> (String, String) {
    let order = OrderId::new(&samples::account_id("1"), "0123456789abcdef").unwrap();
    let contact = contact(json!({"email": "contact@example.ru"}));
    let content = Content::OrderMoved { order: order.clone(), number: progress.moves().len() };
    let (app, ses, mailer) = start(content, &contact).await;
    let service =
        json!({"code": "tap", "group": "Сантехника", "name": "Замена смесителя", "price": {"kind": "agreement"}});
    let item = OrderItem {
        id: order,
        number: samples::number("1"),
        user: samples::user_id(1),
        service: serde_json::from_value(service).unwrap(),
        wish_date: None,
        wish_slot: None,
        comment: None,
        contact: Some(contact),
        created_at: app.clock.now(),
        progress,
        revision: 1,
    };
    app.table.put(&item).await.unwrap();
    assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0));
    let (_, subject, text) = letter(&ses.calls()[0]);
    let page = format!("https://lk.example.ru/orders/order?account={}&order={}", item.id.account(), item.id);
    assert!(text.contains(&page), "{text}");
    (subject, text)
}

/// An order of today after these steps of the company.
fn after(steps: &[Step]) -> Progress {
    let now = "2026-10-20T12:00:00Z".parse().unwrap();
    steps.iter().fold(Progress::begun(now), |progress, step| moved(progress.after(step.clone(), now, "key").unwrap()))
}

fn moved(outcome: Outcome) -> Progress {
    match outcome {
        Outcome::Moved(progress) => progress,
        Outcome::Repeated => panic!("nothing moved"),
    }
}

fn step(status: Status) -> Step {
    Step { id: None, status, comment: None, visit: None, at: None }
}

#[tokio::test]
async fn an_order_that_was_taken_back_is_told_from_one_that_the_company_cancelled() {
    let now = "2026-10-20T12:00:00Z".parse().unwrap();
    let mine = moved(after(&[]).cancelled(now).unwrap());
    assert_eq!(told(mine).await.0, "Заявка «Замена смесителя»: отменена вами");
    let theirs = after(&[step(Status::Cancelled)]);
    assert_eq!(told(theirs).await.0, "Заявка «Замена смесителя»: отменена");
}

#[tokio::test]
async fn a_visit_is_told_of_where_one_was_arranged() {
    let visit = Some(Visit { date: jiff::civil::date(2026, 10, 22), slot: None });
    let arranged = after(&[step(Status::Accepted), Step { visit, ..step(Status::Scheduled) }]);
    assert_eq!(told(arranged).await.0, "Заявка «Замена смесителя»: назначен визит");
    let (subject, text) = told(after(&[step(Status::Accepted), step(Status::Scheduled)])).await;
    assert_eq!(subject, "Заявка «Замена смесителя»: запланирована");
    assert!(!text.contains("визит"), "{text}");
}
