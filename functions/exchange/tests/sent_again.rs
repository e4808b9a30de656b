//! A published month that is opened and sent again whole, after its accounts and houses were corrected: what residents
//! have seen is neither refused nor told of.

use serde_json::{Value, json};
use table::{Update, keys};
use testkit::{Answer, samples};

use crate::accounting::{
    ACCOUNTS, Accounting, CLOSE, HOUSES, ODN, REOPEN, STATEMENTS, account, house, rejected, row, statement, summary,
};
use crate::load_odn::{needs, strict, with_common};

/// October as it is charged for 50 m², published by a company that wants refused what differs.
async fn published(services: &[&str], statements: &[Value]) -> Accounting {
    let accounting = Accounting::with_accounts().await;
    assert_eq!(summary(&accounting.put(ACCOUNTS, &[account("4")]).await).0, 1);
    strict(&accounting).await;
    let needs: Vec<Value> = services.iter().map(|service| needs(service)).collect();
    assert_eq!(summary(&accounting.put(ODN, &needs).await).3, 0);
    assert_eq!(summary(&accounting.put(STATEMENTS, statements).await).3, 0);
    assert_eq!(accounting.post(CLOSE).await.status, 200);
    assert_eq!(accounting.post(REOPEN).await.status, 200);
    accounting
}

/// Account `1` is another one by now.
async fn correct(accounting: &Accounting, attribute: &'static str, value: &str) {
    let key = keys::account(&samples::account_id("1"));
    assert!(accounting.app.table.update(Update::at(key).set(attribute, value).exists()).await.unwrap());
}

/// Account `1` with the services of these codes.
fn with_services(number: &str, codes: &[&str]) -> Value {
    let service = |code: &&str| json!({"code": code, "name": "Услуга", "supplier": "МУП «Тепло»", "unit": "м³", "tariff": "145.97"});
    let mut row = account(number);
    row["services"] = codes.iter().map(service).collect();
    row
}

/// Everything stayed, and nothing is said.
fn assert_unchanged(answer: &Answer, what: &str) {
    let items = answer.json()["items"].clone();
    for item in items.as_array().unwrap() {
        assert_eq!((&item["status"], item.get("warnings")), (&json!("unchanged"), None), "{what}: {item}");
    }
}

fn with_penalty(mut row: Value, kopecks: i64) -> Value {
    let closing = row["closing"].as_i64().unwrap() + kopecks;
    (row["penalty"], row["closing"], row["to_pay"]) = (json!(kopecks), json!(closing), json!(closing));
    row
}

#[tokio::test]
async fn an_area_that_was_corrected_since_says_nothing_against_what_was_charged() {
    let charged = with_common("1.25", 112_251);
    let accounting = published(&["hot-water"], std::slice::from_ref(&charged)).await;
    correct(&accounting, "area", "60").await;
    assert_unchanged(&accounting.put(STATEMENTS, std::slice::from_ref(&charged)).await, "statement");
    assert_unchanged(&accounting.put(ODN, &[needs("hot-water")]).await, "common needs");
    let mut other = needs("hot-water");
    other["other"] = json!("5");
    assert_eq!(row(&accounting.put(ODN, &[other]).await, 0), rejected("odn_differs", "house_volume"));
    // Charges that are others are made out to the account as it is: 100 × 60 ÷ 4000 = 1.5.
    let corrected = with_penalty(charged.clone(), 5);
    let refused = accounting.put(STATEMENTS, &[corrected]).await;
    assert_eq!(row(&refused, 0), rejected("odn_differs", "lines[0].odn_volume"));
    assert_eq!(summary(&accounting.put(STATEMENTS, &[with_common("1.5", 115_900)]).await), (0, 1, 0, 0));
    let back = accounting.put(STATEMENTS, std::slice::from_ref(&charged)).await;
    assert_eq!(summary(&back), (0, 1, 0, 0), "what everybody has seen comes back: {}", back.text());
    assert_unchanged(&accounting.put(STATEMENTS, &[charged]).await, "what came back");
}

