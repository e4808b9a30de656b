use table::entities::message::Content;

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

#[tokio::test]
async fn an_erased_person_leaves_neither_contact_nor_words() {
    let app = open().await;
    let id = ordered(&app, "key-1").await;
    app.table.erase_rest(&ivanov()).await.unwrap();
    let key = table::keys::order(&domain::OrderId::parse(&id).unwrap());
    let item: table::entities::order::OrderItem = app.table.get(key, true).await.unwrap().unwrap();
    assert!(item.contact.is_none() && item.comment.is_none());
}
