use std::path::Path;

use domain::paid_service::{PriceKind, Slot};
use table::entities::account::AccountItem;
use table::entities::paid_service::PaidServiceItem;
use table::entities::statement::StatementItem;
use table::keys;
use testkit::samples;

use crate::service::{Service, errors, file, with_examples, written_down};

#[tokio::test]
async fn the_examples_are_loaded_and_the_period_is_closed() {
    let service = with_examples().await;
    assert_eq!(service.load_example("meters", "meters.csv").await.code, 0);
    let needs = service.load_example("odn", "odn.csv").await;
    assert_eq!(needs.out, "Загружено: новых 1, изменённых 0, без изменений 0, отклонённых 0.\n");
    let readings = service.load_example("readings", "readings.csv").await;
    assert_eq!(readings.out, "Загружено: новых 2, изменённых 0, без изменений 0, отклонённых 0.\n", "{readings:?}");
    let statements = service.load_example("statements", "statements.csv").await;
    assert_eq!(statements.out, "Загружено: новых 3, изменённых 0, без изменений 0, отклонённых 0.\n");
    let close = ["close", "2026-10", "--expected-statements", "3", "--due-date", "20.11.2026"];
    let closing = service.kabinet(&close).await;
    let closed = "Период 2026-10 закрыт. Версия 1, начислений: 3. Оплатить до 20 ноября 2026 включительно.\n";
    assert_eq!((closing.code, closing.out.as_str()), (0, closed));
    let key = keys::statement(&samples::account_id("30001"), samples::period("2026-10"));
    let item: StatementItem = service.app.table.get(key, true).await.unwrap().unwrap();
    let statement = item.statement().unwrap();
    assert_eq!(statement.lines[1].recalculations[0].amount, samples::kopecks(-3346));
    assert_eq!(statement.payments[0].amount, samples::kopecks(145_010));
    assert_eq!(statement.lines[1].recipient, Some(samples::text("vodokanal")));
    assert_eq!(statement.lines[1].norm.map(|norm| norm.to_string()), Some("4.31".to_owned()));
}

#[tokio::test]
async fn the_catalogue_of_paid_services_is_loaded() {
    let service = with_examples().await;
    let loaded = service.load_example("paid-services", "paid-services.csv").await;
    // One that is not offered and never was leaves nothing.
    assert_eq!(loaded.out, "Загружено: новых 4, изменённых 0, без изменений 1, отклонённых 0.\n", "{loaded:?}");
    let item = |code: &str| keys::paid_service(&samples::organization_id(1), &code.parse().unwrap());
    let tap: PaidServiceItem = service.app.table.get(item("tap"), true).await.unwrap().unwrap();
    assert_eq!((tap.service.price, tap.service.price_kind), (Some(samples::kopecks(90_000)), PriceKind::From));
    assert_eq!(tap.service.slots.iter().map(Slot::as_str).collect::<Vec<_>>(), ["с 9 до 13", "с 13 до 18"]);
    let lock: PaidServiceItem = service.app.table.get(item("lock"), true).await.unwrap().unwrap();
    assert_eq!((lock.service.price, lock.service.price_kind), (None, PriceKind::Agreement));
    assert_eq!(service.app.table.get::<PaidServiceItem>(item("chimes"), true).await.unwrap(), None);
}

#[tokio::test]
async fn a_broken_cell_of_a_paid_service_is_named() {
    let service = with_examples().await;
    let rows =
        "code;group;name;price;price_kind;active\n1;А;Б;много;;\n2;А;Б;1;как-нибудь;\n3;А;Б;1;;может быть\n4;А;Б;1;;\n";
    let path = file("paid.csv", rows.as_bytes());
    assert_eq!(service.load("paid-services", &path).await.code, 3);
    let mut found = errors(&path);
    found.sort();
    let expected = [
        ["2", "price", "1", "money_malformed"],
        ["3", "price_kind", "2", "unknown_value"],
        ["4", "active", "3", "unknown_value"],
    ];
    assert_eq!(found, expected);
}

#[tokio::test]
async fn a_repeated_load_changes_nothing() {
    let service = with_examples().await;
    let again = service.load_example("accounts", "accounts.csv").await;
    assert_eq!(again.out, "Загружено: новых 0, изменённых 0, без изменений 3, отклонённых 0.\n");
}

