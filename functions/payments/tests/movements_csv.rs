use testkit::{Answer, TestApp, samples};

use crate::{account, home, ivanov};

async fn get(app: &TestApp, accept: &str) -> Answer {
    let path = format!("/api/accounts/{}/movements?from=2026-08&to=2026-09", account());
    app.get(&path).bearer(&app.token(&ivanov())).header("accept", accept).send().await
}

#[tokio::test]
async fn the_table_opens_in_a_russian_spreadsheet() {
    let app = home().await;
    let answer = get(&app, "text/csv").await;
    let expected = "\u{feff}Период;Входящий остаток;Начислено;Перерасчёты;Пени;Поступило;Исходящий остаток;Платежи\r\n\
                    2026-08;100,00;940,05;0,00;0,00;100,00;940,05;10.09.2026 100,00 банк\r\n\
                    2026-09;-50,00;930,00;-3,00;4,63;100,00;781,63;10.09.2026 100,00 банк\r\n\
                    За всё показанное время;;;;;;;Итоги не посчитаны: остаток исправлен или месяц открыт на исправление\r\n";
    assert_eq!((answer.status, answer.text()), (200, expected.to_owned()));
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    let name = answer.header("content-disposition");
    assert!(name.starts_with("attachment; filename=\"movements-2026-08-2026-09.csv\"; filename*=UTF-8''"), "{name}");
}

/// The kopecks of a row's six figures.
fn figures(row: &str) -> [i64; 6] {
    let kopecks = |cell: &str| cell.replace(',', "").parse().unwrap();
    row.split(';').skip(1).take(6).map(kopecks).collect::<Vec<_>>().try_into().unwrap()
}

#[tokio::test]
async fn the_totals_of_months_that_go_on_from_each_other_explain_the_balance_and_the_open_month_says_so() {
    let app = home().await;
    app.online(&account(), 50_000).await;
    let path = format!("/api/accounts/{}/movements?from=2026-09&to=2026-10", account());
    let answer = app.get(&path).bearer(&app.token(&ivanov())).header("accept", "text/csv").send().await.text();
    let rows: Vec<&str> = answer.lines().collect();
    assert_eq!(rows.len(), 4, "{answer}");
    assert!(rows[2].starts_with("2026-10, не закрыт;781,63;"), "{answer}");
    for row in &rows[1..] {
        let [opening, charged, recalculated, penalty, received, closing] = figures(row);
        assert_eq!(opening + charged + recalculated + penalty - received, closing, "{row}");
    }
    assert!(rows[3].starts_with("За всё показанное время;-50,00;"), "{answer}");
}

#[tokio::test]
async fn other_forms_are_not_acceptable() {
    let app = home().await;
    for accept in ["application/pdf", "text/html", "text/csv;q=0"] {
        assert_eq!(get(&app, accept).await.problem(), (406, "not_acceptable".to_owned()), "{accept}");
    }
    assert_eq!(get(&app, "text/html, */*;q=0.1").await.header("content-type"), "application/json");
}

#[tokio::test]
async fn a_foreign_account_has_no_table() {
    let app = home().await;
    let path = format!("/api/accounts/{}/movements", account());
    let stranger = app.token(&samples::user_id(2));
    let answer = app.get(&path).bearer(&stranger).header("accept", "text/csv").send().await;
    assert_eq!(answer.problem(), (404, "not_found".to_owned()));
}
