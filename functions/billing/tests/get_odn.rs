use domain::common_needs::Calculation;
use domain::house::HouseCode;
use serde_json::json;
use table::entities::account::AccountItem;
use table::entities::common_needs::HouseCommonNeeds;
use table::entities::statement::StatementItem;
use testkit::{TestApp, samples};

use crate::{account, get, home};

async fn load(app: &TestApp, period: &str, version: u32, calculations: &[Calculation]) {
    let (organization, house) = (samples::organization_id(1), samples::house().code);
    let item = HouseCommonNeeds::new(organization, house, samples::period(period), version, calculations).unwrap();
    app.table.put(&item).await.unwrap();
}

#[tokio::test]
async fn a_closed_period_shows_the_calculation_of_the_house_and_the_share_of_the_account() {
    let app = home().await;
    load(&app, "2026-09", 1, &[samples::calculation("hot-water")]).await;
    let answer = get(&app, "odn/2026-09").await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let expected = json!({
        "period": "2026-09", "status": "closed", "version": 1, "closed_at": "2026-10-20T12:00:00Z",
        "items": [{
            "service": "hot-water", "name": "Горячее водоснабжение", "unit": "м³", "house_volume": "1000",
            "individual": "750", "by_norm": "100", "non_residential": "50", "other": "0", "volume": "100", "cap": null,
            "applied_volume": "100", "case": "measured", "area_total": "4000", "area": "50", "share": "1.25",
            "tariff": "40", "amount": 5_000, "charged": {"volume": "0", "amount": 0, "differs": true},
            "formula": "ОДН дома: 1000 − 50 − 100 − 750 − 0 = 100\nВаша доля: 100 × 50 ÷ 4000 = 1,25\n\
                        Плата по расчёту: 100 × 50 ÷ 4000 × 40 = 50,00 ₽"
        }]
    });
    assert_eq!(answer.json(), expected);
}

#[tokio::test]
async fn common_needs_cost_two_round_trips_and_half_a_read_unit_an_item() {
    let app = home().await;
    let services = ["hot-water", "cold-water", "electricity", "heating", "sewage"].map(samples::calculation);
    load(&app, "2026-09", 1, &services).await;
    let usage = get(&app, "odn/2026-09").await.usage;
    assert_eq!(usage.round_trips, 2);
    // Attachment, account, period, statement; then the house.
    assert!(usage.read_units > 0.0 && usage.read_units <= 2.5, "{usage:?}");
}

#[tokio::test]
async fn a_service_that_the_account_does_not_have_is_not_shown() {
    let app = home().await;
    load(&app, "2026-09", 1, &[samples::calculation("gas"), samples::calculation("hot-water")]).await;
    let items = get(&app, "odn/2026-09").await.json()["items"].clone();
    assert_eq!((items.as_array().unwrap().len(), &items[0]["service"]), (1, &json!("hot-water")));
}

#[tokio::test]
async fn a_house_without_calculations_shows_an_empty_list() {
    let app = home().await;
    let answer = get(&app, "odn/2026-09").await;
    assert_eq!((answer.status, &answer.json()["items"]), (200, &json!([])));
}

#[tokio::test]
async fn an_open_period_and_a_draft_of_the_next_closing_show_nothing() {
    let app = home().await;
    load(&app, "2026-09", 2, &[samples::calculation("hot-water")]).await;
    app.open_period("2026-08").await;
    for period in ["2026-08", "2026-09", "2026-10"] {
        let answer = get(&app, &format!("odn/{period}")).await;
        assert_eq!(answer.problem(), (409, "period_open".to_owned()), "{period}");
    }
}

#[tokio::test]
async fn periods_that_were_never_loaded_are_unknown_and_others_are_none() {
    let app = home().await;
    for period in ["2000-01", "2026-08", "2099-12"] {
        assert_eq!(get(&app, &format!("odn/{period}")).await.problem(), (404, "period_unknown".to_owned()), "{period}");
    }
    for period in ["2026-13", "2026-9", "..%2f", "%00", "-0"] {
        assert_eq!(get(&app, &format!("odn/{period}")).await.problem(), (404, "not_found".to_owned()), "{period}");
    }
}

#[tokio::test]
async fn a_foreign_account_is_not_there_whatever_its_period() {
    let app = home().await;
    load(&app, "2026-09", 1, &[samples::calculation("hot-water")]).await;
    let stranger = app.token(&samples::user_id(2));
    for period in ["2026-09", "2026-10", "2000-01"] {
        let path = format!("/api/accounts/{}/odn/{period}", account());
        let answer = app.get(&path).bearer(&stranger).send().await;
        assert_eq!(answer.problem(), (404, "not_found".to_owned()), "{period}");
        assert_eq!(app.get(&path).send().await.problem(), (401, "unauthorized".to_owned()));
    }
}

