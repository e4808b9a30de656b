use testkit::samples;

use crate::ivanov;
use crate::shop::{open, ordered, path, told};

#[tokio::test]
async fn payments_are_listed_newest_first_page_by_page() {
    let app = open().await;
    let first = ordered(&app, "key-1").await;
    app.clock.advance(1);
    let second = ordered(&app, "key-2").await;
    told(&first).notify(&app).await;
    let token = app.token(&ivanov());
    let page = app.get(&format!("{}?limit=1", path())).bearer(&token).send().await.json();
    assert_eq!((&page["items"][0]["id"], &page["items"][0]["status"]), (&second.to_string().into(), &"created".into()));
    let next = format!("{}?limit=1&cursor={}", path(), page["next_cursor"].as_str().unwrap());
    let rest = app.get(&next).bearer(&token).send().await.json();
    assert_eq!((&rest["items"][0]["id"], &rest["items"][0]["status"]), (&first.to_string().into(), &"paid".into()));
}

#[tokio::test]
async fn a_foreign_account_has_no_payments_and_a_foreign_cursor_no_page() {
    let app = open().await;
    let stranger = app.token(&samples::user_id(2));
    assert_eq!(app.get(&format!("{}?cursor=x", path())).bearer(&stranger).send().await.status, 404);
    let answer = app.get(&format!("{}?cursor=x", path())).bearer(&app.token(&ivanov())).send().await;
    assert_eq!(answer.problem(), (400, "cursor_invalid".to_owned()));
}
