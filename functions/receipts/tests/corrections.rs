//! What makes a receipt another document than the one before it, and what does not.

use table::Update;
use table::entities::account::AccountItem;
use table::entities::common_needs::HouseCommonNeeds;
use table::entities::statement::StatementItem;
use testkit::samples;

use crate::home::{account, correct, get, home, words};

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