/// September of the account with this line, made out to 50 m² of «Мира, 5».
async fn charge(app: &TestApp, odn_volume: &str, base: i64) {
    let mut statement = samples::statement();
    let line = &mut statement.lines[0];
    (line.odn_volume, line.tariff, line.base) = (odn_volume.parse().unwrap(), 40.into(), samples::kopecks(base));
    let item = StatementItem::new(account(), samples::period("2026-09"), 1, &statement).unwrap();
    let facts = app.account("100200300").await.facts();
    app.table.put(&item.made_out_to(&facts).unwrap()).await.unwrap();
}

#[tokio::test]
async fn what_was_charged_stands_beside_the_calculation_and_a_difference_is_told() {
    let app = home().await;
    load(&app, "2026-09", 1, &[samples::calculation("hot-water")]).await;
    for (odn_volume, base, expected) in [
        ("1.25", 30_760, json!({"volume": "1.25", "amount": 5_000, "differs": false})),
        ("2", 33_760, json!({"volume": "2", "amount": 8_000, "differs": true})),
    ] {
        charge(&app, odn_volume, base).await;
        assert_eq!(get(&app, "odn/2026-09").await.json()["items"][0]["charged"], expected);
    }
    app.table.delete(table::keys::statement(&account(), samples::period("2026-09"))).await.unwrap();
    assert_eq!(get(&app, "odn/2026-09").await.json()["items"][0]["charged"], json!(null));
}

#[tokio::test]
async fn a_service_that_is_not_charged_has_a_share_and_nothing_to_hold_against_anybody() {
    let app = home().await;
    let services = ["hot-water", "gas"].map(samples::calculation);
    load(&app, "2026-09", 1, &services).await;
    charge(&app, "1.25", 30_760).await;
    let account = app.account("100200300").await;
    app.table.put(&AccountItem { services: Vec::new(), ..account.clone() }).await.unwrap();
    let items = get(&app, "odn/2026-09").await.json()["items"].clone();
    assert_eq!(items[0]["charged"], json!({"volume": "1.25", "amount": 5_000, "differs": false}));
    assert_eq!((&items[1]["service"], &items[1]["charged"]), (&json!("gas"), &json!(null)));
    assert_eq!((&items[1]["share"], &items[1]["amount"]), (&json!("1.25"), &json!(5_000)));
    let gas = domain::account::Service { code: samples::text("gas"), ..account.services[0].clone() };
    app.table.put(&AccountItem { services: vec![gas], ..account }).await.unwrap();
    let items = get(&app, "odn/2026-09").await.json()["items"].clone();
    let gas = (&items[1]["service"], &items[1]["share"], &items[1]["charged"]);
    assert_eq!(gas, (&json!("gas"), &json!("1.25"), &json!(null)), "it lists the service by now");
}

#[tokio::test]
async fn an_old_calculation_keeps_the_area_and_the_house_that_were_charged() {
    let app = home().await;
    load(&app, "2026-09", 1, &[samples::calculation("hot-water")]).await;
    charge(&app, "1.25", 30_760).await;
    let rebuilt = app.account("100200300").await;
    let house = HouseCode::parse("mira-7").unwrap();
    app.table.put(&AccountItem { area: 80.into(), house, services: Vec::new(), ..rebuilt }).await.unwrap();
    let item = get(&app, "odn/2026-09").await.json()["items"][0].clone();
    assert_eq!(
        (&item["area"], &item["share"], &item["name"]),
        (&json!("50"), &json!("1.25"), &json!("Горячее водоснабжение"))
    );
}

#[tokio::test]
async fn where_people_divide_a_volume_their_numbers_are_told() {
    let app = home().await;
    let mut calculation = samples::calculation("hot-water");
    calculation.volumes.individual = 900.into();
    (calculation.terms.negative, calculation.terms.residents) =
        (domain::organization::NegativeOdn::PerResident, Some(100));
    load(&app, "2026-09", 1, &[calculation]).await;
    let item = get(&app, "odn/2026-09").await.json()["items"][0].clone();
    assert_eq!((&item["case"], &item["house_residents"]), (&json!("subtracted_by_residents"), &json!(100)));
    assert!(item["residents"].is_u64(), "{item}");
}
