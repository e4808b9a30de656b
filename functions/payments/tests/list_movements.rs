use domain::payment::{Report, Told};
use serde_json::{Value, json};
use table::entities::account::AccountItem;
use table::entities::statement::StatementItem;
use testkit::samples;

use crate::{account, get, home, put};

fn kopecks(row: &Value, field: &str) -> i64 {
    row[field].as_i64().unwrap()
}

#[tokio::test]
async fn each_closed_period_is_a_row_oldest_first() {
    let app = home().await;
    let answer = get(&app, "").await;
    let payments = json!([{"id": null, "date": "2026-09-10", "amount": 10_000, "channel": "bank"}]);
    let expected = json!({
        "items": [
            {
                "period": "2026-08", "opening": 10_000, "charged": 94_005, "recalculated": 0, "penalty": 0,
                "received": 10_000, "closing": 94_005, "payments": payments
            },
            {
                "period": "2026-09", "opening": -5_000, "charged": 93_000, "recalculated": -300, "penalty": 463,
                "received": 10_000, "closing": 78_163, "payments": payments
            }
        ],
        "next_cursor": null
    });
    assert_eq!((answer.status, answer.json()), (200, expected));
    assert_eq!(answer.usage.round_trips, 1);
    assert!(answer.usage.read_units <= 3.0, "{:?}", answer.usage);
}

/// Three years of the longest statements, read in one go.
#[tokio::test]
async fn three_years_cost_one_query_in_one_round_trip_and_ten_read_units() {
    let app = home().await;
    let first = samples::period("2023-10");
    for period in (0..36).map(|months| first.plus(months)) {
        let item = StatementItem::new(account(), period, 1, &samples::long_statement()).unwrap();
        app.table.put(&item).await.unwrap();
        app.close_period(&period.to_string()).await;
    }
    let answer = get(&app, "?from=2023-10&to=2026-09").await;
    assert_eq!((answer.status, answer.json()["items"].as_array().unwrap().len()), (200, 36));
    assert_eq!((answer.usage.queries, answer.usage.round_trips), (1, 1));
    assert!(answer.usage.read_units <= 10.0, "{:?}", answer.usage);
}

#[tokio::test]
async fn the_balance_of_every_row_holds() {
    let app = home().await;
    for row in get(&app, "").await.json()["items"].as_array().unwrap() {
        let moved = ["opening", "charged", "recalculated", "penalty"].iter().map(|field| kopecks(row, field));
        assert_eq!(moved.sum::<i64>() - kopecks(row, "received"), kopecks(row, "closing"), "{row}");
    }
}

#[tokio::test]
async fn open_periods_and_drafts_have_no_row() {
    let app = home().await;
    app.statement(&account(), "2026-10").await;
    app.open_period("2026-10").await;
    put(&app, "2026-09", 2).await;
    let periods: Vec<Value> =
        get(&app, "").await.json()["items"].as_array().unwrap().iter().map(|row| row["period"].clone()).collect();
    assert_eq!(periods, ["2026-08"]);
}

#[tokio::test]
async fn the_span_is_chosen_with_both_ends_included() {
    let app = home().await;
    for (query, rows) in [
        ("?from=2026-08&to=2026-08", 1),
        ("?from=2026-08&to=2026-09", 2),
        ("?from=2026-09", 1),
        ("?to=2026-08", 1),
        ("?to=2026-07", 0),
        ("?from=2027-01", 0),
        ("?from=2000-01&to=2000-01", 0),
        ("?from=2097-01&to=2099-12", 0),
        ("?to=2000-01", 0),
    ] {
        let answer = get(&app, query).await;
        assert_eq!((answer.status, answer.json()["items"].as_array().unwrap().len()), (200, rows), "{query}");
    }
}

#[tokio::test]
async fn who_does_not_choose_sees_the_past_year() {
    let app = home().await;
    for month in ["2025-09", "2025-10"] {
        app.statement(&account(), month).await;
        app.close_period(month).await;
    }
    let answer = get(&app, "").await;
    assert_eq!(answer.json()["items"][0]["period"], "2025-10");
}

#[tokio::test]
async fn impossible_spans_are_refused() {
    let app = home().await;
    for (query, field, code) in [
        ("?from=2026-09&to=2026-08", "from", "from_after_to"),
        ("?from=2023-09&to=2026-09", "from", "span_too_long"),
        ("?from=2026-13", "from", "period_malformed"),
        ("?to=9999-12", "to", "period_malformed"),
        ("?from=", "from", "period_malformed"),
        ("?to=%D9%A2026-01", "to", "period_malformed"),
    ] {
        let answer = get(&app, query).await;
        assert_eq!((answer.status, answer.fields()), (422, vec![(field.to_owned(), code.to_owned())]), "{query}");
    }
    for query in ["?since=2026-01", "?from=2026-01&from=2026-02"] {
        assert_eq!(get(&app, query).await.problem(), (400, "malformed_query".to_owned()), "{query}");
    }
}

