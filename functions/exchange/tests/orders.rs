//! The company's side of orders: the feed and the moves.

use domain::OrderId;
use domain::contact::Contact;
use domain::order::Progress;
use serde_json::{Value, json};
use table::entities::message::{Content, Message, Recipient};
use table::entities::order::{OrderItem, OrderMark};
use table::keys;
use testkit::{Answer, samples};

use crate::accounting::Accounting;

struct Desk(Accounting, OrderId);

impl Desk {
    /// An order of account 1.
    async fn start(contact: &Value) -> Self {
        let accounting = Accounting::with_accounts().await;
        let now = accounting.app.clock.now();
        let id = OrderId::new(&samples::account_id("1"), "0123456789abcdef").unwrap();
        let service =
            json!({"code": "tap", "group": "Сантехника", "name": "Замена смесителя", "price": {"kind": "agreement"}});
        let item = OrderItem {
            id: id.clone(),
            number: samples::number("1"),
            user: samples::user_id(1),
            service: serde_json::from_value(service).unwrap(),
            wish_date: None,
            wish_slot: None,
            comment: None,
            contact: Some(serde_json::from_value::<Contact>(contact.clone()).unwrap()),
            created_at: now,
            progress: Progress::begun(now),
            revision: 0,
        };
        accounting.app.table.put(&item).await.unwrap();
        let told = table::feed::Entry {
            id: accounting.app.random.ordered_id(now).unwrap(),
            organization: samples::organization_id(1),
            at: now,
            event: table::entities::order::OrderTold { order: id.clone(), status: item.progress.status() },
        };
        accounting.app.table.put(&told).await.unwrap();
        Self(accounting, id)
    }

    async fn set(&self, body: &Value) -> Answer {
        let path = format!("/api/exchange/v1/orders/{}/status", self.1);
        self.0.app.post(&path).bearer(&self.0.key).json(body).send().await
    }

    async fn item(&self) -> OrderItem {
        self.0.app.table.get(keys::order(&self.1), true).await.unwrap().unwrap()
    }

    /// The person who ordered is erased.
    async fn erase(&self) {
        let mark = OrderMark { user: samples::user_id(1), order: self.1.clone() };
        self.0.app.table.put(&mark).await.unwrap();
        self.0.app.table.erase_rest(&samples::user_id(1)).await.unwrap();
    }

    async fn mails(&self) -> Vec<Message> {
        self.0.app.outbox().await
    }
}

#[tokio::test]
async fn an_order_goes_its_way_and_each_move_is_mailed_once() {
    let desk = Desk::start(&json!({"email": "a@example.ru"})).await;
    for (body, moves) in [
        (json!({"status": "accepted", "comment": "Перезвоним"}), 2),
        (json!({"status": "accepted", "comment": "Перезвоним"}), 2),
        (json!({"status": "scheduled", "visit_date": "2026-10-22", "visit_slot": "с 9 до 13"}), 3),
        (json!({"status": "done"}), 4),
        (json!({"status": "done"}), 4),
    ] {
        let answer = desk.set(&body).await;
        assert_eq!((answer.status, &answer.json()["status"]), (200, &body["status"]), "{}", answer.text());
        assert_eq!(desk.item().await.progress.moves().len(), moves);
    }
    let mails = desk.mails().await;
    assert_eq!(mails.len(), 3);
    assert!(mails.iter().all(|mail| mail.to == Recipient::Address("a@example.ru".to_owned())));
    assert!(mails.iter().any(|mail| matches!(mail.content, Content::OrderMoved { number: 4, .. })));
}

#[tokio::test]
async fn a_change_that_has_an_id_is_made_and_mailed_once_however_late_it_comes_again() {
    let desk = Desk::start(&json!({"email": "a@example.ru"})).await;
    let visit = |id: &str, day: &str| json!({"move_id": id, "status": "scheduled", "visit_date": day});
    desk.set(&json!({"move_id": "1", "status": "accepted"})).await;
    for (body, moves) in [(visit("2", "2026-10-22"), 3), (visit("3", "2026-10-23"), 4), (visit("2", "2026-10-22"), 4)] {
        assert_eq!(desk.set(&body).await.status, 200);
        assert_eq!(desk.item().await.progress.moves().len(), moves, "{body}");
    }
    assert_eq!(desk.mails().await.len(), 3);
    assert_eq!(desk.set(&visit("2", "2026-10-24")).await.problem(), (409, "move_id_reused".to_owned()));
}