#[tokio::test]
async fn a_broken_row_is_named_with_its_column_and_reason_and_the_others_are_loaded() {
    let service = with_examples().await;
    let header = "account;opening;closing;to_pay;service;name;unit;individual_volume;tariff;base;total\n";
    let rows = "30001;0;100,00;100,00;maintenance;А;шт;1;100;100,00;100,00\n\
                30002;0;300,00;300,00;maintenance;А;шт;1;100;100,00;100,00\n\
                30002;;;;cold-water;Б;шт;1;200;200,00;200,01\n\
                30003;ноль;1;1;a;А;шт;1;1;1;1\n\
                =30009;0;1;1;a;А;шт;1;1;1;1\n\
                99999;0;1;1;a;А;шт;1;1;1;1\n\
                30001;0;100,00;100,00;maintenance;А;шт;1;100;100,00;100,00\n";
    let path = file("statements.csv", format!("{header}{rows}").as_bytes());
    let outcome = service.load("statements", &path).await;
    assert_eq!(outcome.code, 3, "{outcome:?}");
    assert_eq!(outcome.out, "Загружено: новых 1, изменённых 0, без изменений 0, отклонённых 5.\n");
    let mut found = errors(&path);
    found.sort();
    assert_eq!(
        found,
        [
            ["4", "total", "30002", "sums_differ"],
            ["5", "opening", "30003", "money_malformed"],
            ["6", "account", "'=30009", "account_number_malformed"],
            ["7", "account", "99999", "account_unknown"],
            ["8", "", "30001", "duplicate_row"],
        ]
    );
}

#[tokio::test]
async fn a_broken_value_of_a_zone_is_named_with_the_column_of_its_zone() {
    let service = with_examples().await;
    let meters = "account;serial;resource;unit;zones;digits;verification_due;initial_1;initial_2\n\
        30001;а-1;электроэнергия;кВт·ч;2;5;31.03.2029;1;12а\n\
        30001;а-2;электроэнергия;кВт·ч;2;5;31.03.2029;;7\n\
        30001;а-3;электроэнергия;кВт·ч;2;5;31.03.2029;1;7\n";
    let path = file("meters.csv", meters.as_bytes());
    assert_eq!(service.load("meters", &path).await.code, 3);
    let rejected = |row, column, key, code| [row, column, key, code].map(str::to_owned).to_vec();
    let mut found = errors(&path);
    found.sort();
    let malformed = "not_a_number";
    assert_eq!(
        found,
        [rejected("2", "initial_2", "30001:а-1", malformed), rejected("3", "initial_1", "30001:а-2", malformed),]
    );
    let readings = "account;meter;taken_on;value_1;value_2\n30001;а-3;20.10.2026;5;шесть\n";
    let path = file("readings.csv", readings.as_bytes());
    assert_eq!(service.load("readings", &path).await.code, 3);
    assert_eq!(errors(&path), [rejected("2", "value_2", "30001:а-3:20.10.2026", malformed)]);
}

#[tokio::test]
async fn what_is_doubted_is_written_down_beside_the_file() {
    let service = with_examples().await;
    let header = "account;opening;closing;to_pay;service;name;unit;individual_volume;tariff;base;total\n";
    let row = |opening, closing| format!("30001;{opening};{closing};{closing};maintenance;А;шт;1;100;100,00;100,00\n");
    let path = file("statements.csv", format!("{header}{}", row("0", "100,00")).as_bytes());
    assert_eq!(service.load("statements", &path).await.code, 0);
    assert_eq!(service.kabinet(&["close", "2026-10"]).await.code, 0);
    let path = file("statements.csv", format!("{header}{}", row("7,00", "107,00")).as_bytes());
    let outcome = service.kabinet(&["load", "statements", path.to_str().unwrap(), "--period", "2026-11"]).await;
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(
        outcome.out.contains("С замечаниями: 1.") && outcome.out.contains("statements.warnings.csv"),
        "{outcome:?}"
    );
    assert_eq!(written_down(&path, "warnings"), [["2", "opening", "30001", "opening_differs"]]);
}

#[tokio::test]
async fn the_key_of_a_company_goes_over_https_only() {
    let service = Service::start().await;
    for url in ["http://lk.example.ru", "http://127.0.0.1.example.ru", "lk.example.ru"] {
        let outcome = service.kabinet(&["close", "2026-10", "--url", url]).await;
        assert_eq!(outcome.code, 1, "{outcome:?}");
        assert!(outcome.err.contains("https://"), "{outcome:?}");
    }
}

#[tokio::test]
async fn a_key_that_is_none_is_named_and_not_blamed_on_the_address() {
    let service = Service::start().await;
    let key = service.key.clone();
    for bad in
        ["", "kab_", "Ключ", &format!("\"{key}\""), &format!("{key}\r\n{key}"), &key[..20], &format!("\u{feff}{key}")]
    {
        let outcome = service.kabinet(&["close", "2026-10", "--key", bad]).await;
        assert!(outcome.code == 1 && outcome.err.contains("В KABINET_KEY не ключ"), "{bad:?}: {outcome:?}");
        assert!(!outcome.err.contains("KABINET_URL") && !outcome.err.contains(&key), "{bad:?}: {outcome:?}");
    }
}

#[tokio::test]
async fn ends_of_lines_belong_neither_to_the_key_nor_to_the_address() {
    let service = Service::start().await;
    let service = Service { key: format!(" {}\r\n", service.key), url: format!("{}\r\n", service.url), ..service };
    let outcome = service.load_example("organization", "organization.json").await;
    assert_eq!(outcome.code, 0, "{outcome:?}");
}