#[tokio::test]
async fn a_foreign_account_has_no_movements_whatever_the_span() {
    let app = home().await;
    let stranger = app.token(&samples::user_id(2));
    for query in ["", "?from=2026-13", "?from=2026-09&to=2026-08"] {
        let path = format!("/api/accounts/{}/movements{query}", account());
        let answer = app.get(&path).bearer(&stranger).send().await;
        assert_eq!(answer.problem(), (404, "not_found".to_owned()), "{query}");
        assert_eq!(app.get(&path).send().await.problem(), (401, "unauthorized".to_owned()));
    }
}

#[tokio::test]
async fn money_that_no_statement_has_reported_is_a_row_of_the_open_month() {
    let app = home().await;
    let payment = app.online(&account(), 50_000).await;
    let rows = get(&app, "").await.json();
    let expected = json!({
        "period": "2026-10", "opening": 78_163, "charged": 0, "recalculated": 0, "penalty": 0, "received": 50_000,
        "closing": 28_163,
        "payments": [{"id": payment, "date": "2026-10-20", "amount": 50_000, "channel": "online"}]
    });
    assert_eq!((rows["items"].as_array().unwrap().len(), &rows["items"][2]), (3, &expected));
    for (query, rows) in [("?from=2026-08&to=2026-08", 1), ("?from=2026-09&to=2026-09", 1)] {
        assert_eq!(get(&app, query).await.json()["items"].as_array().unwrap().len(), rows, "{query}");
    }
}

/// November is closed while it is still October.
#[tokio::test]
async fn the_open_month_goes_on_from_one_that_was_closed_ahead() {
    let app = home().await;
    for month in ["2026-10", "2026-11"] {
        app.statement(&account(), month).await;
        app.close_period(month).await;
    }
    app.online(&account(), 50_000).await;
    for query in ["", "?from=2026-10", "?from=2026-10&to=2026-10"] {
        let rows = get(&app, query).await.json();
        let rows = rows["items"].as_array().unwrap();
        let [.., october, november, open] = &rows[..] else { panic!("{query}: {rows:?}") };
        let months = [october, november, open].map(|row| row["period"].clone());
        assert_eq!(months, ["2026-10", "2026-11", "2026-12"], "{query}");
        assert_eq!((&open["opening"], kopecks(open, "received")), (&november["closing"], 50_000), "{query}");
    }
    assert_eq!(get(&app, "?from=2026-08&to=2026-09").await.json()["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn before_the_first_closing_there_is_but_the_money_that_came() {
    let app = testkit::TestApp::start(payments::router).await;
    app.organization().await;
    app.account("100200300").await;
    app.attach(&crate::ivanov(), &account()).await;
    app.online(&account(), 50_000).await;
    let rows = get(&app, "").await.json();
    assert_eq!((&rows["items"][0]["period"], &rows["items"][0]["closing"]), (&json!("2026-10"), &json!(-50_000)));
}

#[tokio::test]
async fn a_span_that_begins_with_the_open_month_goes_on_from_the_month_before() {
    let app = home().await;
    app.online(&account(), 50_000).await;
    let answer = get(&app, "?from=2026-10&to=2026-10").await;
    let rows = answer.json();
    let row = &rows["items"][0];
    assert_eq!((&row["period"], &row["opening"], &row["closing"]), (&json!("2026-10"), &json!(78_163), &json!(28_163)));
    assert_eq!((rows["items"].as_array().unwrap().len(), answer.usage.round_trips), (1, 2));
}

#[tokio::test]
async fn an_account_without_a_statement_in_a_closed_month_shows_the_money_that_came() {
    let app = home().await;
    app.account("100200301").await;
    let other = samples::account_id("100200301");
    app.attach(&crate::ivanov(), &other).await;
    app.online(&other, 50_000).await;
    let path = format!("/api/accounts/{other}/movements");
    let rows = app.get(&path).bearer(&app.token(&crate::ivanov())).send().await.json();
    assert_eq!((&rows["items"][0]["period"], &rows["items"][0]["closing"]), (&json!("2026-10"), &json!(-50_000)));
}

#[tokio::test]
async fn of_a_payment_that_a_closed_month_told_with_another_sum_the_open_one_holds_the_difference() {
    let app = home().await;
    app.online(&account(), 50_000).await;
    let key = table::keys::account(&account());
    let mut item: AccountItem = app.table.get(key, true).await.unwrap().unwrap();
    let report = Report::new(samples::period("2026-09"), 1);
    item.online[0].told = vec![Told { report, amount: samples::kopecks(20_000) }];
    app.table.put(&item).await.unwrap();
    let rows = get(&app, "?from=2026-10&to=2026-10").await.json();
    let row = &rows["items"][0];
    assert_eq!((&row["received"], &row["closing"]), (&json!(30_000), &json!(48_163)));
    assert_eq!(row["payments"][0]["amount"], json!(30_000));
}
