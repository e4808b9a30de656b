use serde_json::json;
use table::entities::statement::StatementItem;
use testkit::samples;

use crate::{account_path, home, ivanov, town};

#[tokio::test]
async fn the_card_tells_the_account_its_company_and_the_balance() {
    let app = home().await;
    let answer = app.get(&account_path("100200300")).bearer(&app.token(&ivanov())).send().await;
    assert_eq!(answer.status, 200);
    let expected = json!({
        "id": samples::account_id("100200300"),
        "number": "100200300",
        "subscriber": "Иванов Иван Иванович",
        "address": "г. Саратов, ул. Мира, д. 5, кв. 12",
        "area": "50",
        "residents": 2,
        "unified_account": null,
        "service_id": null,
        "organization": {"id": samples::organization_id(1), "name": "УК «Волга»"},
        "balance": {"amount": 94_005, "kind": "debt", "as_of": "2026-09-30"},
        "latest_period": "2026-09",
        "services": [{
            "code": "hot-water", "name": "Горячее водоснабжение", "supplier": "МУП «Тепло»", "unit": "м³",
            "tariff": "145.97"
        }],
        "online_payment": false,
        "receipt_mailing": false, "readings_reminder": false,
        "label": null
    });
    assert_eq!(answer.json(), expected);
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn the_card_costs_one_round_trip_and_two_read_units() {
    let app = home().await;
    let (account, period) = (samples::account_id("100200300"), samples::period("2026-09"));
    let item = StatementItem::new(account, period, 1, &samples::long_statement());
    app.table.put(&item.unwrap()).await.unwrap();
    let answer = app.get(&account_path("100200300")).bearer(&app.token(&ivanov())).send().await;
    assert_eq!(answer.usage.round_trips, 1);
    assert!(answer.usage.read_units > 0.0 && answer.usage.read_units <= 2.0, "{:?}", answer.usage);
}

#[tokio::test]
async fn a_company_that_closes_late_costs_a_second_round_trip() {
    let app = home().await;
    // In December the guess is November, and September is still the latest.
    app.clock.advance(50 * 24 * 3600);
    let answer = app.get(&account_path("100200300")).bearer(&app.token(&ivanov())).send().await;
    assert_eq!(answer.json()["balance"]["as_of"], "2026-09-30");
    assert_eq!(answer.usage.round_trips, 2);
}

#[tokio::test]
async fn a_month_closed_without_the_account_leaves_its_balance() {
    let app = home().await;
    let before = app.get(&account_path("100200300")).bearer(&app.token(&ivanov())).send().await.json();
    app.clock.advance(31 * 24 * 3600);
    app.close_period("2026-10").await;
    let answer = app.get(&account_path("100200300")).bearer(&app.token(&ivanov())).send().await;
    assert_eq!(answer.json(), before);
    assert_eq!(answer.usage.round_trips, 2);
}

#[tokio::test]
async fn the_balance_is_of_the_newest_statement_that_is_published() {
    let app = home().await;
    let account = samples::account_id("100200300");
    // Of the five months that follow none counts: three open, a draft of the next closing, and one never loaded.
    for open in ["2026-10", "2026-11", "2026-12"] {
        app.statement(&account, open).await;
        app.open_period(open).await;
    }
    let draft = StatementItem::new(account.clone(), samples::period("2027-01"), 2, &samples::statement());
    app.table.put(&draft.unwrap()).await.unwrap();
    app.close_period("2027-01").await;
    app.statement(&account, "2027-02").await;
    app.close_period("2027-03").await;
    let card = app.get(&account_path("100200300")).bearer(&app.token(&ivanov())).send().await.json();
    assert_eq!(card["balance"], json!({"amount": 94_005, "kind": "debt", "as_of": "2026-09-30"}));
    assert_eq!(card["latest_period"], "2026-09");
}

#[tokio::test]
async fn an_account_that_has_been_absent_for_years_keeps_its_balance() {
    let app = home().await;
    for month in 1..=40 {
        app.close_period(&samples::period("2026-09").plus(month).to_string()).await;
    }
    let card = app.get(&account_path("100200300")).bearer(&app.token(&ivanov())).send().await.json();
    assert_eq!(card["balance"], json!({"amount": 94_005, "kind": "debt", "as_of": "2026-09-30"}));
}

#[tokio::test]
async fn an_account_without_statements_has_no_balance_in_a_company_with_closings() {
    let app = town().await;
    app.attach(&ivanov(), &samples::account_id("100200300")).await;
    // Nothing can be earlier than the first month of all.
    for period in ["2000-01", "2026-08"] {
        app.close_period(period).await;
        let card = app.get(&account_path("100200300")).bearer(&app.token(&ivanov())).send().await.json();
        assert_eq!(card["balance"], json!({"amount": 0, "kind": "zero", "as_of": null}));
    }
}

#[tokio::test]
async fn an_overpayment_is_told_without_a_sign() {
    let app = home().await;
    let mut statement = samples::statement();
    statement.closing = samples::kopecks(-500);
    let account = samples::account_id("100200300");
    let item = StatementItem::new(account, samples::period("2026-09"), 1, &statement);
    app.table.put(&item.unwrap()).await.unwrap();
    let answer = app.get(&account_path("100200300")).bearer(&app.token(&ivanov())).send().await;
    assert_eq!(answer.json()["balance"], json!({"amount": 500, "kind": "overpayment", "as_of": "2026-09-30"}));
}

#[tokio::test]
async fn before_a_first_close_the_balance_is_zero() {
    let app = town().await;
    let account = samples::account_id("100200300");
    app.attach(&ivanov(), &account).await;
    app.statement(&account, "2026-09").await;
    app.open_period("2026-09").await;
    let answer = app.get(&account_path("100200300")).bearer(&app.token(&ivanov())).send().await;
    assert_eq!(answer.json()["balance"], json!({"amount": 0, "kind": "zero", "as_of": null}));
    assert_eq!(answer.json()["latest_period"], json!(null));
}

#[tokio::test]
async fn a_draft_of_the_next_closing_is_not_shown() {
    let app = home().await;
    let account = samples::account_id("100200300");
    let statement = samples::statement();
    let draft = StatementItem::new(account, samples::period("2026-09"), 2, &statement);
    app.table.put(&draft.unwrap()).await.unwrap();
    let answer = app.get(&account_path("100200300")).bearer(&app.token(&ivanov())).send().await;
    assert_eq!(answer.json()["balance"]["kind"], "zero");
}

#[tokio::test]
async fn a_foreign_an_unknown_and_a_malformed_account_are_not_there() {
    let app = home().await;
    let stranger = app.token(&samples::user_id(2));
    let foreign = app.get(&account_path("100200300")).bearer(&stranger).send().await;
    assert_eq!(foreign.problem(), (404, "not_found".to_owned()));
    let unknown = app.get(&account_path("1")).bearer(&stranger).send().await;
    assert_eq!((unknown.status, &unknown.body), (404, &foreign.body));
    for id in ["x", "..%2f..", "ACCOUNT%231", "%00", "%D9%A1", &"0".repeat(10_000)] {
        let answer = app.get(&format!("/api/accounts/{id}")).bearer(&stranger).send().await;
        assert_eq!(answer.problem(), (404, "not_found".to_owned()), "{id:.40}");
    }
}

#[tokio::test]
async fn without_a_token_even_a_malformed_account_is_401() {
    let app = home().await;
    for path in [account_path("100200300"), "/api/accounts/x".to_owned()] {
        assert_eq!(app.get(&path).send().await.problem(), (401, "unauthorized".to_owned()));
        assert_eq!(app.get(&path).bearer("kab_x_y").send().await.status, 401);
    }
}

#[tokio::test]
async fn money_that_no_statement_has_reported_is_in_the_balance_at_no_further_cost() {
    let app = home().await;
    app.shop(false).await;
    app.online(&samples::account_id("100200300"), 100_000).await;
    let answer = app.get(&account_path("100200300")).bearer(&app.token(&ivanov())).send().await;
    let card = answer.json();
    assert_eq!(card["balance"], json!({"amount": 5_995, "kind": "overpayment", "as_of": "2026-09-30"}));
    assert_eq!(card["online_payment"], true);
    assert!(answer.usage.round_trips == 1 && answer.usage.read_units <= 2.0, "{:?}", answer.usage);
    let listed = app.get("/api/accounts").bearer(&app.token(&ivanov())).send().await.json();
    let own = listed["items"].as_array().unwrap().iter().find(|item| item["number"] == "100200300").unwrap();
    assert_eq!(own["balance"], card["balance"]);
}
