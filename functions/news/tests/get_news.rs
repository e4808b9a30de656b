use domain::news::{News, NewsStatus};
use testkit::samples;

use crate::tenants::{Tenants, aged, id, item, of_house};

#[tokio::test]
async fn an_item_is_found_by_its_id() {
    let tenants = Tenants::with(&[item("a"), of_house("b", "mira-5")]).await;
    for code in ["a", "b"] {
        let answer = tenants.get(&format!("/{}", id(code))).await;
        assert_eq!((answer.status, &answer.json()["title"]), (200, &format!("Новость {code}").into()));
        assert_eq!(answer.header("cache-control"), "private, max-age=60");
        assert_eq!(answer.usage.round_trips, 1);
    }
}

#[tokio::test]
async fn what_is_not_shown_is_not_found() {
    let draft = News { status: NewsStatus::Draft, ..item("a") };
    let tenants = Tenants::with(&[draft, aged("b", -1), of_house("c", "mira-7")]).await;
    let known = ["a", "b", "c", "d"].map(|code| id(code).to_string());
    for path in known.iter().map(String::as_str).chain(["x", "..", "LISTED%231"]) {
        assert_eq!(tenants.get(&format!("/{path}")).await.problem(), (404, "not_found".to_owned()), "{path}");
    }
}

#[tokio::test]
async fn a_stranger_finds_nothing() {
    let tenants = Tenants::with(&[item("a")]).await;
    let answer = tenants.get_as(&samples::user_id(2), &format!("/{}", id("a"))).await;
    assert_eq!(answer.problem(), (404, "not_found".to_owned()));
}