#[tokio::test]
async fn another_house_is_compared_with_nothing_that_was_charged_in_the_former_one() {
    let charged = with_common("1.25", 112_251);
    let accounting = published(&["hot-water"], std::slice::from_ref(&charged)).await;
    let mut elsewhere = needs("hot-water");
    (elsewhere["house"], elsewhere["other"]) = (json!("7"), json!("5"));
    let mut moved = with_services("1", &["hot-water"]);
    moved["house"] = json!("7");
    assert_eq!(summary(&accounting.put(HOUSES, &[house("7")]).await).0, 1);
    assert_eq!(summary(&accounting.put(ACCOUNTS, &[moved]).await).1, 1);
    assert_eq!(summary(&accounting.put(ODN, &[elsewhere]).await), (1, 0, 0, 0), "it was charged in another house");
    assert_unchanged(&accounting.put(STATEMENTS, &[charged]).await, "statement");
}

#[tokio::test]
async fn an_area_of_the_house_that_was_corrected_since_says_nothing_against_what_was_reckoned() {
    let accounting = published(&["hot-water", "heating"], &[with_common("1.25", 112_251)]).await;
    let mut smaller = house("mira-5");
    smaller["total_area"] = json!("3900");
    assert_eq!(summary(&accounting.put(HOUSES, &[smaller]).await).1, 1);
    assert_unchanged(&accounting.put(ODN, &[needs("hot-water")]).await, "common needs");
    let mut other = needs("heating");
    (other["other"], other["area_total"]) = (json!("5"), json!("3900"));
    assert_eq!(summary(&accounting.put(ODN, &[other]).await), (0, 1, 0, 0));
    assert_unchanged(&accounting.put(ODN, &[needs("hot-water")]).await, "beside another that was corrected");
}

#[tokio::test]
async fn a_service_that_was_dropped_since_may_be_charged_where_it_was() {
    let charged = with_common("1.25", 112_251);
    let accounting = published(&["hot-water"], std::slice::from_ref(&charged)).await;
    let dropped: Vec<Value> = ["1", "2", "3", "4"].map(|number| with_services(number, &["gas"])).into();
    assert_eq!(summary(&accounting.put(ACCOUNTS, &dropped).await).1, 4);
    // What is made out anew is so by the area of before.
    correct(&accounting, "area", "50").await;
    assert_unchanged(&accounting.put(STATEMENTS, std::slice::from_ref(&charged)).await, "statement");
    assert_unchanged(&accounting.put(ODN, &[needs("hot-water")]).await, "common needs");
    for kopecks in [5, 6] {
        let corrected = accounting.put(STATEMENTS, &[with_penalty(charged.clone(), kopecks)]).await;
        assert_eq!(summary(&corrected), (0, 1, 0, 0), "{}", corrected.text());
    }
    let mut never = with_penalty(charged.clone(), 7);
    never["lines"][0]["service"] = json!("heating");
    assert_eq!(row(&accounting.put(STATEMENTS, &[never]).await, 0), rejected("service_unknown", "lines[0].service"));
    let first = accounting.put(STATEMENTS, &[statement("2")]).await;
    assert_eq!(row(&first, 0), rejected("service_unknown", "lines[0].service"), "it was never charged");
}

#[tokio::test]
async fn a_service_that_came_later_is_not_missing_in_what_was_charged_before() {
    let charged = statement("1");
    let accounting = published(&["heating"], std::slice::from_ref(&charged)).await;
    let grown = with_services("1", &["hot-water", "heating"]);
    assert_eq!(summary(&accounting.put(ACCOUNTS, &[grown]).await).1, 1);
    assert_unchanged(&accounting.put(STATEMENTS, std::slice::from_ref(&charged)).await, "statement");
    assert_unchanged(&accounting.put(ODN, &[needs("heating")]).await, "common needs");
    let mut other = needs("heating");
    other["other"] = json!("5");
    assert_eq!(summary(&accounting.put(ODN, &[other]).await), (0, 1, 0, 0), "its first charges were compared before");
}