#[tokio::test]
async fn a_command_that_does_not_read_is_told_in_a_sentence() {
    let service = Service::start().await;
    let path = file("houses.csv", b"");
    let path = path.to_str().unwrap();
    for (arguments, says) in [
        (vec!["close", "2026-13"], "«2026-13» не читается. "),
        (vec!["close"], "Не хватает: <PERIOD>."),
        (vec!["load", "flats", path], "«flats» не подходит. Возможные значения: organization, houses"),
        (vec!["load", "statements", path], "Не хватает: --period <PERIOD>."),
        (vec!["load", "odn", path], "Не хватает: --period <PERIOD>."),
        (
            vec!["close", "2026-10", "--due-date", "31.02.2026"],
            "«31.02.2026» не читается. Укажите день, например 20.11.2026",
        ),
        (vec!["close", "2026-10", "--expected-statements", "сто"], "«сто» не читается. Укажите целое число. "),
        (vec!["shut"], "Неизвестная команда: shut."),
        (vec!["close", "2026-10", "--fast"], "Неизвестный аргумент: --fast."),
    ] {
        let outcome = service.kabinet(&arguments).await;
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(outcome.err.contains(says) && !outcome.err.contains("error"), "{outcome:?}");
        assert!(outcome.err.ends_with("Справка: kabinet --help\n"), "{outcome:?}");
    }
}

#[tokio::test]
async fn a_mended_file_leaves_no_file_of_errors() {
    let service = Service::start().await;
    let header = "code,address,total_area,residential_area,common_area\n";
    let path = file("houses.csv", format!("{header}5,ул. Мира,100,200,0\n").as_bytes());
    assert_eq!(service.load("houses", &path).await.code, 3);
    assert_eq!(errors(&path).len(), 1);
    std::fs::write(&path, format!("{header}5,ул. Мира,100,20,0\n")).unwrap();
    assert_eq!(service.load("houses", &path).await.code, 0);
    assert!(!path.with_file_name("houses.errors.csv").exists());
}

#[tokio::test]
async fn a_file_of_excel_in_windows_1251_is_read() {
    let service = with_examples().await;
    let text = std::fs::read_to_string("examples/houses.csv").unwrap().replace("Лесная", "Зелёная");
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(&text);
    let outcome = service.load("houses", &file("houses.csv", &bytes)).await;
    assert_eq!(outcome.out, "Загружено: новых 0, изменённых 2, без изменений 0, отклонённых 0.\n");
    let account: AccountItem =
        service.app.table.get(keys::account(&samples::account_id("30001")), true).await.unwrap().unwrap();
    assert_eq!(account.address.as_str(), "г. Саратов, ул. Зелёная, д. 3, кв. 1");
}

#[tokio::test]
async fn a_dry_run_writes_nothing() {
    let service = Service::start().await;
    for _ in 0..2 {
        let outcome = service.kabinet(&["load", "houses", "examples/houses.csv", "--dry-run"]).await;
        let expected = "Проверено, ничего не записано: новых 2, изменённых 0, без изменений 0, отклонённых 0.\n";
        assert_eq!((outcome.code, outcome.out.as_str()), (0, expected));
    }
}

#[tokio::test]
async fn more_rows_than_a_call_takes_go_in_several() {
    let service = Service::start().await;
    let rows: Vec<String> = (0..2300).map(|code| format!("{code};ул. Мира, д. {code};100;80;10")).collect();
    let header = "code;address;total_area;residential_area;common_area";
    let path = file("many.csv", format!("{header}\n{}\n", rows.join("\n")).as_bytes());
    let outcome = service.load("houses", &path).await;
    assert_eq!(outcome.out, "Загружено: новых 2300, изменённых 0, без изменений 0, отклонённых 0.\n");
}

#[tokio::test]
async fn what_cannot_be_loaded_says_what_to_do() {
    let service = Service::start().await;
    let header = file("houses.csv", "code;address\n1;x\n".as_bytes());
    let missing = service.load("houses", &header).await;
    assert_eq!(missing.code, 1);
    assert!(missing.err.contains("Общая площадь (total_area)"), "{missing:?}");
    let unicode = service.load("houses", &file("houses.csv", b"\xff\xfec\0o\0d\0e\0")).await;
    assert!(unicode.err.contains("UTF-16"), "{unicode:?}");
    let absent = service.load("houses", Path::new("absent.csv")).await;
    assert!(absent.err.contains("absent.csv не читается"), "{absent:?}");
    let unknown = service.kabinet(&["close", "2026-10"]).await;
    assert!(unknown.err.contains("period_unknown"), "{unknown:?}");
    let stranger = Service { key: "kab_00000000_00000000".to_owned(), ..service };
    let refused = stranger.load_example("houses", "houses.csv").await;
    assert!(refused.code == 1 && refused.err.contains("key_invalid"), "{refused:?}");
}
