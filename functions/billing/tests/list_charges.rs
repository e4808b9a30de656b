use serde_json::json;
use table::entities::statement::StatementItem;
use testkit::samples;

use crate::{account, draft, get, home};

#[tokio::test]
async fn closed_months_are_summed_by_service_oldest_first() {
    let app = home().await;
    app.statement(&account(), "2026-07").await;
    app.close_period("2026-07").await;
    app.statement(&account(), "2026-10").await;
    app.open_period("2026-10").await;
    let answer = get(&app, "charges").await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let month = |period: &str| {
        json!({
            "period": period, "charged": 94_005, "recalculated": 0, "privileges": 0, "total": 94_005, "penalty": 0,
            "to_pay": 94_005,
            "services": [{"service": "hot-water", "name": "Горячее водоснабжение", "total": 94_005}]
        })
    };
    assert_eq!(answer.json(), json!({"items": [month("2026-07"), month("2026-09")], "next_cursor": null}));
}

#[tokio::test]
async fn lines_of_one_service_are_one_sum() {
    let app = home().await;
    let item = StatementItem::new(account(), samples::period("2026-09"), 1, &samples::long_statement()).unwrap();
    app.table.put(&item).await.unwrap();
    let month = get(&app, "charges?from=2026-09&to=2026-09").await.json()["items"][0].clone();
    assert_eq!(month["services"].as_array().unwrap().len(), 1);
    assert_eq!((&month["services"][0]["total"], &month["recalculated"]), (&month["total"], &json!(-4_638)));
}

#[tokio::test]
async fn a_draft_of_the_next_closing_is_not_summed() {
    let app = home().await;
    draft(&app, "2026-09").await;
    assert_eq!(get(&app, "charges").await.json()["items"], json!([]));
}

#[tokio::test]
async fn a_year_costs_one_round_trip_and_what_its_statements_weigh() {
    let app = home().await;
    for month in 0..12 {
        let period = samples::period("2025-10").plus(month);
        let item = StatementItem::new(account(), period, 1, &samples::long_statement()).unwrap();
        app.table.put(&item).await.unwrap();
        app.close_period(&period.to_string()).await;
    }
    let answer = get(&app, "charges?from=2025-10&to=2026-09").await;
    assert_eq!(answer.json()["items"].as_array().unwrap().len(), 12);
    assert_eq!(answer.usage.round_trips, 1);
    assert!(answer.usage.read_units <= 7.0, "{:?}", answer.usage);
}

#[tokio::test]
async fn impossible_spans_are_refused() {
    let app = home().await;
    for (query, code) in [
        ("from=2026-10&to=2026-09", "from_after_to"),
        ("from=2020-01&to=2026-09", "span_too_long"),
        ("from=2026-13", "period_malformed"),
        ("from=%D9%A2", "period_malformed"),
    ] {
        let answer = get(&app, &format!("charges?{query}")).await;
        assert_eq!((answer.status, answer.fields()[0].1.as_str()), (422, code), "{query}");
    }
    assert_eq!(get(&app, "charges?until=2026-09").await.problem(), (400, "malformed_query".to_owned()));
}

#[tokio::test]
async fn a_foreign_account_is_not_there_whatever_is_asked() {
    let app = home().await;
    let stranger = app.token(&samples::user_id(2));
    for query in ["", "?from=x", "?from=2026-10&to=2026-09"] {
        let path = format!("/api/accounts/{}/charges{query}", account());
        assert_eq!(app.get(&path).bearer(&stranger).send().await.problem(), (404, "not_found".to_owned()), "{query}");
        assert_eq!(app.get(&path).send().await.problem(), (401, "unauthorized".to_owned()));
    }
}
