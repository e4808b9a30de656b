//! A receipt whose services are paid to several.

use domain::Money;
use domain::statement::Share;

use crate::{code, pdf, samples, says, text};

#[test]
fn a_payee_without_services_of_its_own_has_its_sum_in_words_too() {
    let mut receipt = samples::several_recipients();
    let supplier = receipt.statement.lines.iter().find_map(|line| line.recipient.clone());
    for line in &mut receipt.statement.lines {
        line.recipient = supplier.clone();
    }
    let total = Money::checked_sum(receipt.statement.lines.iter().map(|line| line.total)).unwrap();
    let rest = receipt.statement.to_pay.checked_sub(total).unwrap();
    let pdf = pdf(&receipt);
    assert!(says(&pdf, &format!("Этому получателю: {} руб.", document::money(rest))), "{}", text(&pdf));
    assert!(says(&pdf, &format!("Этому получателю: {} руб.", document::money(total))), "{}", text(&pdf));
}

#[test]
fn every_recipient_has_its_sum_and_its_code() {
    let receipt = samples::several_recipients();
    let pdf = pdf(&receipt);
    let codes = code::all_on_page(&pdf);
    let paid: Vec<_> = codes.iter().map(|code| (code.value("Name").unwrap(), code.sum.unwrap().kopecks())).collect();
    let heat = 251_452 + 95_640 - 2_319;
    let rest = receipt.statement.to_pay.kopecks() - heat - 28_890;
    let expected = [("ООО «УК «Волжские дома»", rest), ("ПАО «Т Плюс»", heat), ("АО «Ситиматик»", 28_890)];
    assert_eq!(paid, expected);
    assert!(says(&pdf, "Этому получателю: 3 447,73 руб."));
    assert!(says(&pdf, "За услуги: Отопление, Горячее водоснабжение"));
}

#[test]
fn what_the_accounting_says_of_shares_holds() {
    let mut receipt = samples::several_recipients();
    let share = |recipient: Option<&str>, to_pay| Share {
        recipient: recipient.map(samples::text),
        to_pay: Money::from_kopecks(to_pay),
    };
    receipt.statement.extras.shares = vec![share(None, 700_000), share(Some("heat"), 22_130)];
    let codes = code::all_on_page(&pdf(&receipt));
    assert_eq!(codes.iter().map(|code| code.sum.unwrap().kopecks()).collect::<Vec<_>>(), [700_000, 22_130]);
}

#[test]
fn what_cannot_be_divided_without_guessing_has_codes_without_a_sum() {
    let mut receipt = samples::several_recipients();
    receipt.statement.to_pay = Money::from_kopecks(100_000);
    let codes = code::all_on_page(&pdf(&receipt));
    assert_eq!((codes.len(), codes.iter().filter_map(|code| code.sum).count()), (3, 0));
}

#[test]
fn a_recipient_without_requisites_has_a_sentence_and_no_code() {
    let mut receipt = samples::several_recipients();
    receipt.executor.recipients.remove(1);
    let pdf = pdf(&receipt);
    assert_eq!(code::all_on_page(&pdf).len(), 2);
    assert!(says(&pdf, "не указаны все реквизиты получателя"));
}
