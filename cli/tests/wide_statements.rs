//! What `statements.csv` can say beside charges and payments.

use domain::statement::Statement;
use table::entities::statement::StatementItem;
use table::keys;
use testkit::samples;

use crate::service::{Outcome, Service, errors, file, with_examples};

const HEADER: &str = "account;opening;closing;to_pay;document_id;service;name;unit;individual_volume;tariff;base;\
    recalculation;recalculation_period;recalculation_reason;total;recipient;coefficient;excess;\
    share_recipient;share_to_pay;instalment_name;instalment_current;instalment_earlier;instalment_rate;instalment_interest;\
    instalment_to_pay\n";

/// Everything in one account: 100 + 50 of maintenance, 200 − 30 of water, 10 owed from before.
const ROWS: [&str; 5] = [
    "30001;10;330;330;90ЕТ119242-02-6101;maintenance;Содержание;м²;10;10;100;20;2026-09;Площадь;150;;;;vodokanal;170;;;;;;",
    "30001;;;;;maintenance;;;;;;30;2026-08;Площадь;;;;;;160;;;;;;",
    "30001;;;;;cold-water;Вода;м³;4;35;200;-10;2026-09;Показания;170;vodokanal;1,5;60;;;;;;;;",
    "30001;;;;;cold-water;;;;;;-20;2026-07;Поверка;;;;;;;;;;;;",
    "30001;;;;;;;;;;;;;;;;;;;;Вода;100;20;9,5;0,95;120,95",
];

async fn load(service: &Service, rows: &[String]) -> (Outcome, std::path::PathBuf) {
    let path = file("statements.csv", format!("{HEADER}{}\n", rows.join("\n")).as_bytes());
    (service.load("statements", &path).await, path)
}

fn rows() -> Vec<String> {
    ROWS.map(str::to_owned).to_vec()
}

async fn stored(service: &Service) -> Statement {
    let key = keys::statement(&samples::account_id("30001"), samples::period("2026-10"));
    let item: StatementItem = service.app.table.get(key, true).await.unwrap().unwrap();
    item.statement().unwrap()
}

#[tokio::test]
async fn a_file_says_all_that_the_exchange_takes_of_a_statement() {
    let service = with_examples().await;
    let (outcome, _) = load(&service, &rows()).await;
    assert_eq!(outcome.out, "Загружено: новых 1, изменённых 0, без изменений 0, отклонённых 0.\n", "{outcome:?}");
    let statement = stored(&service).await;
    let recalculated = |line: usize| {
        let all = statement.lines[line].recalculations.iter();
        all.map(|each| (each.period.to_string(), each.amount.kopecks())).collect::<Vec<_>>()
    };
    assert_eq!(recalculated(0), [("2026-09".to_owned(), 2_000), ("2026-08".to_owned(), 3_000)]);
    assert_eq!(recalculated(1), [("2026-09".to_owned(), -1_000), ("2026-07".to_owned(), -2_000)]);
    let multiplier = statement.lines[1].multiplier.as_ref().unwrap();
    assert_eq!((multiplier.coefficient.to_string(), multiplier.excess.kopecks()), ("1.5".to_owned(), 6_000));
    let shares = statement.extras.shares.iter().map(|share| (share.recipient.clone(), share.to_pay.kopecks()));
    assert_eq!(shares.collect::<Vec<_>>(), [(Some(samples::text("vodokanal")), 17_000), (None, 16_000)]);
    let instalment = &statement.extras.instalments[0];
    assert_eq!((instalment.name.as_str(), instalment.to_pay.kopecks()), ("Вода", 12_095));
    assert_eq!(statement.extras.document_id.unwrap().to_string(), "90ЕТ119242-02-6101");
}

#[tokio::test]
async fn what_is_wrong_in_a_further_row_is_named_in_that_row() {
    let service = with_examples().await;
    for (at, from, to, row, column, code) in [
        (1, ";30;2026-08", ";30;2026-13", "3", "recalculation_period", "period_malformed"),
        (1, ";30;2026-08", ";31;2026-08", "2", "total", "sums_differ"),
        (1, ";160;", ";161;", "2", "share_to_pay", "sums_differ"),
        (3, ";-20;", ";двадцать;", "5", "recalculation", "money_malformed"),
        (4, "120,95", "120,96", "6", "instalment_to_pay", "sums_differ"),
        (2, ";1,5;60;", ";1,5;;", "4", "excess", "money_malformed"),
        // A supplier in the column of charges would be lost, and his money asked for in the company's favour.
        (4, ";;;;;;;;Вода", ";vodokanal;;;;;;;Вода", "6", "service", "required"),
    ] {
        let mut rows = rows();
        rows[at] = rows[at].replace(from, to);
        let (outcome, path) = load(&service, &rows).await;
        assert_eq!(outcome.code, 3, "{outcome:?}");
        assert_eq!(errors(&path), [[row, column, "30001", code]], "{to}");
    }
}

#[tokio::test]
async fn a_recalculation_below_another_service_is_no_further_one() {
    let service = with_examples().await;
    let mut rows = rows();
    rows.swap(1, 2);
    let (outcome, path) = load(&service, &rows).await;
    assert_eq!(outcome.code, 3, "{outcome:?}");
    assert_eq!(errors(&path), [["4", "base", "30001", "money_malformed"]]);
}

#[tokio::test]
async fn a_house_keeps_days_of_its_own() {
    let service = with_examples().await;
    let header = "code;address;total_area;residential_area;common_area;window_from_day;window_to_day;time_zone\n";
    let row = "lesnaya-3;г. Саратов, ул. Лесная, д. 3;3210,40;2644,10;512,30;10;20;Europe/Samara\n";
    let path = file("houses.csv", format!("{header}{row}").as_bytes());
    let outcome = service.load("houses", &path).await;
    assert_eq!(outcome.out, "Загружено: новых 0, изменённых 1, без изменений 0, отклонённых 0.\n", "{outcome:?}");
    let house = keys::house(&samples::organization_id(1), &"lesnaya-3".parse().unwrap());
    let item: table::entities::house::HouseItem = service.app.table.get(house, true).await.unwrap().unwrap();
    let window = item.house.readings_window.unwrap();
    assert_eq!((window.from_day, window.to_day, window.time_zone.unwrap().as_str()), (10, 20, "Europe/Samara"));
    for (from, to, column, code) in [
        (";10;20;", ";20;10;", "window_from_day", "window_out_of_range"),
        (";10;20;", ";10;;", "window_to_day", "not_a_number"),
        ("Samara", "Atlantis", "time_zone", "time_zone_unknown"),
    ] {
        let path = file("houses.csv", format!("{header}{}", row.replace(from, to)).as_bytes());
        assert_eq!(service.load("houses", &path).await.code, 3);
        assert_eq!(errors(&path), [["2", column, "lesnaya-3", code]], "{to}");
    }
}
