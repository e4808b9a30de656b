use serde_json::json;
use testkit::samples;

use crate::{home, ivanov};

#[tokio::test]
async fn attached_accounts_are_listed_with_their_balance() {
    let app = home().await;
    app.account("777").await;
    let answer = app.get("/api/accounts").bearer(&app.token(&ivanov())).send().await;
    let expected = json!({
        "items": [{
            "id": samples::account_id("100200300"),
            "number": "100200300",
            "organization": {"id": samples::organization_id(1), "name": "УК «Волга»"},
            "address": "г. Саратов, ул. Мира, д. 5, кв. 12",
            "balance": {"amount": 94_005, "kind": "debt", "as_of": "2026-09-30"},
            "label": null
        }],
        "next_cursor": null
    });
    assert_eq!((answer.status, answer.json()), (200, expected));
}

#[tokio::test]
async fn two_accounts_of_one_company_cost_two_round_trips() {
    let app = home().await;
    let second = app.account("777").await.id;
    app.statement(&second, "2026-09").await;
    app.attach(&ivanov(), &second).await;
    let answer = app.get("/api/accounts").bearer(&app.token(&ivanov())).send().await;
    let items = answer.json()["items"].as_array().unwrap().clone();
    assert_eq!(items.len(), 2);
    assert!(items.iter().all(|item| item["balance"]["kind"] == "debt" && item["organization"]["name"] == "УК «Волга»"));
    assert_eq!(answer.usage.round_trips, 2);
}

#[tokio::test]
async fn a_month_closed_without_an_account_leaves_its_balance_in_the_list() {
    let app = home().await;
    let second = app.account("777").await.id;
    app.statement(&second, "2026-10").await;
    app.attach(&ivanov(), &second).await;
    app.close_period("2026-10").await;
    let answer = app.get("/api/accounts").bearer(&app.token(&ivanov())).send().await.json();
    let mut days: Vec<_> = answer["items"].as_array().unwrap().iter().map(|item| &item["balance"]["as_of"]).collect();
    days.sort_unstable_by_key(|day| day.as_str());
    assert_eq!(days, ["2026-09-30", "2026-10-31"]);
}

#[tokio::test]
async fn a_newcomer_has_an_empty_list() {
    let app = home().await;
    let answer = app.get("/api/accounts").bearer(&app.token(&samples::user_id(2))).send().await;
    assert_eq!((answer.status, answer.json()), (200, json!({"items": [], "next_cursor": null})));
}

#[tokio::test]
async fn a_walk_by_cursor_meets_each_account_once() {
    let app = home().await;
    for number in ["1", "2"] {
        let account = app.account(number).await.id;
        app.attach(&ivanov(), &account).await;
    }
    let token = app.token(&ivanov());
    let mut numbers = Vec::new();
    let mut path = "/api/accounts?limit=1".to_owned();
    loop {
        let page = app.get(&path).bearer(&token).send().await.json();
        numbers.extend(page["items"].as_array().unwrap().iter().map(|item| item["number"].to_string()));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("/api/accounts?limit=1&cursor={cursor}");
    }
    numbers.sort_unstable();
    assert_eq!(numbers, ["\"1\"", "\"100200300\"", "\"2\""]);
}

#[tokio::test]
async fn foreign_cursors_and_broken_parameters_are_refused() {
    let app = home().await;
    let token = app.token(&ivanov());
    let cases = [
        ("cursor=abc", "cursor_invalid"),
        ("cursor=VVNFUg", "cursor_invalid"),
        ("limit=0", "malformed_query"),
        ("limit=201", "malformed_query"),
        ("limit=x", "malformed_query"),
        ("limit=1&limit=2", "malformed_query"),
        ("page=2", "malformed_query"),
    ];
    for (query, code) in cases {
        let answer = app.get(&format!("/api/accounts?{query}")).bearer(&token).send().await;
        assert_eq!(answer.problem(), (400, code.to_owned()), "{query}");
    }
    assert_eq!(app.get("/api/accounts?limit=0").send().await.status, 401);
}
