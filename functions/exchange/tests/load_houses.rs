use domain::house::HouseWindow;
use serde_json::json;
use table::entities::account::AccountItem;
use table::entities::house::HouseItem;
use table::{Update, keys};
use testkit::{TestApp, samples};

use crate::accounting::{ACCOUNTS, Accounting, HOUSES, account, house, rejected, row, summary};

async fn address(app: &TestApp, number: &str) -> String {
    let account: AccountItem = app.table.get(keys::account(&samples::account_id(number)), true).await.unwrap().unwrap();
    account.address.to_string()
}

#[tokio::test]
async fn houses_are_created_and_then_unchanged() {
    let accounting = Accounting::start().await;
    let rows = [house("5"), house("6")];
    assert_eq!(summary(&accounting.put(HOUSES, &rows).await), (2, 0, 0, 0));
    assert_eq!(summary(&accounting.put(HOUSES, &rows).await), (0, 0, 2, 0));
}

#[tokio::test]
async fn a_house_whose_areas_changed_is_updated() {
    let accounting = Accounting::start().await;
    accounting.put(HOUSES, &[house("5")]).await;
    let mut changed = house("5");
    changed["total_area"] = json!("4100");
    assert_eq!(summary(&accounting.put(HOUSES, &[changed]).await), (0, 1, 0, 0));
}

#[tokio::test]
async fn a_window_of_a_house_reaches_its_accounts_and_those_loaded_later() {
    let accounting = Accounting::with_accounts().await;
    let mut with_window = house("mira-5");
    with_window["readings_window"] = json!({"from_day": 20, "to_day": 28, "time_zone": "Europe/Samara"});
    assert_eq!(summary(&accounting.put(HOUSES, &[with_window.clone()]).await), (0, 1, 0, 0));
    accounting.put(ACCOUNTS, &[account("4")]).await;
    for number in ["1", "4"] {
        let key = keys::account(&samples::account_id(number));
        let account: AccountItem = accounting.app.table.get(key, true).await.unwrap().unwrap();
        let time_zone = Some(samples::text("Europe/Samara"));
        assert_eq!(account.readings_window, Some(HouseWindow { from_day: 20, to_day: 28, time_zone }));
    }
    with_window["readings_window"] = json!({"from_day": 20, "to_day": 19});
    let answer = accounting.put(HOUSES, &[with_window.clone()]).await;
    assert_eq!(row(&answer, 0), rejected("window_out_of_range", "readings_window"));
    with_window["readings_window"] = json!({"from_day": 20, "to_day": 28, "time_zone": "Europe/Kitezh"});
    let answer = accounting.put(HOUSES, &[with_window]).await;
    assert_eq!(row(&answer, 0), rejected("time_zone_unknown", "readings_window.time_zone"));
}

#[tokio::test]
async fn a_corrected_address_reaches_the_accounts_of_the_house() {
    let accounting = Accounting::with_accounts().await;
    let mut corrected = house("mira-5");
    corrected["address"] = json!("г. Саратов, ул. Мира, д. 5А");
    assert_eq!(summary(&accounting.put(HOUSES, &[corrected.clone()]).await), (0, 1, 0, 0));
    for number in ["1", "2", "3"] {
        assert_eq!(address(&accounting.app, number).await, "г. Саратов, ул. Мира, д. 5А, кв. 12");
    }
    assert_eq!(summary(&accounting.put(HOUSES, &[corrected]).await), (0, 0, 1, 0));
}

#[tokio::test]
async fn a_correction_that_was_cut_off_is_finished_by_its_repetition() {
    let accounting = Accounting::with_accounts().await;
    let mut corrected = house("mira-5");
    corrected["address"] = json!("г. Саратов, ул. Мира, д. 5А");
    let item = HouseItem {
        organization: samples::organization_id(1),
        house: serde_json::from_value(corrected.clone()).unwrap(),
        spreading: true,
    };
    accounting.app.table.put(&item).await.unwrap();
    assert_eq!(summary(&accounting.put(HOUSES, &[corrected]).await), (0, 0, 1, 0));
    assert_eq!(address(&accounting.app, "2").await, "г. Саратов, ул. Мира, д. 5А, кв. 12");
    let key = keys::house(&samples::organization_id(1), &item.house.code);
    assert!(!accounting.app.table.get::<HouseItem>(key, true).await.unwrap().unwrap().spreading);
}

#[tokio::test]
async fn an_account_that_left_the_house_keeps_its_own_address() {
    let accounting = Accounting::with_accounts().await;
    accounting.put(HOUSES, &[house("8")]).await;
    let mut moved = account("1");
    moved["house"] = json!("8");
    assert_eq!(summary(&accounting.put(ACCOUNTS, &[moved]).await), (0, 1, 0, 0));
    let mut corrected = house("mira-5");
    corrected["address"] = json!("г. Саратов, ул. Мира, д. 5А");
    accounting.put(HOUSES, &[corrected]).await;
    assert_eq!(address(&accounting.app, "1").await, "г. Саратов, ул. Мира, д. 8, кв. 7");
}

#[tokio::test]
async fn broken_rows_are_rejected_alone() {
    let accounting = Accounting::start().await;
    let mut negative = house("6");
    negative["common_area"] = json!("-1");
    let mut exceeding = house("7");
    exceeding["residential_area"] = json!("3900");
    let mut number = house("8");
    number["total_area"] = json!(4000);
    let mut separator = house("9");
    separator["code"] = json!("a#b");
    let rows = [house("5"), negative, exceeding, number, separator, json!([]), house("10")];
    let answer = accounting.put(HOUSES, &rows).await;
    assert_eq!(summary(&answer), (2, 0, 0, 5));
    assert_eq!(row(&answer, 1), rejected("negative", "common_area"));
    assert_eq!(row(&answer, 2), rejected("areas_differ", "total_area"));
    assert_eq!(row(&answer, 3), rejected("wrong_type", "total_area"));
    assert_eq!(row(&answer, 4), rejected("house_code_malformed", "code"));
    assert_eq!(row(&answer, 5).0, "rejected");
    assert_eq!(answer.json()["items"][3]["key"], "8");
    assert_eq!(answer.json()["items"][5]["key"], json!(null));
}

#[tokio::test]
async fn an_account_with_a_vanished_item_does_not_stop_a_correction() {
    let accounting = Accounting::with_accounts().await;
    accounting.app.table.delete(keys::account(&samples::account_id("2"))).await.unwrap();
    let mut corrected = house("mira-5");
    corrected["address"] = json!("г. Саратов, ул. Мира, д. 5А");
    assert_eq!(summary(&accounting.put(HOUSES, &[corrected]).await), (0, 1, 0, 0));
    let gone = accounting.app.table.update(Update::at(keys::account(&samples::account_id("2"))).exists()).await;
    assert!(!gone.unwrap(), "a correction must not bring an account to life");
}
