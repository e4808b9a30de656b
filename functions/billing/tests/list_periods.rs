use serde_json::{Value, json};
use table::entities::period::PeriodStatus;
use table::{Update, keys};
use testkit::samples;

use crate::{account, draft, get, home};

#[tokio::test]
async fn periods_are_listed_newest_first_with_the_totals_of_the_closed_ones() {
    let app = home().await;
    app.close_period("2026-08").await;
    app.statement(&account(), "2026-10").await;
    app.open_period("2026-10").await;
    let answer = get(&app, "periods").await;
    let expected = json!({
        "items": [
            {"period": "2026-10", "status": "open", "reopened": false, "closed_at": null, "total": null, "due_date": "2026-11-15"},
            {"period": "2026-09", "status": "closed", "reopened": false, "closed_at": "2026-10-20T12:00:00Z", "total": 94_005, "due_date": "2026-10-15"},
            {"period": "2026-08", "status": "closed", "reopened": false, "closed_at": "2026-10-20T12:00:00Z", "total": null, "due_date": "2026-09-15"}
        ],
        "next_cursor": null
    });
    assert_eq!((answer.status, answer.json()), (200, expected));
    assert_eq!(answer.usage.round_trips, 1);
}

#[tokio::test]
async fn an_open_month_that_was_closed_before_is_told_from_one_that_never_was() {
    let app = home().await;
    app.open_period("2026-10").await;
    let reopen = Update::at(keys::period(&samples::organization_id(1), samples::period("2026-09")));
    assert!(app.table.update(reopen.set("status", PeriodStatus::Open).exists()).await.unwrap());
    let items = get(&app, "periods").await.json()["items"].clone();
    let told = |index: usize| (items[index]["status"].clone(), items[index]["reopened"].clone());
    assert_eq!((told(0), told(1)), ((json!("open"), json!(false)), (json!("open"), json!(true))));
}

#[tokio::test]
async fn a_draft_of_the_next_closing_has_no_total() {
    let app = home().await;
    draft(&app, "2026-09").await;
    assert_eq!(get(&app, "periods").await.json()["items"][0]["total"], Value::Null);
}

#[tokio::test]
async fn a_page_is_a_year_and_a_walk_meets_each_period_once() {
    let app = home().await;
    let months: Vec<String> = (0..30).map(|month| samples::period("2024-04").plus(month).to_string()).collect();
    for month in &months {
        app.statement(&account(), month).await;
        app.close_period(month).await;
    }
    let (mut walked, mut lengths, mut query) = (Vec::new(), Vec::new(), "periods".to_owned());
    loop {
        let page = get(&app, &query).await.json();
        let items = page["items"].as_array().unwrap().clone();
        assert!(items.iter().all(|item| item["total"] == 94_005), "{items:?}");
        lengths.push(items.len());
        walked.extend(items.iter().map(|item| item["period"].as_str().unwrap().to_owned()));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        query = format!("periods?cursor={cursor}");
    }
    walked.reverse();
    assert_eq!((walked, lengths), (months, vec![12, 12, 6]));
}

#[tokio::test]
async fn the_caller_chooses_the_length_of_the_page() {
    let app = home().await;
    app.close_period("2026-08").await;
    let page = get(&app, "periods?limit=1").await.json();
    assert_eq!((page["items"].as_array().unwrap().len(), page["next_cursor"].is_string()), (1, true));
}

#[tokio::test]
async fn broken_parameters_are_refused() {
    let app = home().await;
    for (query, code) in [
        ("limit=0", "malformed_query"),
        ("limit=201", "malformed_query"),
        ("limit=1e3", "malformed_query"),
        ("from=2026-01", "malformed_query"),
        ("cursor=", "cursor_invalid"),
        ("cursor=2000-01", "cursor_invalid"),
        ("cursor=STATEMENT%232026", "cursor_invalid"),
    ] {
        let answer = get(&app, &format!("periods?{query}")).await;
        assert_eq!(answer.problem(), (400, code.to_owned()), "{query}");
    }
}

#[tokio::test]
async fn a_foreign_account_is_not_there() {
    let app = home().await;
    let path = format!("/api/accounts/{}/periods", account());
    let answer = app.get(&path).bearer(&app.token(&samples::user_id(2))).send().await;
    assert_eq!(answer.problem(), (404, "not_found".to_owned()));
    assert_eq!(app.get(&path).send().await.problem(), (401, "unauthorized".to_owned()));
    let unknown = format!("/api/accounts/{}/periods", samples::account_id("1"));
    assert_eq!(app.get(&unknown).bearer(&app.token(&samples::user_id(2))).send().await.body, answer.body);
}
