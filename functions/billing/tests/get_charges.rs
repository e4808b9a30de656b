use serde_json::json;
use table::Update;
use table::entities::common_needs::HouseCommonNeeds;
use table::entities::statement::StatementItem;
use testkit::samples;

use crate::{account, draft, get, home, ivanov};

#[tokio::test]
async fn a_closed_period_shows_its_statement_and_the_sums() {
    let app = home().await;
    let answer = get(&app, "charges/2026-09").await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let mut expected = samples::statement_json();
    let more = json!({
        "account": "100200300", "period": "2026-09", "status": "closed", "version": 1, "closed_at": "2026-10-20T12:00:00Z",
        "corrected": false, "due_date": "2026-10-15", "charged": 94_005, "recalculated": 0, "privileges": 0, "paid": 10_000,
        "by_instalments": false
    });
    expected.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    expected["payments"][0]["id"] = json!(null);
    assert_eq!(answer.json(), expected);
}

#[tokio::test]
async fn a_coefficient_and_instalments_are_told_where_there_are_any() {
    let app = home().await;
    let mut statement = samples::statement();
    let excess = domain::Money::from_kopecks(4_000);
    statement.lines[0].multiplier =
        Some(domain::statement::Multiplier { coefficient: domain::Decimal::new(15, 1), excess });
    statement.extras.instalments = vec![domain::statement::Instalment {
        name: statement.lines[0].name.clone(),
        current: excess,
        earlier: domain::Money::ZERO,
        rate: domain::Decimal::from(5),
        interest: domain::Money::ZERO,
        to_pay: excess,
    }];
    let item = StatementItem::new(account(), samples::period("2026-09"), 1, &statement).unwrap();
    app.table.put(&item).await.unwrap();
    let shown = get(&app, "charges/2026-09").await.json();
    assert_eq!(shown["lines"][0]["multiplier"], json!({"coefficient": "1.5", "excess": 4_000}));
    assert_eq!(shown["by_instalments"], true);
}

#[tokio::test]
async fn a_correction_is_of_the_account_and_not_of_the_period() {
    let app = home().await;
    let key = table::keys::period(&samples::organization_id(1), samples::period("2026-09"));
    assert!(app.table.update(Update::at(key).set("version", 2).exists()).await.unwrap());
    let corrected = async || get(&app, "charges/2026-09").await.json()["corrected"].as_bool();
    assert_eq!(corrected().await, Some(false), "the second closing did not touch it");
    let mut item = StatementItem::new(account(), samples::period("2026-09"), 2, &samples::statement()).unwrap();
    app.table.put(&item).await.unwrap();
    assert_eq!(corrected().await, Some(false), "the second closing brought it first");
    item.first_version = 1;
    app.table.put(&item).await.unwrap();
    assert_eq!(corrected().await, Some(true));
}

#[tokio::test]
async fn the_day_to_pay_is_the_one_that_the_closing_named() {
    let app = home().await;
    let key = table::keys::period(&samples::organization_id(1), samples::period("2026-09"));
    assert!(app.table.update(Update::at(key).set("due", "2026-10-20").exists()).await.unwrap());
    assert_eq!(get(&app, "charges/2026-09").await.json()["due_date"], "2026-10-20");
    assert_eq!(get(&app, "periods").await.json()["items"][0]["due_date"], "2026-10-20");
}

#[tokio::test]
async fn common_needs_of_a_charged_service_that_a_later_closing_changed_are_a_correction() {
    let app = home().await;
    let period = samples::period("2026-09");
    let needs = |version, others: [u32; 2]| {
        let services = ["hot-water", "gas"].map(samples::calculation);
        let calculations = services.into_iter().zip(others).map(|(mut one, other)| {
            one.volumes.other = other.into();
            one
        });
        let calculations: Vec<_> = calculations.collect();
        let (organization, house) = (samples::organization_id(1), samples::house().code);
        HouseCommonNeeds::new(organization, house, period, version, &calculations).unwrap()
    };
    let first = needs(1, [0, 0]);
    app.table.put(&first).await.unwrap();
    let corrected = async || get(&app, "charges/2026-09").await.json()["corrected"].as_bool();
    assert_eq!(corrected().await, Some(false));
    let key = table::keys::period(&samples::organization_id(1), period);
    let closed_again = Update::at(key).set("version", 2).set("common_needs", 1).set("common_needs_version", 2);
    assert!(app.table.update(closed_again.exists()).await.unwrap());
    for (others, expected) in [([0, 5], false), ([5, 0], true)] {
        app.table.put(&needs(2, others).in_place_of(&first).unwrap()).await.unwrap();
        assert_eq!(corrected().await, Some(expected), "{others:?}");
    }
    app.table.put(&needs(3, [5, 0])).await.unwrap();
    assert_eq!(get(&app, "charges/2026-09").await.problem(), (409, "period_open".to_owned()), "a draft");
}

