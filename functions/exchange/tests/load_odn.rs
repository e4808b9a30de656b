use serde_json::{Value, json};
use table::entities::common_needs::HouseCommonNeeds;
use table::entities::period::{PeriodItem, PeriodStatus};
use table::keys;
use testkit::{TestApp, samples};

use crate::accounting::{ACCOUNTS, Accounting, CLOSE, ODN, REOPEN, account, rejected, row, statement, summary};

/// The house of the vectors, as «Мира, 5».
pub fn needs(service: &str) -> Value {
    json!({
        "house": "mira-5", "service": service, "house_volume": "1000", "individual": "750", "by_norm": "100",
        "non_residential": "50", "area_total": "4000", "tariff": "145,97"
    })
}

async fn stored(app: &TestApp) -> Option<HouseCommonNeeds> {
    let house = samples::house().code;
    app.table
        .get(keys::common_needs(&samples::organization_id(1), &house, samples::period("2026-10")), true)
        .await
        .unwrap()
}

/// The company wants what differs from the calculation refused.
pub async fn strict(accounting: &Accounting) {
    let mut details = samples::organization_json();
    details["policies"]["odn_check"] = json!("reject");
    let put = accounting.app.put(crate::accounting::ORGANIZATION).bearer(&accounting.key).json(&details);
    assert_eq!(put.send().await.status, 200);
}

/// A statement of account `1` (50 m²) that charges this common volume of hot water.
pub fn with_common(volume: &str, base: i64) -> Value {
    let mut row = statement("1");
    row["lines"][0]["odn_volume"] = json!(volume);
    row["lines"][0]["base"] = json!(base);
    row["lines"][0]["total"] = json!(base);
    row["closing"] = json!(base);
    row["to_pay"] = json!(base);
    row
}

#[tokio::test]
async fn the_first_load_opens_the_period_and_keeps_the_calculations_of_a_house_together() {
    let accounting = Accounting::with_accounts().await;
    let answer = accounting.put(ODN, &[needs("hot-water")]).await;
    assert_eq!(summary(&answer), (1, 0, 0, 0));
    assert_eq!(answer.json()["items"][0]["key"], "mira-5:hot-water");
    let key = keys::period(&samples::organization_id(1), samples::period("2026-10"));
    let period: PeriodItem = accounting.app.table.get(key, true).await.unwrap().unwrap();
    assert_eq!((period.status, period.common_needs, period.statements), (PeriodStatus::Open, Some(1), 0));
    let calculations = stored(&accounting.app).await.unwrap().calculations().unwrap();
    assert_eq!((calculations.len(), calculations[0].volume()), (1, 100.into()));
}

#[tokio::test]
async fn the_period_tells_for_which_closing_common_needs_were_loaded_last() {
    let accounting = Accounting::with_statements().await;
    let has_later_than = async |version| {
        let key = keys::period(&samples::organization_id(1), samples::period("2026-10"));
        let period: PeriodItem = accounting.app.table.get(key, true).await.unwrap().unwrap();
        period.has_common_needs_after(version)
    };
    assert!(!has_later_than(0).await);
    accounting.put(ODN, &[needs("hot-water")]).await;
    assert!(has_later_than(0).await && !has_later_than(1).await);
    accounting.post(CLOSE).await;
    accounting.post(REOPEN).await;
    accounting.put(ODN, &[needs("hot-water")]).await;
    assert!(!has_later_than(1).await, "nothing was changed");
    let mut changed = needs("hot-water");
    changed["other"] = json!("5");
    accounting.put(ODN, &[changed]).await;
    accounting.post(CLOSE).await;
    assert!(has_later_than(1).await && !has_later_than(2).await);
}

#[tokio::test]
async fn a_repeated_load_changes_nothing_and_a_changed_row_replaces_the_old_one() {
    let accounting = Accounting::with_accounts().await;
    assert_eq!(summary(&accounting.put(ODN, &[needs("hot-water")]).await), (1, 0, 0, 0));
    assert_eq!(summary(&accounting.put(ODN, &[needs("hot-water")]).await), (0, 0, 1, 0));
    let mut changed = needs("hot-water");
    changed["cap"] = json!("12");
    assert_eq!(summary(&accounting.put(ODN, &[changed]).await), (0, 1, 0, 0));
    assert_eq!(stored(&accounting.app).await.unwrap().calculations().unwrap()[0].applied_volume(), 12.into());
}

#[tokio::test]
async fn a_dry_run_writes_nothing() {
    let accounting = Accounting::with_accounts().await;
    let path = format!("{ODN}?dry_run=true");
    for _ in 0..2 {
        assert_eq!(summary(&accounting.put(&path, &[needs("hot-water")]).await), (1, 0, 0, 0));
    }
    assert_eq!(stored(&accounting.app).await, None);
}

