use domain::news::{News, NewsStatus};
use serde_json::json;
use table::keys;
use testkit::samples;

use crate::tenants::{NUMBER, Tenants, account, aged, id, item, ivanov, of_house, titles, unread};

#[tokio::test]
async fn an_item_is_shown_with_its_text() {
    let tenants = Tenants::with(&[item("a")]).await;
    let expected = json!({
        "items": [{
            "id": id("a").as_str(), "title": "Новость a", "html": "<p>Текст</p>",
            "published_at": "2026-10-20T12:00:00Z", "pinned": false, "read": false
        }],
        "next_cursor": null
    });
    let answer = tenants.get("").await;
    assert_eq!((answer.status, answer.json()), (200, expected));
}

#[tokio::test]
async fn pinned_items_come_first_and_then_the_newest() {
    let pinned = News { pinned: true, ..aged("c", 90) };
    let of_the_house = News { houses: of_house("d", "mira-5").houses, ..aged("d", 20) };
    let tenants = Tenants::with(&[aged("a", 30), aged("b", 10), pinned, of_the_house]).await;
    assert_eq!(tenants.list().await, unread(&["c", "b", "d", "a"]));
}

#[tokio::test]
async fn an_item_is_shown_from_its_time_until_its_time() {
    let mut news = aged("a", -1);
    news.expires_at = Some(news.published_at + jiff::SignedDuration::from_mins(1));
    let tenants = Tenants::with(&[news]).await;
    assert_eq!(tenants.list().await, []);
    tenants.app.clock.advance(60);
    assert_eq!(tenants.list().await, unread(&["a"]));
    tenants.app.clock.advance(59);
    assert_eq!(tenants.list().await, unread(&["a"]));
    tenants.app.clock.advance(1);
    assert_eq!(tenants.list().await, []);
}

#[tokio::test]
async fn neither_drafts_nor_what_was_withdrawn_is_shown_nor_what_others_are_told() {
    let draft = News { status: NewsStatus::Draft, ..item("a") };
    let withdrawn = News { status: NewsStatus::Withdrawn, ..item("b") };
    let tenants = Tenants::with(&[draft, withdrawn, of_house("c", "mira-7")]).await;
    tenants.put(2, item("d")).await;
    assert_eq!(tenants.list().await, []);
}

/// What is meant for more than forty houses stands in the list of all.
#[tokio::test]
async fn what_is_meant_for_many_houses_is_shown_in_them_alone_and_takes_no_place_elsewhere() {
    let of_many = |code: &str, minutes, first: &str| {
        let others = (0..40).map(|number| format!("other-{number}"));
        let houses = std::iter::once(first.to_owned()).chain(others).map(|house| house.parse().unwrap()).collect();
        News { houses, ..aged(code, minutes) }
    };
    let news = [of_many("a", 1, "mira-5"), of_many("b", 2, "mira-7"), aged("c", 3), of_many("d", 4, "mira-5")];
    let tenants = Tenants::with(&news).await;
    assert_eq!(tenants.list().await, unread(&["a", "c", "d"]));
    assert_eq!(titles(&tenants.get("?limit=2").await), unread(&["a", "c"]));
    assert_eq!(tenants.read("b").await.status, 404);
}

