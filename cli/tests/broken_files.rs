//! Files that are damaged: what does not read is told row by row, and takes nothing else with it.

use std::path::Path;

use domain::account::AccountNumber;
use table::entities::account::AccountItem;
use table::entities::house::HouseItem;
use table::keys;
use testkit::samples;

use crate::service::{Service, errors, file, with_examples};

const HOUSES: &str = "code;address;total_area;residential_area;common_area";
const ACCOUNTS: &str = "number;house;subscriber;area;residents;service_code;service_name;supplier;unit;tariff";

/// Loads rows under the header of houses; answers the files of errors, and which of the houses 1 to 4 are there.
async fn houses(rows: &[u8]) -> (Vec<Vec<String>>, Vec<&'static str>) {
    let service = Service::start().await;
    let path = file("houses.csv", &[HOUSES.as_bytes(), b"\n", rows].concat());
    let outcome = service.load("houses", &path).await;
    assert_eq!(outcome.code, 3, "{outcome:?}");
    let mut there = Vec::new();
    for code in ["1", "2", "3", "4"] {
        let key = keys::house(&samples::organization_id(1), &code.parse().unwrap());
        there.extend(service.app.table.get::<HouseItem>(key, true).await.unwrap().map(|_| code));
    }
    (sorted(&path), there)
}

fn sorted(path: &Path) -> Vec<Vec<String>> {
    let mut errors = errors(path);
    errors.sort();
    errors
}

#[tokio::test]
async fn a_cell_that_stands_in_no_column_is_told_and_not_dropped() {
    let rows = "1;ул. Мира, д. 1;100;80;10;;\n2;ул. Мира; д. 2;100;80;10\n3;ул. Мира, д. 3;100;80;10\n";
    let (errors, there) = houses(rows.as_bytes()).await;
    assert_eq!(errors, [["3", "№ 6", "2", "column_unknown"]]);
    assert_eq!(there, ["1", "3"]);
}

#[tokio::test]
async fn a_quote_that_is_left_open_takes_only_its_own_row() {
    for broken in ["2;\"ул. Мира;100;80;10", "2;\"ЖК \"Мир\", д. 2\";100;80;10"] {
        let rows =
            format!("1;\"ул. Мира, д. 1\";100;80;10\n{broken}\n3;\"ул. Мира; д. 3\";100;80;10\n4;ул. Мира;100;80;10\n");
        let (errors, there) = houses(rows.as_bytes()).await;
        assert_eq!(errors, [["3", "address", "2", "quote_open"]], "{broken}");
        assert_eq!(there, ["1", "3", "4"], "{broken}");
    }
}

#[tokio::test]
async fn a_byte_that_is_not_utf_8_spoils_its_own_row() {
    let rows =
        [b"1;", "ул. Мира".as_bytes(), b";100;80;10\n2;", &"ул. Мира".as_bytes()[..13], b";100;80;10\n"].concat();
    let (errors, there) = houses(&rows).await;
    assert_eq!(errors, [["3", "address", "2", "encoding_differs"]]);
    assert_eq!(there, ["1"]);
}

/// Loads accounts of a service a row and answers the errors, and how many services each of them has then.
async fn services(rows: &str) -> (Vec<Vec<String>>, Vec<(&'static str, Option<usize>)>) {
    let service = with_examples().await;
    let path = file("accounts.csv", format!("{ACCOUNTS}\n{rows}").as_bytes());
    let outcome = service.load("accounts", &path).await;
    assert_eq!(outcome.code, 3, "{outcome:?}");
    let mut found = Vec::new();
    for number in ["71", "72", "73", "74"] {
        let id = domain::AccountId::of(&samples::organization_id(1), &AccountNumber::parse(number).unwrap());
        let item: Option<AccountItem> = service.app.table.get(keys::account(&id), true).await.unwrap();
        found.push((number, item.map(|item| item.services.len())));
    }
    (sorted(&path), found)
}

fn row(account: &str, service: &str) -> String {
    format!("{account};lesnaya-3;Иванов И. И.;50;2;{service};Услуга;ООО;м²;1\n")
}

#[tokio::test]
async fn an_account_that_has_lost_a_row_is_not_loaded_without_it() {
    let broken = row("72", "\"b");
    let rows = [row("71", "a"), row("72", "a"), broken, row("72", "c"), row("73", "a")].concat();
    let (errors, found) = services(&rows).await;
    assert_eq!(errors, [["4", "service_code", "72", "quote_open"]]);
    assert_eq!(found, [("71", Some(1)), ("72", None), ("73", Some(1)), ("74", None)]);
}

#[tokio::test]
async fn the_accounts_beside_a_row_that_may_be_theirs_are_not_loaded() {
    let rows = [row("71", "a"), row("72", "a"), row("\"72", "b"), row("73", "a"), row("74", "a")].concat();
    let (errors, found) = services(&rows).await;
    assert_eq!(errors, [["3", "", "72", "row_lost"], ["4", "number", "", "quote_open"], ["5", "", "73", "row_lost"]]);
    assert_eq!(found, [("71", Some(1)), ("72", None), ("73", None), ("74", Some(1))]);
}

#[tokio::test]
async fn a_key_that_is_written_otherwise_is_the_same_key_in_whatever_call_it_goes() {
    let service = Service::start().await;
    let many: Vec<String> = (0..1000).map(|code| format!("{code};ул. Мира, д. {code};100;80;10")).collect();
    let path = file("houses.csv", format!("{HOUSES}\n{}\n", many.join("\n")).as_bytes());
    assert_eq!(service.load("houses", &path).await.code, 0);
    let mut rows: Vec<String> = (0..1000).map(|number| format!("{number}-а;{number};Иванов И. И.;50;2;;;;;")).collect();
    rows.push("0 -А;0;Петров П. П.;50;2;;;;;".to_owned());
    let path = file("accounts.csv", format!("{ACCOUNTS}\n{}\n", rows.join("\n")).as_bytes());
    let outcome = service.load("accounts", &path).await;
    assert_eq!(outcome.out, "Загружено: новых 1000, изменённых 0, без изменений 0, отклонённых 1.\n", "{outcome:?}");
    assert_eq!(errors(&path), [["1002", "", "0 -А", "duplicate_row"]]);
}

#[tokio::test]
async fn rows_of_one_account_that_contradict_each_other_are_refused_with_it() {
    let rows = [row("71", "a"), row("72", "a"), row("72", "b").replace("Иванов", "Смирнов"), row("73", "a")].concat();
    assert!(rows.contains("Смирнов"));
    let (errors, found) = services(&rows).await;
    assert_eq!(errors, [["4", "subscriber", "72", "contradiction"]]);
    assert_eq!(found, [("71", Some(1)), ("72", None), ("73", Some(1)), ("74", None)]);
}
