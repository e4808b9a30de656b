//! What goes to the service a row a call: answers to appeals and changes of orders.

use domain::appeal::{Appeal, State};
use domain::contact::Contact;
use domain::order::{Progress, Status};
use domain::{AppealId, OrderId};
use serde_json::json;
use table::entities::appeal::{AppealItem, AppealThread};
use table::entities::order::OrderItem;
use table::keys;
use testkit::samples;

use crate::service::{Service, errors, file, with_examples};

/// The appeal and the order of the examples.
const OWN: &str = "01m3kq8xw0beef00";

fn contact() -> Contact {
    serde_json::from_value(json!({"email": "a@example.ru"})).unwrap()
}

/// The company of the examples, whom a resident has written to.
async fn with_an_appeal() -> (Service, AppealId) {
    let service = with_examples().await;
    let (table, now) = (&service.app.table, service.app.clock.now());
    let id = AppealId::new(&samples::account_id("30001"), OWN).unwrap();
    let (user, topic) = (samples::user_id(1), "Течёт кран".parse().unwrap());
    let number = samples::number("30001");
    let thread = AppealThread { id: id.clone(), user: user.clone(), number, topic, contact: contact() };
    table.put(&thread).await.unwrap();
    let (topic, created_at, updated_at) = (thread.topic, now, now);
    let (appeal, unread, revision) = (Appeal::new(), false, 0);
    table
        .put(&AppealItem { id: id.clone(), user, topic, appeal, unread, created_at, updated_at, revision })
        .await
        .unwrap();
    (service, id)
}

async fn appeal(service: &Service, id: &AppealId) -> Appeal {
    let key = keys::appeal(&samples::user_id(1), id);
    service.app.table.get::<AppealItem>(key, true).await.unwrap().unwrap().appeal
}

#[tokio::test]
async fn the_answers_of_the_examples_are_sent_once_however_often_they_are_loaded() {
    let (service, id) = with_an_appeal().await;
    for _ in 0..2 {
        let sent = service.load_example("replies", "replies.csv").await;
        assert_eq!(sent.out, "Принято: 2, отклонено: 0. Принятое раньше не задвоилось.\n", "{sent:?} {id}");
    }
    let now = appeal(&service, &id).await;
    assert_eq!((now.state, now.answers), (State::Answered, 2));
}

#[tokio::test]
async fn an_answer_that_is_refused_is_named_and_the_others_are_sent() {
    let (service, id) = with_an_appeal().await;
    let gone = AppealId::new(&samples::account_id("30002"), OWN).unwrap();
    let text = format!(
        "appeal;reply_id;text;status\n{id};r-1;Завтра.;\n{gone};r-2;Завтра.;\n../close;r-3;Завтра.;\n\
         {id};r-4;;закрыто\n{id};r-1;Завтра.;\n{id};r-5;Мастер был.;закрыто\n{id};r-6;Ещё.;\n{id};r-7;Ещё.;потом\n"
    );
    let path = file("replies.csv", text.as_bytes());
    let outcome = service.load("replies", &path).await;
    assert_eq!((outcome.code, outcome.out.as_str()), (3, "Принято: 2, отклонено: 6. Принятое раньше не задвоилось.\n"));
    let (id, gone) = (id.to_string(), gone.to_string());
    let expected = [
        ["3", "appeal", &format!("{gone}:r-2"), "not_found"],
        ["4", "appeal", "../close:r-3", "id_malformed"],
        ["5", "text", &format!("{id}:r-4"), "required"],
        ["6", "", &format!("{id}:r-1"), "duplicate_row"],
        ["8", "", &format!("{id}:r-6"), "appeal_closed"],
        ["9", "status", &format!("{id}:r-7"), "unknown_value"],
    ];
    let mut found = errors(&path);
    found.sort();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn other_words_under_a_number_that_was_used_are_refused() {
    let (service, id) = with_an_appeal().await;
    let load = async |words: &str| {
        let path = file("replies.csv", format!("appeal;reply_id;text\n{id};r-1;{words}\n").as_bytes());
        (service.load("replies", &path).await.code, path)
    };
    assert_eq!(load("Завтра.").await.0, 0);
    let (code, path) = load("Послезавтра.").await;
    assert_eq!((code, errors(&path)[0][3].as_str()), (3, "reply_id_reused"));
}

#[tokio::test]
async fn what_the_service_does_not_check_without_writing_it_is_not_sent() {
    let (service, id) = with_an_appeal().await;
    let outcome = service.kabinet(&["load", "replies", "examples/replies.csv", "--dry-run"]).await;
    assert!(outcome.code == 1 && outcome.err.contains("--dry-run"), "{outcome:?}");
    assert_eq!(appeal(&service, &id).await.answers, 0);
}

#[tokio::test]
async fn a_key_that_is_refused_stops_the_whole_file() {
    let (service, _) = with_an_appeal().await;
    let stranger = Service { key: "kab_00000000_00000000".to_owned(), ..service };
    let refused = stranger.load_example("replies", "replies.csv").await;
    assert!(refused.code == 1 && refused.err.contains("key_invalid"), "{refused:?}");
}

#[tokio::test]
async fn the_changes_of_orders_are_made_once_however_often_they_are_loaded() {
    let service = with_examples().await;
    let now = service.app.clock.now();
    let id = OrderId::new(&samples::account_id("30001"), OWN).unwrap();
    let tap = json!({"code": "tap", "group": "Сантехника", "name": "Замена смесителя", "price": {"kind": "agreement"}});
    let item = OrderItem {
        id: id.clone(),
        number: samples::number("30001"),
        user: samples::user_id(1),
        service: serde_json::from_value(tap).unwrap(),
        wish_date: None,
        wish_slot: None,
        comment: None,
        contact: Some(contact()),
        created_at: now,
        progress: Progress::begun(now),
        revision: 0,
    };
    service.app.table.put(&item).await.unwrap();
    let tomorrow = now.to_zoned(jiff::tz::TimeZone::UTC).date().tomorrow().unwrap();
    let (day, shown) = (tomorrow.strftime("%d.%m.%Y"), id.as_str());
    let rows = format!(
        "Заявка;Номер изменения;Состояние;День визита;Время визита;Комментарий\n{shown};m-1;принята;;;\n\
         {shown};m-2;Назначен визит;{day};с 9 до 13;Придёт мастер\n{shown};m-3;выполнена;;;\n"
    );
    let path = file("order-statuses.csv", rows.as_bytes());
    for _ in 0..2 {
        let moved = service.load("order-statuses", &path).await;
        assert_eq!(moved.out, "Принято: 3, отклонено: 0. Принятое раньше не задвоилось.\n", "{moved:?}");
    }
    let item: OrderItem = service.app.table.get(keys::order(&id), true).await.unwrap().unwrap();
    assert_eq!(item.progress.status(), Status::Done);
    std::fs::write(&path, format!("order;move_id;status\n{shown};m-4;принята\n{shown};;done\n")).unwrap();
    assert_eq!(service.load("order-statuses", &path).await.code, 3);
    let found: Vec<String> = errors(&path).into_iter().map(|row| row[3].clone()).collect();
    assert_eq!(found, ["order_final", "move_id_malformed"]);
}