#[tokio::test]
async fn who_left_a_number_alone_is_mailed_at_the_profiles_address() {
    let desk = Desk::start(&json!({"phone": "+79171234567"})).await;
    desk.set(&json!({"status": "declined"})).await;
    assert_eq!(desk.mails().await[0].to, Recipient::Person { user: samples::user_id(1) });
}

#[tokio::test]
async fn a_move_that_cannot_be_is_refused() {
    let desk = Desk::start(&json!({"phone": "+79171234567"})).await;
    assert_eq!(desk.set(&json!({"status": "done"})).await.problem(), (409, "order_move_impossible".to_owned()));
    desk.set(&json!({"status": "cancelled"})).await;
    assert_eq!(desk.set(&json!({"status": "accepted"})).await.problem(), (409, "order_final".to_owned()));
    for (body, field, code) in [
        (json!({"status": "new"}), "status", "status_not_allowed"),
        (json!({"status": "accepted", "visit_date": "2026-10-22"}), "visit_date", "visit_not_expected"),
        (json!({"status": "scheduled", "visit_slot": "утром"}), "visit_date", "visit_date_required"),
        (json!({"status": "scheduled", "visit_date": "2026-10-19"}), "visit_date", "visit_date_out_of_range"),
        (json!({"status": "scheduled", "visit_date": "9999-12-31"}), "visit_date", "visit_date_out_of_range"),
        (json!({"status": "accepted", "move_id": "a#b"}), "move_id", "move_id_malformed"),
        (json!({"status": "accepted", "at": "2027-01-01T00:00:00Z"}), "at", "at_out_of_range"),
    ] {
        let answer = desk.set(&body).await;
        assert_eq!((answer.status, answer.fields()), (422, vec![(field.to_owned(), code.to_owned())]), "{body}");
    }
}

#[tokio::test]
async fn an_order_of_another_company_is_not_there() {
    let desk = Desk::start(&json!({"phone": "+79171234567"})).await;
    let foreign = desk.0.app.exchange_key(2).await;
    let path = format!("/api/exchange/v1/orders/{}/status", desk.1);
    for body in [json!({"status": "accepted"}), json!({"x": 1})] {
        let answer = desk.0.app.post(&path).bearer(&foreign).json(&body).send().await;
        assert_eq!(answer.problem(), (404, "not_found".to_owned()));
    }
}

#[tokio::test]
async fn the_feed_tells_the_order_as_it_is_without_who_has_left() {
    let desk = Desk::start(&json!({"phone": "+79171234567"})).await;
    desk.0.app.clock.advance(16);
    let feed = || async { desk.0.app.get("/api/exchange/v1/feeds/orders").bearer(&desk.0.key).send().await.json() };
    let told = feed().await;
    let entry = &told["items"][0];
    assert_eq!((&entry["status"], &entry["account"]), (&json!("new"), &json!("1")));
    assert_eq!((&entry["order"], &entry["contact"]["phone"]), (&json!(desk.1.as_str()), &json!("+79171234567")));
    desk.erase().await;
    assert_eq!(feed().await["items"][0]["contact"], json!(null));
    desk.set(&json!({"status": "accepted"})).await;
    assert!(desk.mails().await.is_empty(), "nobody is left to be told");
}

#[tokio::test]
async fn what_is_said_of_an_erased_persons_order_is_not_kept() {
    let desk = Desk::start(&json!({"phone": "+79171234567"})).await;
    let accepted = json!({"move_id": "1", "status": "accepted", "comment": "Иванову перезвоним"});
    desk.set(&accepted).await;
    desk.erase().await;
    assert_eq!(desk.set(&accepted).await.status, 200, "what was said before is known still");
    assert_eq!(desk.set(&json!({"status": "declined", "comment": "Иванов выехал"})).await.status, 200);
    let item = desk.item().await;
    let moves = item.progress.moves();
    assert!(moves.len() == 3 && moves.iter().all(|step| step.comment.is_none()), "{moves:?}");
}
