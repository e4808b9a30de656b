use domain::organization::AttachMethod;
use serde_json::{Value, json};
use table::entities::organization::DirectoryEntry;
use testkit::{TestApp, samples};

use crate::town;

async fn company(app: &TestApp, seed: u8, name: &str) {
    let attach_methods = vec![AttachMethod::AccountNumber];
    let entry = DirectoryEntry { id: samples::organization_id(seed), name: name.to_owned(), attach_methods };
    app.table.put(&entry).await.unwrap();
}

async fn names(app: &TestApp, query: &str) -> Vec<String> {
    let answer = app.get(&format!("/api/organizations?{query}")).send().await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let items = answer.json()["items"].as_array().unwrap().clone();
    items.iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

/// «УК «Волга»», «ТСЖ «Зелёный Берег»», «УК «Заря»».
async fn city() -> TestApp {
    let app = town().await;
    company(&app, 2, "ТСЖ «Зелёный Берег»").await;
    company(&app, 3, "УК «Заря»").await;
    app
}

/// «зеленый» and «ук волга» as a browser sends them.
const GREEN: &str = "%D0%B7%D0%B5%D0%BB%D0%B5%D0%BD%D1%8B%D0%B9";
const VOLGA: &str = "%D0%B2%D0%BE%D0%BB%D0%B3%D0%B0%20%D0%A3%D0%9A";

#[tokio::test]
async fn companies_are_listed_by_name_for_anybody() {
    let app = city().await;
    assert_eq!(names(&app, "").await, ["ТСЖ «Зелёный Берег»", "УК «Волга»", "УК «Заря»"]);
    let answer = app.get("/api/organizations?limit=1").send().await;
    let expected =
        json!({"id": samples::organization_id(2), "name": "ТСЖ «Зелёный Берег»", "attach_methods": ["account_number"]});
    assert_eq!(answer.json()["items"], json!([expected]));
    assert_eq!(answer.header("cache-control"), "public, max-age=60");
}

#[tokio::test]
async fn a_company_is_found_by_words_of_its_name() {
    let app = city().await;
    assert_eq!(names(&app, &format!("q={GREEN}")).await, ["ТСЖ «Зелёный Берег»"]);
    assert_eq!(names(&app, &format!("q={VOLGA}")).await, ["УК «Волга»"]);
    assert_eq!(names(&app, "q=%27%29%3B--zz").await, [""; 0]);
}

#[tokio::test]
async fn a_walk_by_cursor_meets_each_company_once() {
    let app = city().await;
    let first = app.get("/api/organizations?limit=2").send().await.json();
    let cursor = first["next_cursor"].as_str().unwrap();
    assert_eq!(names(&app, &format!("limit=2&cursor={cursor}")).await, ["УК «Заря»"]);
    let last = app.get(&format!("/api/organizations?limit=2&cursor={cursor}")).send().await.json();
    assert_eq!(last["next_cursor"], Value::Null);
}

#[tokio::test]
async fn the_only_company_of_a_method_is_found_behind_any_number_of_others() {
    let app = town().await;
    for number in 1..=210 {
        company(&app, number, &format!("ТСЖ {number:03}")).await;
    }
    let last = DirectoryEntry {
        id: samples::organization_id(211),
        name: "ТСЖ 211".to_owned(),
        attach_methods: vec![AttachMethod::AccountNumber, AttachMethod::ServiceId],
    };
    app.table.put(&last).await.unwrap();
    assert_eq!(names(&app, "method=service_id&limit=1").await, ["ТСЖ 211"]);
    assert_eq!(names(&app, "method=unified_account").await, [""; 0]);
    let (mut met, mut path) = (0, "/api/organizations?method=account_number&limit=100".to_owned());
    loop {
        let page = app.get(&path).send().await.json();
        met += page["items"].as_array().unwrap().len();
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("/api/organizations?method=account_number&limit=100&cursor={cursor}");
    }
    assert_eq!(met, 211);
}

#[tokio::test]
async fn the_directory_is_read_once_a_minute() {
    let app = city().await;
    assert_eq!(app.get("/api/organizations").send().await.usage.round_trips, 1);
    assert_eq!(app.get("/api/organizations").send().await.usage.round_trips, 0);
    company(&app, 4, "А").await;
    assert_eq!(names(&app, "").await.len(), 3);
    app.clock.advance(60);
    assert_eq!(names(&app, "").await.len(), 4);
}

#[tokio::test]
async fn a_company_that_was_just_added_is_found_by_its_name() {
    let app = town().await;
    assert_eq!(names(&app, "").await.len(), 1);
    company(&app, 2, "ТСЖ «Зелёный Берег»").await;
    app.clock.advance(5);
    assert_eq!(names(&app, &format!("q={GREEN}")).await.len(), 1);
}

#[tokio::test]
async fn searches_for_nonsense_do_not_read_the_table_each_time() {
    let app = town().await;
    let mut round_trips = 0;
    for word in 0..20 {
        round_trips += app.get(&format!("/api/organizations?q=zz{word}")).send().await.usage.round_trips;
    }
    assert_eq!(round_trips, 1);
}

#[tokio::test]
async fn broken_parameters_are_refused() {
    let app = city().await;
    for (query, code) in [
        ("limit=0", "malformed_query"),
        ("limit=1000", "malformed_query"),
        ("sort=name", "malformed_query"),
        ("method=guess", "malformed_query"),
        ("method=", "malformed_query"),
        ("q=1&q=2", "malformed_query"),
        ("cursor=x", "cursor_invalid"),
    ] {
        let answer = app.get(&format!("/api/organizations?{query}")).send().await;
        assert_eq!(answer.problem(), (400, code.to_owned()), "{query}");
    }
}
