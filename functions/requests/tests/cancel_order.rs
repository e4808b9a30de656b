use domain::OrderId;
use domain::order::{Outcome, Status, Step};
use table::entities::message::Content;
use table::entities::order::OrderItem;

use crate::flat::{account, get, ivanov, open, ordered, path, petrova};

async fn cancel(app: &testkit::TestApp, user: &domain::UserId, id: &str) -> testkit::Answer {
    app.post(&path(&format!("orders/{id}/cancel"))).bearer(&app.token(user)).send().await
}

#[tokio::test]
async fn an_order_is_taken_back_once() {
    let app = open().await;
    let id = ordered(&app, "key-1").await;
    let first = cancel(&app, &ivanov(), &id).await;
    let again = cancel(&app, &ivanov(), &id).await;
    assert_eq!((first.status, again.status, first.json()), (200, 200, again.json()));
    assert_eq!(first.json()["moves"].as_array().unwrap().len(), 2);
    assert_eq!(first.json()["can_cancel"], false);
    let mails = app.outbox().await;
    assert!(mails.len() == 1 && matches!(mails[0].content, Content::OrderMoved { number: 2, .. }), "{mails:?}");
}

#[tokio::test]
async fn who_lives_there_too_sees_the_order_but_not_what_is_the_other_persons() {
    let app = open().await;
    let id = ordered(&app, "key-1").await;
    assert_eq!(get(&app, &petrova(), &format!("orders/{id}")).await.problem(), (404, "not_found".to_owned()));
    app.attach(&petrova(), &account()).await;
    let shown = get(&app, &petrova(), &format!("orders/{id}")).await.json();
    assert!(shown["mine"] == false && shown["contact"].is_null() && shown["comment"].is_null(), "{shown}");
    assert_eq!(cancel(&app, &petrova(), &id).await.problem(), (403, "forbidden".to_owned()));
}

async fn read(app: &testkit::TestApp, order: &OrderId) -> OrderItem {
    app.table.get(table::keys::order(order), true).await.unwrap().unwrap()
}

/// The company takes the order on, and names the person.
async fn accept(app: &testkit::TestApp, order: &OrderId) {
    let (item, now) = (read(app, order).await, app.clock.now());
    let comment = Some("Иванов И. И., домофон 12".parse().unwrap());
    let step = Step { id: None, status: Status::Accepted, comment, visit: None, at: None };
    let Ok(Outcome::Moved(progress)) = item.progress.after(step, now, "key") else { panic!("a new order moves") };
    app.table.commit(app.table.order_moved_by_company(&item, progress, "m".into(), now)).await.unwrap();
}

#[tokio::test]
async fn an_erased_person_leaves_neither_contact_nor_words_of_anybody() {
    let app = open().await;
    let id = OrderId::parse(&ordered(&app, "key-1").await).unwrap();
    accept(&app, &id).await;
    app.table.erase_rest(&ivanov()).await.unwrap();
    let item = read(&app, &id).await;
    assert!(item.contact.is_none() && item.comment.is_none());
    let moves = item.progress.moves();
    assert!(moves.len() == 2 && moves.iter().all(|step| step.comment.is_none()), "{moves:?}");
}