#[tokio::test]
async fn broken_rows_are_rejected_alone() {
    let accounting = Accounting::with_accounts().await;
    let with = |field: &str, value: Value| {
        let mut row = needs(&format!("service {field}"));
        row[field] = value;
        row
    };
    let rows = [
        with("house", json!("nowhere-1")),
        needs("gas"),
        with("individual", json!("-1")),
        with("area_total", json!("0")),
        with("tariff", json!(40)),
        with("house_volume", json!("1e309")),
        with("cap", json!("NaN")),
        with("by_norm", json!("١٢")),
        with("more", json!(1)),
        json!(null),
        needs("hot-water"),
        needs("hot-water"),
    ];
    let answer = accounting.put(ODN, &rows).await;
    assert_eq!(summary(&answer), (1, 0, 0, 11));
    assert_eq!(row(&answer, 0), rejected("house_unknown", "house"));
    assert_eq!(row(&answer, 1), rejected("service_unknown", "service"));
    assert_eq!(row(&answer, 2), rejected("negative", "individual"));
    assert_eq!(row(&answer, 3), rejected("area_missing", "area_total"));
    assert_eq!(row(&answer, 4), rejected("wrong_type", "tariff"));
    assert_eq!(row(&answer, 5), rejected("not_a_number", "house_volume"));
    assert_eq!(row(&answer, 6), rejected("not_a_number", "cap"));
    assert_eq!(row(&answer, 7), rejected("not_a_number", "by_norm"));
    assert_eq!(row(&answer, 8), rejected("unknown_field", "more"));
    assert_eq!(row(&answer, 11), rejected("duplicate_row", "house.service"));
}

#[tokio::test]
async fn a_house_without_a_meter_needs_its_norm() {
    let accounting = Accounting::with_accounts().await;
    let mut norm = needs("hot-water");
    norm["house_volume"] = json!(null);
    assert_eq!(row(&accounting.put(ODN, std::slice::from_ref(&norm)).await, 0), rejected("required", "cap"));
    norm["cap"] = json!("12");
    assert_eq!(summary(&accounting.put(ODN, &[norm]).await), (1, 0, 0, 0));
}

#[tokio::test]
async fn a_house_of_another_company_is_unknown() {
    let accounting = Accounting::with_accounts().await;
    let stranger = accounting.app.exchange_key(2).await;
    let body = json!({"items": [needs("hot-water")]});
    let answer = accounting.app.put(ODN).bearer(&stranger).json(&body).send().await;
    assert_eq!(row(&answer, 0), rejected("house_unknown", "house"));
}

#[tokio::test]
async fn a_closed_period_takes_none_until_it_is_reopened() {
    let accounting = Accounting::with_statements().await;
    assert_eq!(summary(&accounting.put(ODN, &[needs("hot-water")]).await), (1, 0, 0, 0));
    accounting.post(CLOSE).await;
    assert_eq!(accounting.put(ODN, &[needs("hot-water")]).await.problem(), (409, "period_closed".to_owned()));
    accounting.post(REOPEN).await;
    assert_eq!(summary(&accounting.put(ODN, &[needs("hot-water")]).await), (0, 0, 1, 0));
    assert_eq!(stored(&accounting.app).await.unwrap().version, 1);
    let mut changed = needs("hot-water");
    changed["other"] = json!("5");
    assert_eq!(summary(&accounting.put(ODN, &[changed]).await), (0, 1, 0, 0));
    let hot_water = samples::text("hot-water");
    assert_eq!(stored(&accounting.app).await.unwrap().shown_since(&hot_water), 2);
    assert_eq!(summary(&accounting.put(ODN, &[needs("hot-water")]).await), (0, 1, 0, 0));
    let back = stored(&accounting.app).await.unwrap();
    assert_eq!((back.version, back.shown_since(&hot_water)), (2, 1), "what came back before the closing is no change");
}

#[tokio::test]
async fn a_corrected_calculation_is_one_of_its_service_alone() {
    let accounting = Accounting::with_statements().await;
    assert_eq!(summary(&accounting.put(ACCOUNTS, &[account("4")]).await).0, 1);
    accounting.put(ODN, &[needs("hot-water"), needs("heating")]).await;
    let heating = async |other: &str| {
        let mut row = needs("heating");
        row["other"] = json!(other);
        assert_eq!(summary(&accounting.put(ODN, &[row]).await).1, 1);
        let stored = stored(&accounting.app).await.unwrap();
        ["hot-water", "heating"].map(|service| stored.shown_since(&samples::text(service)))
    };
    for path in [CLOSE, REOPEN] {
        accounting.post(path).await;
    }
    assert_eq!((heating("5").await, heating("6").await, heating("0").await), ([1, 2], [1, 2], [1, 1]));
    assert_eq!(heating("5").await, [1, 2]);
    for path in [CLOSE, REOPEN] {
        accounting.post(path).await;
    }
    assert_eq!((heating("0").await, heating("5").await), ([1, 3], [1, 2]), "the second closing showed 5");
}

