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

#[tokio::test]
async fn a_picture_is_fetched_by_a_link_of_the_site() {
    let tenants = Tenants::with(&[]).await;
    let picture = "a".repeat(26);
    let html =
        format!("<p>data-picture=\"x\" <img data-picture=\"{picture}\" alt=\"План\" width=\"640\" height=\"480\"></p>");
    tenants.put_html(item("a"), &html).await;
    let shown = tenants.get(&format!("/{}", id("a"))).await;
    let (text, tag) = (shown.json()["html"].as_str().unwrap().to_owned(), shown.header("etag").to_owned());
    let object = format!("/files/news/{}/{picture}?", samples::organization_id(1));
    assert!(text.contains(&object) && text.contains("&amp;X-Amz-Signature="), "{text}");
    assert!(text.starts_with("<p>data-picture=\"x\" <img src=\"http"), "{text}");
    assert!(text.ends_with(" alt=\"План\" width=\"640\" height=\"480\"></p>"), "{text}");
    tenants.app.clock.advance(60);
    assert_eq!(tenants.get(&format!("/{}", id("a"))).await.header("etag"), tag, "the same answer for minutes");
}
