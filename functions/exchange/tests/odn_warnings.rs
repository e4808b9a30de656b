//! What a calculation of common needs is compared with: the house, the month before, and statements.

use serde_json::{Value, json};
use testkit::samples;

use crate::accounting::{ACCOUNTS, Accounting, ODN, STATEMENTS, account, rejected, row, statement, summary};
use crate::load_odn::{needs, strict, with_common};

#[tokio::test]
async fn an_area_that_does_not_fit_the_house_is_told_or_refused() {
    let accounting = Accounting::with_accounts().await;
    let mut large = needs("hot-water");
    large["area_total"] = json!("4000.1");
    let answer = accounting.put(ODN, std::slice::from_ref(&large)).await;
    assert_eq!(summary(&answer), (1, 0, 0, 0));
    assert_eq!(answer.json()["items"][0]["warnings"][0]["code"], "odn_area_differs");
    strict(&accounting).await;
    assert_eq!(row(&accounting.put(ODN, &[large]).await, 0), rejected("odn_area_differs", "area_total"));
}

#[tokio::test]
async fn a_statement_that_charges_another_share_is_told_or_refused() {
    let accounting = Accounting::with_accounts().await;
    accounting.put(ODN, &[needs("hot-water")]).await;
    // 100 × 50 ÷ 4000 = 1.25; (6.44 + 1.25) × 145.97 = 1122.51
    let right = accounting.put(STATEMENTS, &[with_common("1.25", 112_251)]).await;
    assert_eq!((summary(&right), right.json()["items"][0].get("warnings")), ((1, 0, 0, 0), None));
    let wrong = with_common("2", 123_199);
    let answer = accounting.put(STATEMENTS, std::slice::from_ref(&wrong)).await;
    assert_eq!(summary(&answer), (0, 1, 0, 0));
    let warning = &answer.json()["items"][0]["warnings"][0];
    assert_eq!(
        (warning["code"].as_str(), warning["field"].as_str()),
        (Some("odn_differs"), Some("lines[0].odn_volume"))
    );
    strict(&accounting).await;
    assert_eq!(row(&accounting.put(STATEMENTS, &[wrong]).await, 0), rejected("odn_differs", "lines[0].odn_volume"));
}

#[tokio::test]
async fn a_calculation_that_contradicts_loaded_statements_is_told_or_refused() {
    let accounting = Accounting::with_accounts().await;
    assert_eq!(summary(&accounting.put(STATEMENTS, &[with_common("2", 123_199)]).await), (1, 0, 0, 0));
    let answer = accounting.put(ODN, &[needs("hot-water")]).await;
    let warning = answer.json()["items"][0]["warnings"][0].clone();
    assert_eq!((summary(&answer), &warning["code"]), ((1, 0, 0, 0), &json!("odn_differs")));
    assert!(warning["message"].as_str().unwrap().contains("Лицевой счёт № 1: Объём ОДН 2, а по расчёту на дом 1.25"));
    strict(&accounting).await;
    assert_eq!(row(&accounting.put(ODN, &[needs("hot-water")]).await, 0), rejected("odn_differs", "house_volume"));
}

#[tokio::test]
async fn a_carried_volume_that_the_next_month_forgot_is_told() {
    let accounting = Accounting::with_accounts().await;
    let mut negative = needs("hot-water");
    negative["individual"] = json!("900");
    accounting.put("/api/exchange/v1/periods/2026-09/odn", &[negative]).await;
    let forgotten = accounting.put(ODN, &[needs("hot-water")]).await;
    assert_eq!(forgotten.json()["items"][0]["warnings"][0]["code"], "odn_carry_missing");
    let mut carried = needs("hot-water");
    carried["other"] = json!("50");
    assert_eq!(accounting.put(ODN, &[carried]).await.json()["items"][0].get("warnings"), None);
}

#[tokio::test]
async fn a_service_that_is_not_charged_though_something_falls_to_it_is_told_or_refused() {
    let accounting = Accounting::with_accounts().await;
    assert_eq!(summary(&accounting.put(ACCOUNTS, &[account("4"), account("5")]).await).0, 2);
    accounting.put(ODN, &[needs("heating")]).await;
    let unconcerned = accounting.put(STATEMENTS, &[statement("1")]).await;
    assert_eq!(unconcerned.json()["items"][0].get("warnings"), None, "it does not have the service");
    let answer = accounting.put(STATEMENTS, &[statement("4")]).await;
    let warning = &answer.json()["items"][0]["warnings"][0];
    assert_eq!((warning["code"].as_str(), warning["field"].as_str()), (Some("odn_missing"), Some("lines")));
    strict(&accounting).await;
    assert_eq!(row(&accounting.put(STATEMENTS, &[statement("5")]).await, 0), rejected("odn_missing", "lines"));
    let mut other = needs("heating");
    other["cap"] = json!("12");
    assert_eq!(row(&accounting.put(ODN, &[other]).await, 0), rejected("odn_missing", "house_volume"));
}

#[tokio::test]
async fn a_calculation_is_compared_with_every_account_of_a_tower_block() {
    let accounting = Accounting::with_accounts().await;
    let numbers: Vec<String> = (1000..1120).map(|number| number.to_string()).collect();
    let accounts: Vec<Value> = numbers.iter().map(|number| account(number)).collect();
    assert_eq!(summary(&accounting.put(ACCOUNTS, &accounts).await).0, 120);
    let last = numbers.iter().max_by_key(|number| samples::account_id(number)).unwrap();
    accounting.put(STATEMENTS, &[statement(last)]).await;
    let answer = accounting.put(ODN, &[needs("hot-water")]).await;
    let message = answer.json()["items"][0]["warnings"][0]["message"].to_string();
    assert!(message.contains(&format!("Лицевой счёт № {last}: Объём ОДН 0, а по расчёту на дом 1.3575")), "{message}");
}