#[tokio::test]
async fn a_month_far_ahead_is_out_of_range() {
    let accounting = Accounting::with_accounts().await;
    let answer = accounting.put("/api/exchange/v1/periods/2027-01/odn", &[needs("hot-water")]).await;
    assert_eq!(row(&answer, 0), rejected("period_out_of_range", "period"));
}

#[tokio::test]
async fn a_negative_volume_by_residents_counts_the_people_of_the_house() {
    let accounting = Accounting::with_accounts().await;
    let mut details = samples::organization_json();
    details["policies"]["negative_odn"] = json!("per_resident");
    accounting.app.put(crate::accounting::ORGANIZATION).bearer(&accounting.key).json(&details).send().await;
    accounting.put(ACCOUNTS, &[account("4")]).await;
    accounting.put(ODN, &[needs("hot-water")]).await;
    let calculations = stored(&accounting.app).await.unwrap().calculations().unwrap();
    assert_eq!(calculations[0].terms.residents, Some(3 * 2 + 3));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_load_sent_twice_at_once_counts_each_house_once() {
    let accounting = Accounting::with_accounts().await;
    let rows = [needs("hot-water")];
    let (one, other) = tokio::join!(accounting.put(ODN, &rows), accounting.put(ODN, &rows));
    let (one, other) = (summary(&one), summary(&other));
    assert_eq!((one.0 + other.0, one.2 + other.2), (1, 1));
    let key = keys::period(&samples::organization_id(1), samples::period("2026-10"));
    let period: PeriodItem = accounting.app.table.get(key, true).await.unwrap().unwrap();
    assert_eq!(period.common_needs, Some(1));
}

#[tokio::test]
async fn a_thousand_rows_of_many_houses_are_answered_in_their_order() {
    let accounting = Accounting::with_accounts().await;
    let houses: Vec<Value> = (0..250).map(|number| crate::accounting::house(&number.to_string())).collect();
    accounting.put(crate::accounting::HOUSES, &houses).await;
    let rows: Vec<Value> = (0..1000)
        .map(|number| {
            let mut row = needs(&format!("service-{}", number / 250));
            row["house"] = json!((number % 250).to_string());
            row
        })
        .collect();
    let answer = accounting.put(ODN, &rows).await;
    assert_eq!(summary(&answer), (1000, 0, 0, 0));
    assert_eq!(answer.json()["items"][777]["key"], "27:service-3");
}

/// What the company does with volumes below zero and above the norm.
async fn rules(accounting: &Accounting, negative: &str, above_cap: bool) {
    let mut details = samples::organization_json();
    (details["policies"]["negative_odn"], details["policies"]["odn_above_cap"]) = (json!(negative), json!(above_cap));
    let put = accounting.app.put(crate::accounting::ORGANIZATION).bearer(&accounting.key).json(&details);
    assert_eq!(put.send().await.status, 200);
}

#[tokio::test]
async fn rules_and_people_that_decide_nothing_about_a_volume_are_no_correction_of_it() {
    let accounting = Accounting::with_statements().await;
    rules(&accounting, "per_resident", false).await;
    accounting.put(ODN, &[needs("hot-water")]).await;
    accounting.post(CLOSE).await;
    accounting.post(REOPEN).await;
    let mut grown = account("1");
    grown["residents"] = json!(5);
    assert_eq!(summary(&accounting.put(ACCOUNTS, &[grown]).await).1, 1);
    let mut written_otherwise = needs("hot-water");
    written_otherwise["house_volume"] = json!("1000.00");
    for (negative, above_cap) in [("per_resident", false), ("per_resident", true), ("carry", false)] {
        rules(&accounting, negative, above_cap).await;
        let answer = accounting.put(ODN, std::slice::from_ref(&written_otherwise)).await;
        assert_eq!(summary(&answer), (0, 0, 1, 0), "{negative} {above_cap}");
    }
    assert_eq!(stored(&accounting.app).await.unwrap().version, 1);
}

#[tokio::test]
async fn people_and_rules_that_decide_about_a_volume_are_a_correction_of_it() {
    let accounting = Accounting::with_statements().await;
    rules(&accounting, "per_resident", false).await;
    let with = |field: &str, value: &str| {
        let mut row = needs("hot-water");
        row[field] = json!(value);
        [row]
    };
    accounting.put(ODN, &with("individual", "900")).await;
    let mut grown = account("1");
    grown["residents"] = json!(5);
    accounting.put(ACCOUNTS, &[grown]).await;
    assert_eq!(summary(&accounting.put(ODN, &with("individual", "900")).await), (0, 1, 0, 0));
    accounting.put(ODN, &with("cap", "12")).await;
    rules(&accounting, "carry", true).await;
    assert_eq!(summary(&accounting.put(ODN, &with("cap", "12")).await), (0, 1, 0, 0));
}
