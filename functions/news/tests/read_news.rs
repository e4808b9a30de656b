use table::entities::erasure::Erasure;
use table::entities::news::NewsRead;
use table::keys;
use testkit::samples;

use crate::tenants::{Tenants, account, aged, id, item, ivanov, of_house};

#[tokio::test]
async fn what_was_read_is_known_as_read() {
    let tenants = Tenants::with(&[aged("a", 2), aged("b", 1)]).await;
    assert_eq!(tenants.read("a").await.status, 204);
    assert_eq!(tenants.read("a").await.status, 204, "once more does no harm");
    assert_eq!(tenants.list().await, [("b".to_owned(), false), ("a".to_owned(), true)]);
    let one = tenants.get(&format!("/{}", id("a"))).await;
    assert_eq!(one.json()["read"], true);
}

#[tokio::test]
async fn what_one_has_read_another_has_not() {
    let tenants = Tenants::with(&[item("a")]).await;
    tenants.app.attach(&samples::user_id(2), &account()).await;
    tenants.read("a").await;
    let other = tenants.get_as(&samples::user_id(2), "").await;
    assert_eq!(other.json()["items"][0]["read"], false);
}

#[tokio::test]
async fn a_corrected_item_stays_read() {
    let tenants = Tenants::with(&[item("a")]).await;
    tenants.read("a").await;
    let mut corrected = item("a");
    corrected.title = samples::text("Новость исправлена");
    tenants.put(1, corrected).await;
    assert_eq!(tenants.list().await, [("исправлена".to_owned(), true)]);
}

#[tokio::test]
async fn marks_stay_one_small_item() {
    let tenants = Tenants::with(&[aged("old", 60), aged("last", 1), item("new")]).await;
    for number in 0..NewsRead::MOST {
        let mark = NewsRead::remember(&ivanov(), &id(&format!("{number}")));
        assert!(tenants.app.table.update(mark).await.unwrap());
    }
    assert_eq!(tenants.read("last").await.status, 204);
    let marks: NewsRead = tenants.app.table.get(keys::news_read(&ivanov()), true).await.unwrap().unwrap();
    assert_eq!(marks.ids.len(), 1);
    let expected = [("new".to_owned(), false), ("last".to_owned(), true), ("old".to_owned(), true)];
    assert_eq!(tenants.list().await, expected, "whoever has read so much has seen what is older");
}

#[tokio::test]
async fn only_what_is_shown_to_a_person_can_be_read() {
    let tenants = Tenants::with(&[aged("a", -1), of_house("b", "mira-7")]).await;
    for code in ["a", "b", "c"] {
        assert_eq!(tenants.read(code).await.problem(), (404, "not_found".to_owned()), "{code}");
    }
    let path = format!("/api/accounts/{}/news/{}/read", account(), id("a"));
    let stranger = tenants.app.post(&path).bearer(&tenants.app.token(&samples::user_id(2))).send().await;
    assert_eq!(stranger.problem(), (404, "not_found".to_owned()));
    assert_eq!(tenants.app.post(&path).send().await.status, 401);
}

#[tokio::test]
async fn nothing_of_an_erased_person_comes_back() {
    let tenants = Tenants::with(&[item("a")]).await;
    let erasure = Erasure { user: ivanov(), at: tenants.app.clock.now() };
    tenants.app.table.put(&erasure).await.unwrap();
    assert_eq!(tenants.read("a").await.problem(), (404, "not_found".to_owned()));
    assert!(tenants.app.table.get::<NewsRead>(keys::news_read(&ivanov()), true).await.unwrap().is_none());
}
