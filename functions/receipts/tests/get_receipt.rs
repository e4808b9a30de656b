use domain::meter::{Source, Value};
use domain::{AccountId, Decimal, UserId};
use futures::future::join_all;
use jiff::civil::{Date, date};
use table::Update;
use table::entities::account::AccountItem;
use table::entities::common_needs::HouseCommonNeeds;
use table::entities::meter::{Archived, MeterItem};
use table::entities::organization::RequisitesItem;
use table::entities::reading::ReadingItem;
use table::entities::statement::StatementItem;
use testkit::{Answer, TestApp, samples};

fn ivanov() -> UserId {
    samples::user_id(1)
}

fn account() -> AccountId {
    samples::account_id("100200300")
}

/// Ivanov's account with September closed on 20 October.
async fn home() -> TestApp {
    let app = TestApp::start(receipts::router).await;
    app.organization().await;
    app.account("100200300").await;
    app.attach(&ivanov(), &account()).await;
    app.statement(&account(), "2026-09").await;
    app.close_period("2026-09").await;
    app
}

async fn get(app: &TestApp, period: &str) -> Answer {
    let path = format!("/api/accounts/{}/receipts/{period}", account());
    app.get(&path).bearer(&app.token(&ivanov())).send().await
}

/// The words of a PDF, whatever the spaces between them are.
fn words(pdf: &[u8]) -> String {
    let text = pdf_extract::extract_text_from_mem(pdf).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// September closed a second time, on 25 October, with another bank account in the requisites.
async fn correct(app: &TestApp, statement_version: u32) {
    let (period, organization) = (samples::period("2026-09"), samples::organization_id(1));
    let key = table::keys::requisites(&organization, period);
    let mut requisites: RequisitesItem = app.table.get(key, true).await.unwrap().unwrap();
    requisites.closings.push("2026-10-25T12:00:00Z".parse().unwrap());
    requisites.details.bank.name = samples::text("Новый банк");
    let mut statement = StatementItem::new(account(), period, statement_version, &samples::statement()).unwrap();
    statement.first_version = 1;
    app.table.put(&requisites).await.unwrap();
    app.table.put(&statement).await.unwrap();
}

/// A meter of the account, read last on this day.
async fn meter(app: &TestApp, taken_on: Date) {
    app.table.put(&meter_read(taken_on)).await.unwrap();
}

fn meter_read(taken_on: Date) -> MeterItem {
    let mut item = samples::meter("100200300", "18-402177");
    item.verification_due = date(2029, 5, 14);
    item.place = Some(samples::text("кухня"));
    item.last.values = vec![Value(Decimal::new(412_064, 3))];
    item.installed_on = Some(date(2026, 1, 10));
    item.last.taken_on = Some(taken_on);
    item
}

/// A reading in the history of that meter.
async fn history(app: &TestApp, taken_on: Date, shown: &str) {
    remember(app, taken_on, shown, None).await;
}

async fn remember(app: &TestApp, taken_on: Date, shown: &str, replaced_by: Option<String>) {
    let MeterItem { id: meter, account, .. } = meter_read(taken_on);
    let entered_at = app.clock.now();
    let item = ReadingItem {
        id: app.random.ordered_id(entered_at).unwrap(),
        account,
        meter,
        taken_on,
        values: vec![samples::value(shown)],
        consumption: vec![samples::value("1")],
        source: Source::Resident,
        entered_by: None,
        confirmed: Vec::new(),
        entered_at,
        replaces: None,
        replaced_by,
    };
    app.table.put(&item).await.unwrap();
    app.clock.advance(1);
}

#[tokio::test]
async fn readings_that_were_struck_are_passed_over_however_many() {
    let app = home().await;
    app.table.put(&meter_read(date(2026, 12, 23))).await.unwrap();
    history(&app, date(2026, 9, 12), "333.5").await;
    for day in 13..18 {
        remember(&app, date(2026, 9, day), "444.5", Some("0123456789abcdefghjkmnpqrs".into())).await;
    }
    let words = words(&get(&app, "2026-09").await.body);
    assert!(words.contains("333,5") && !words.contains("444,5"), "{words}");
}

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
async fn requisites_are_those_of_the_closing() {
    let app = home().await;
    let mut company = app.organization().await;
    company.details.as_mut().unwrap().bank.name = samples::text("Новый банк");
    app.table.put(&company).await.unwrap();
    let words = words(&get(&app, "2026-09").await.body);
    assert!(words.contains("ПАО Сбербанк") && !words.contains("Новый банк"), "{words}");
}

#[tokio::test]
async fn a_corrected_statement_says_so_and_bears_the_day_of_the_correction() {
    let app = home().await;
    correct(&app, 2).await;
    let answer = get(&app, "2026-09").await;
    let words = words(&answer.body);
    assert!(words.contains("Корректировка от 25 октября 2026") && words.contains("Новый банк"), "{words}");
    assert_eq!(answer.usage.round_trips, 2);
}

#[tokio::test]
async fn a_statement_that_a_correction_did_not_touch_is_not_called_corrected() {
    let app = home().await;
    correct(&app, 1).await;
    let words = words(&get(&app, "2026-09").await.body);
    assert!(!words.contains("Корректировка от"), "{words}");
}

#[tokio::test]
async fn a_reading_that_was_known_when_the_document_was_made_is_in_it_and_a_later_one_is_not() {
    let app = home().await;
    meter(&app, date(2026, 9, 23)).await;
    let words = words(&get(&app, "2026-09").await.body);
    for expected in ["Холодная вода, кухня", "18-402177", "412,064 м³", "23 сентября 2026", "14 мая 2029"]
    {
        assert!(words.contains(expected), "{expected} is not in {words}");
    }
}

#[tokio::test]
async fn an_old_receipt_keeps_the_reading_of_its_period_out_of_the_history() {
    let app = home().await;
    meter(&app, date(2026, 12, 23)).await;
    for (taken_on, shown) in [
        (date(2026, 8, 23), "401"),
        (date(2026, 9, 23), "404.5"),
        (date(2026, 9, 23), "405.5"),
        (date(2026, 10, 5), "407"),
        (date(2026, 11, 23), "410"),
    ] {
        history(&app, taken_on, shown).await;
    }
    let answer = get(&app, "2026-09").await;
    let words = words(&answer.body);
    assert!(words.contains("18-402177 405,5 м³ 23 сентября 2026"), "{words}");
    assert_eq!(answer.usage.round_trips, 2);
}

#[tokio::test]
async fn a_meter_that_was_not_read_by_then_shows_what_it_was_installed_with() {
    let app = home().await;
    meter(&app, date(2026, 12, 23)).await;
    let shown = words(&get(&app, "2026-09").await.body);
    assert!(shown.contains("18-402177 123,45 м³ 10 января 2026"), "{shown}");
    app.table
        .put(&MeterItem { installed_on: Some(date(2026, 10, 1)), ..meter_read(date(2026, 12, 23)) })
        .await
        .unwrap();
    let words = words(&get(&app, "2026-09").await.body);
    assert!(!words.contains("18-402177"), "it did not stand there yet: {words}");
}

#[tokio::test]
async fn a_meter_is_on_the_receipts_of_the_periods_in_which_it_stood() {
    let app = home().await;
    let archived = |on| Some(Archived { on, replaced_by: None });
    let read = meter_read(date(2026, 9, 23));
    for number in 0..40 {
        let gone = samples::meter("100200300", &format!("gone-{number}"));
        app.table.put(&MeterItem { archived: archived(date(2026, 2, 1)), ..gone }).await.unwrap();
    }
    for (on, is_there) in [(date(2026, 9, 30), false), (date(2026, 10, 1), true)] {
        app.table.put(&MeterItem { archived: archived(on), ..read.clone() }).await.unwrap();
        let words = words(&get(&app, "2026-09").await.body);
        assert_eq!(words.contains("18-402177"), is_there, "{on}: {words}");
        assert!(!words.contains("gone-"), "{words}");
    }
}

#[tokio::test]
async fn a_receipt_is_made_out_to_the_account_as_it_was_when_it_was_charged() {
    let app = home().await;
    let before = app.account("100200300").await;
    let period = samples::period("2026-09");
    let statement = StatementItem::new(account(), period, 1, &samples::statement()).unwrap();
    app.table.put(&statement.made_out_to(&before.facts()).unwrap()).await.unwrap();
    let sold = AccountItem {
        subscriber: samples::text("Петрова Анна Сергеевна"), area: 77.into(), ..before
    };
    app.table.put(&sold).await.unwrap();
    let words = words(&get(&app, "2026-09").await.body);
    assert!(words.contains("Иванов Иван Иванович") && words.contains("50 м²"), "{words}");
    assert!(!words.contains("Петрова") && !words.contains("77 м²"), "{words}");
}

#[tokio::test]
async fn an_account_that_was_first_charged_by_the_second_closing_has_no_correction() {
    let app = home().await;
    correct(&app, 2).await;
    let statement = StatementItem::new(account(), samples::period("2026-09"), 2, &samples::statement()).unwrap();
    app.table.put(&statement).await.unwrap();
    let words = words(&get(&app, "2026-09").await.body);
    assert!(!words.contains("Корректировка от") && words.contains("Составлен 25 октября 2026"), "{words}");
}

#[tokio::test]
async fn other_payees_or_common_needs_make_another_document_and_say_so() {
    let app = home().await;
    let first = get(&app, "2026-09").await.body;
    correct(&app, 1).await;
    let other_bank = get(&app, "2026-09").await.body;
    assert!(!words(&other_bank).contains("изменены"), "the payees are said to be the same");
    let key = table::keys::requisites(&samples::organization_id(1), samples::period("2026-09"));
    assert!(app.table.update(Update::at(key).set("payees_since", 2).exists()).await.unwrap());
    let led_elsewhere = get(&app, "2026-09").await.body;
    let said = words(&led_elsewhere);
    assert!(said.contains("Реквизиты для оплаты изменены 25 октября 2026. Начисления прежние."), "{said}");
    assert!(!said.contains("Корректировка"), "{said}");
    let identity = |pdf: &[u8]| format!("{:?}", pdf_extract::Document::load_mem(pdf).unwrap().trailer.get(b"ID"));
    assert_ne!(identity(&first), identity(&led_elsewhere));
}

#[tokio::test]
async fn common_needs_that_were_loaded_for_a_later_closing_make_a_correction_where_they_are_charged() {
    let app = home().await;
    correct(&app, 1).await;
    let needs = |version, other: u32, service: &str| {
        let mut changed = samples::calculation(service);
        changed.volumes.other = other.into();
        let stays = samples::calculation(if service == "gas" { "hot-water" } else { "gas" });
        let (organization, house) = (samples::organization_id(1), samples::house().code);
        HouseCommonNeeds::new(organization, house, samples::period("2026-09"), version, &[stays, changed]).unwrap()
    };
    for (service, is_correction) in [("gas", false), ("hot-water", true)] {
        let item = needs(2, 5, service).in_place_of(&needs(1, 0, service)).unwrap();
        app.table.put(&item).await.unwrap();
        let words = words(&get(&app, "2026-09").await.body);
        assert_eq!(words.contains("Корректировка от 25 октября 2026"), is_correction, "{service}: {words}");
    }
}

#[tokio::test]
async fn a_receipt_names_the_day_to_pay_of_its_closing() {
    let app = home().await;
    assert!(words(&get(&app, "2026-09").await.body).contains("Оплатите до 15 октября 2026 включительно."));
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