#[tokio::test]
async fn charges_cost_one_round_trip_and_two_read_units() {
    let app = home().await;
    let item = StatementItem::new(account(), samples::period("2026-09"), 1, &samples::long_statement()).unwrap();
    app.table.put(&item).await.unwrap();
    let answer = get(&app, "charges/2026-09").await;
    assert_eq!(answer.usage.round_trips, 1);
    assert!(answer.usage.read_units > 0.0 && answer.usage.read_units <= 2.0, "{:?}", answer.usage);
}

#[tokio::test]
async fn a_month_that_was_closed_again_costs_no_more_where_no_common_needs_came_later() {
    let app = home().await;
    let key = table::keys::period(&samples::organization_id(1), samples::period("2026-09"));
    let closed_again = Update::at(key).set("version", 2);
    let asks_once = async |period: Update| {
        assert!(app.table.update(period.exists()).await.unwrap());
        let answer = get(&app, "charges/2026-09").await;
        assert_eq!((answer.status, &answer.json()["corrected"]), (200, &json!(false)));
        answer.usage.round_trips == 1 && answer.usage.read_units <= 2.0
    };
    assert!(asks_once(closed_again.clone()).await, "no common needs were ever loaded");
    let loaded = closed_again.set("common_needs", 1);
    assert!(!asks_once(loaded.clone()).await, "an item of before does not say when");
    assert!(asks_once(loaded.clone().set("common_needs_version", 1)).await);
    assert!(!asks_once(loaded.set("common_needs_version", 2)).await);
}

#[tokio::test]
async fn a_period_that_is_loaded_but_open_shows_nothing() {
    let app = home().await;
    app.statement(&account(), "2026-08").await;
    app.open_period("2026-08").await;
    assert_eq!(get(&app, "charges/2026-08").await.problem(), (409, "period_open".to_owned()));
}

#[tokio::test]
async fn the_current_period_is_open_even_if_nothing_is_loaded() {
    let app = home().await;
    assert_eq!(get(&app, "charges/2026-10").await.problem(), (409, "period_open".to_owned()));
    // Saratov is at UTC+4: there November begins at 20:00 UTC of 31 October.
    app.clock.advance(11 * 24 * 3600 + 7 * 3600 + 3599);
    assert_eq!(get(&app, "charges/2026-11").await.problem(), (404, "period_unknown".to_owned()));
    app.clock.advance(1);
    assert_eq!(get(&app, "charges/2026-11").await.problem(), (409, "period_open".to_owned()));
    assert_eq!(get(&app, "charges/2026-10").await.problem(), (404, "period_unknown".to_owned()));
}

#[tokio::test]
async fn periods_that_were_never_loaded_are_unknown() {
    let app = home().await;
    for period in ["2000-01", "2026-08", "2026-11", "2099-12"] {
        let answer = get(&app, &format!("charges/{period}")).await;
        assert_eq!(answer.problem(), (404, "period_unknown".to_owned()), "{period}");
    }
}

#[tokio::test]
async fn a_closed_period_without_a_statement_of_the_account_is_unknown() {
    let app = home().await;
    app.close_period("2026-08").await;
    assert_eq!(get(&app, "charges/2026-08").await.problem(), (404, "period_unknown".to_owned()));
}

#[tokio::test]
async fn a_draft_of_the_next_closing_is_not_shown() {
    let app = home().await;
    draft(&app, "2026-09").await;
    assert_eq!(get(&app, "charges/2026-09").await.problem(), (409, "period_open".to_owned()));
}

#[tokio::test]
async fn what_is_no_period_is_not_there() {
    let app = home().await;
    for period in ["2026-13", "2026-9", "0000-01", "9999-12", "2026-09-01", "%D9%A2026-09", "..%2f", "%00", "-0"] {
        let answer = get(&app, &format!("charges/{period}")).await;
        assert_eq!(answer.problem(), (404, "not_found".to_owned()), "{period}");
    }
}

#[tokio::test]
async fn a_foreign_account_is_not_there_whatever_its_period() {
    let app = home().await;
    app.open_period("2026-08").await;
    let stranger = app.token(&samples::user_id(2));
    for period in ["2026-09", "2026-08", "2026-10", "2000-01"] {
        let path = format!("/api/accounts/{}/charges/{period}", account());
        let answer = app.get(&path).bearer(&stranger).send().await;
        assert_eq!(answer.problem(), (404, "not_found".to_owned()), "{period}");
        assert_eq!(app.get(&path).send().await.problem(), (401, "unauthorized".to_owned()));
    }
}

#[tokio::test]
async fn the_charges_of_a_detached_account_are_gone_at_once() {
    let app = home().await;
    app.table.delete(table::keys::attachment(&ivanov(), &account())).await.unwrap();
    assert_eq!(get(&app, "charges/2026-09").await.problem(), (404, "not_found".to_owned()));
}
