use futures::future::join_all;
use table::Update;
use testkit::samples;

use crate::home::{account, get, home, ivanov, words};

#[tokio::test]
async fn the_receipt_of_a_closed_period_is_a_pdf_with_the_sum_and_the_requisites() {
    let app = home().await;
    let answer = get(&app, "2026-09").await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/pdf"), "{}", answer.text());
    assert!(answer.body.starts_with(b"%PDF-"));
    let words = words(&answer.body);
    for expected in ["100200300", "940,05", "40702810338360027201", "Иванов Иван Иванович", "20 октября 2026"]
    {
        assert!(words.contains(expected), "{expected} is not in {words}");
    }
    assert!(!words.contains("Корректировка от"), "{words}");
}

#[tokio::test]
async fn the_file_has_a_name_for_people_and_one_for_old_programs() {
    let app = home().await;
    let answer = get(&app, "2026-09").await;
    let name = "%D0%9A%D0%B2%D0%B8%D1%82%D0%B0%D0%BD%D1%86%D0%B8%D1%8F%20100200300%20%D0%B7%D0%B0%20\
                %D1%81%D0%B5%D0%BD%D1%82%D1%8F%D0%B1%D1%80%D1%8C%202026.pdf";
    let expected = format!("attachment; filename=\"receipt-2026-09.pdf\"; filename*=UTF-8''{name}");
    assert_eq!(answer.header("content-disposition"), expected);
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_receipt_costs_two_round_trips_for_which_house_it_is_only_the_account_tells() {
    let app = home().await;
    let answer = get(&app, "2026-09").await;
    assert_eq!(answer.usage.round_trips, 2);
    assert!(answer.usage.read_units <= 3.0, "{:?}", answer.usage);
}

#[tokio::test]
async fn a_receipt_names_the_day_to_pay_of_its_closing() {
    let app = home().await;
    assert!(words(&get(&app, "2026-09").await.body).contains("Срок оплаты был до 15 октября 2026."));
    let key = table::keys::requisites(&samples::organization_id(1), samples::period("2026-09"));
    assert!(app.table.update(Update::at(key).set("due", "2026-10-20").exists()).await.unwrap());
    assert!(words(&get(&app, "2026-09").await.body).contains("Оплатите до 20 октября 2026 включительно."));
}

#[tokio::test]
async fn the_same_receipt_gives_the_same_bytes() {
    let app = home().await;
    let one = get(&app, "2026-09").await;
    app.clock.advance(24 * 3600);
    assert_eq!(get(&app, "2026-09").await.body, one.body);
}

#[tokio::test]
async fn many_receipts_at_once_are_all_typeset() {
    let app = home().await;
    let answers = join_all((0..8).map(|_| get(&app, "2026-09"))).await;
    assert!(answers.iter().all(|answer| answer.status == 200));
}

#[tokio::test]
async fn open_and_unknown_periods_form_no_receipt() {
    let app = home().await;
    app.statement(&account(), "2026-08").await;
    app.open_period("2026-08").await;
    for (period, status, code) in [
        ("2026-08", 409, "period_open"),
        ("2026-10", 409, "period_open"),
        ("2026-07", 404, "period_unknown"),
        ("2026-11", 404, "period_unknown"),
        ("2026-13", 404, "not_found"),
        ("..%2f2026-09", 404, "not_found"),
    ] {
        assert_eq!(get(&app, period).await.problem(), (status, code.to_owned()), "{period}");
    }
}

#[tokio::test]
async fn a_foreign_account_has_no_receipt() {
    let app = home().await;
    let path = format!("/api/accounts/{}/receipts/2026-09", account());
    let answer = app.get(&path).bearer(&app.token(&samples::user_id(2))).send().await;
    assert_eq!(answer.problem(), (404, "not_found".to_owned()));
    assert_eq!(app.get(&path).send().await.problem(), (401, "unauthorized".to_owned()));
    app.table.delete(table::keys::attachment(&ivanov(), &account())).await.unwrap();
    assert_eq!(get(&app, "2026-09").await.problem(), (404, "not_found".to_owned()));
}

#[tokio::test]
async fn a_slash_in_an_account_number_is_no_folder_of_the_file_name() {
    let app = home().await;
    let item = app.account("12/А").await;
    app.attach(&ivanov(), &item.id).await;
    app.statement(&item.id, "2026-09").await;
    let path = format!("/api/accounts/{}/receipts/2026-09", item.id);
    let answer = app.get(&path).bearer(&app.token(&ivanov())).send().await;
    assert!(answer.header("content-disposition").contains("12-%D0%90"), "{:?}", answer.headers);
    assert_eq!(answer.status, 200);
}
