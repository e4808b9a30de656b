use crate::flat::{get, ivanov, open, ordered, petrova};

#[tokio::test]
async fn orders_come_newest_first_page_by_page() {
    let app = open().await;
    let mut made = Vec::new();
    for number in 0..3 {
        made.push(ordered(&app, &format!("key-{number}")).await);
        app.clock.advance(1);
    }
    let first = get(&app, &ivanov(), "orders?limit=2").await;
    assert!(first.usage.round_trips == 1 && first.usage.read_units <= 2.0, "{:?}", first.usage);
    let cursor = first.json()["next_cursor"].as_str().unwrap().to_owned();
    let second = get(&app, &ivanov(), &format!("orders?limit=2&cursor={cursor}")).await.json();
    let page = first.json();
    let ids: Vec<String> = [&page, &second]
        .iter()
        .flat_map(|page| page["items"].as_array().unwrap().clone())
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect();
    made.reverse();
    assert_eq!(ids, made);
}

#[tokio::test]
async fn a_list_that_ends_with_its_page_does_not_go_on() {
    let app = open().await;
    for number in 0..3 {
        ordered(&app, &format!("key-{number}")).await;
        app.clock.advance(1);
    }
    for (limit, goes_on) in [(2, true), (3, false), (4, false)] {
        let page = get(&app, &ivanov(), &format!("orders?limit={limit}")).await.json();
        assert_eq!(page["next_cursor"].is_string(), goes_on, "{limit}");
    }
}

#[tokio::test]
async fn a_foreign_list_and_a_foreign_cursor_are_refused() {
    let app = open().await;
    assert_eq!(get(&app, &petrova(), "orders").await.problem(), (404, "not_found".to_owned()));
    assert_eq!(get(&app, &ivanov(), "orders?cursor=AAAA").await.problem(), (400, "cursor_invalid".to_owned()));
}