#[tokio::test]
async fn a_long_list_comes_page_by_page_each_item_once() {
    let mut news: Vec<News> = (0..7).map(|minute| aged(&format!("{minute}"), minute)).collect();
    for item in news.iter_mut().step_by(2) {
        item.houses = of_house("x", "mira-5").houses;
    }
    let tenants = Tenants::with(&news).await;
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let answer = tenants.get(&format!("?limit=2{cursor}")).await;
        seen.extend(titles(&answer));
        match answer.json()["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen, unread(&["0", "1", "2", "3", "4", "5", "6"]));
}

#[tokio::test]
async fn headlines_come_without_texts() {
    let tenants = Tenants::with(&[item("a")]).await;
    let headline = &tenants.get("?titles=true").await.json()["items"][0];
    assert_eq!((&headline["title"], &headline["html"]), (&json!("Новость a"), &json!("")));
    assert_eq!(tenants.get("?titles=false").await.json()["items"][0]["html"], "<p>Текст</p>");
}

#[tokio::test]
async fn a_page_has_fifty_items_at_most() {
    let news: Vec<News> = (0..60).map(|minute| aged(&format!("{minute}"), minute)).collect();
    let tenants = Tenants::with(&news).await;
    let page = tenants.get("?limit=200").await.json();
    assert_eq!(page["items"].as_array().unwrap().len(), 50);
    assert!(page["next_cursor"].is_string());
}

#[tokio::test]
async fn a_page_of_the_longest_texts_has_two_megabytes_at_most_and_the_rest_follows() {
    let tenants = Tenants::with(&[]).await;
    for minute in 0..40 {
        tenants.put_html(aged(&format!("{minute}"), minute), &"\"".repeat(60_000)).await;
    }
    let (mut seen, mut query) = (0, "?limit=50".to_owned());
    loop {
        let answer = tenants.get(&query).await;
        assert!(answer.body.len() <= 2_000_000, "{}", answer.body.len());
        seen += answer.json()["items"].as_array().unwrap().len();
        let Some(next) = answer.json()["next_cursor"].as_str().map(str::to_owned) else { break };
        query = format!("?limit=50&cursor={next}");
    }
    assert_eq!(seen, 40);
    assert!(tenants.get("?limit=50&titles=true").await.body.len() < 20_000);
}

#[tokio::test]
async fn a_cursor_of_something_else_is_refused() {
    let tenants = Tenants::with(&[]).await;
    for query in ["?cursor=QUNDT1VOVCM", "?cursor=%2a", "?limit=0", "?limit=201", "?more=1"] {
        assert_eq!(tenants.get(query).await.status, 400, "{query}");
    }
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let tenants = Tenants::with(&[item("a")]).await;
    let first = tenants.get("").await;
    assert_eq!(first.header("cache-control"), "private, max-age=60");
    let path = format!("/api/accounts/{}/news", account());
    let again = |tag: String| {
        let call = tenants.app.get(&path).bearer(&tenants.app.token(&ivanov()));
        async move { call.header("if-none-match", &tag).send().await }
    };
    let tag = first.header("etag").to_owned();
    for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}")] {
        let answer = again(known).await;
        assert_eq!((answer.status, answer.body.len(), answer.header("etag")), (304, 0, tag.as_str()));
    }
    assert_eq!(again("\"other\"".to_owned()).await.status, 200);
    tenants.read("a").await;
    assert_eq!(again(tag).await.status, 200, "what was read has changed");
}

#[tokio::test]
async fn two_sequential_round_trips_and_a_few_units_are_enough() {
    let news: Vec<News> = (0..50).map(|minute| aged(&format!("{minute}"), minute)).collect();
    let tenants = Tenants::with(&news).await;
    let usage = tenants.get("").await.usage;
    assert!(usage.round_trips == 2 && usage.read_units <= 6.0, "{usage:?}");
}

#[tokio::test]
async fn what_is_not_shown_yet_leaves_its_place_to_others() {
    let mut news: Vec<News> = (1..=20).map(|minute| aged(&format!("later-{minute}"), -minute)).collect();
    news.extend((0..3).map(|minute| aged(&format!("{minute}"), minute)));
    let over = News { expires_at: Some(item("x").published_at), ..aged("over", 1) };
    let tenants = Tenants::with(&[news, vec![over]].concat()).await;
    let first = tenants.get("?limit=2").await;
    assert_eq!(titles(&first), unread(&["0", "1"]));
    let cursor = first.json()["next_cursor"].as_str().unwrap().to_owned();
    let second = tenants.get(&format!("?limit=2&cursor={cursor}")).await;
    assert_eq!((titles(&second), second.json()["next_cursor"].clone()), (unread(&["2"]), json!(null)));
}

#[tokio::test]
async fn of_many_who_come_at_once_one_reads_the_lists_for_all() {
    let tenants = Tenants::with(&[item("a"), of_house("b", "mira-5")]).await;
    let answers = futures::future::join_all((0..100).map(|_| tenants.get(""))).await;
    let trips: u32 = answers.iter().map(|answer| answer.usage.round_trips).sum();
    assert!(answers.iter().all(|answer| answer.status == 200) && trips <= 101, "{trips}");
}

#[tokio::test]
async fn what_is_taken_back_is_gone_within_seconds() {
    let tenants = Tenants::with(&[item("a")]).await;
    assert_eq!(tenants.list().await, unread(&["a"]));
    tenants.take_back(item("a")).await;
    tenants.app.clock.advance(5);
    assert_eq!(tenants.list().await, []);
}

/// The thousand who come at once after a mailing read eight partitions, none of them much more than an eighth of them.
#[test]
fn residents_are_spread_over_the_copies() {
    let mut readers = [0; 8];
    for number in 0..1000 {
        let account = samples::account_id(&format!("{}", 100_200_000 + number * 10));
        readers[usize::from(keys::account_shard(&account))] += 1;
    }
    assert!(readers.iter().all(|count| (80..=170).contains(count)), "{readers:?}");
}

#[tokio::test]
async fn a_foreign_account_has_no_news() {
    let tenants = Tenants::with(&[item("a")]).await;
    let foreign = tenants.get_as(&samples::user_id(2), "?cursor=QUNDT1VOVCM").await;
    assert_eq!(foreign.problem(), (404, "not_found".to_owned()));
    let path = format!("/api/accounts/{}/news", samples::account_id(NUMBER));
    assert_eq!(tenants.app.get(&path).send().await.problem(), (401, "unauthorized".to_owned()));
}
