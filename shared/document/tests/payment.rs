//! Section 2: what is asked for, until when, and what was paid.

use document::Receipt;
use domain::Money;
use domain::statement::Receipt as Payment;
use jiff::civil::date;

use crate::positions::places;
use crate::{code, pdf, samples, says};

#[test]
fn an_overpayment_is_told_and_the_code_names_no_sum() {
    let receipt = samples::overpaid();
    let pdf = pdf(&receipt);
    assert_eq!(code::on_page(&pdf).unwrap().sum, None);
    assert!(says(&pdf, "Итого к оплате 0,00 руб."));
    assert!(says(&pdf, "Переплата 10 981,60 руб. За этот период платить не нужно."));
    assert!(says(&pdf, "Переплата на конец периода −10 981,60"));
    assert!(says(&pdf, "Платить не нужно. Если хотите внести деньги вперёд, сумму укажите сами."));
    assert!(!says(&pdf, "Оплатите до"));
}

/// The words below the code are above the third section.
fn note_is_whole(receipt: &Receipt, note: &str) {
    let pdf = pdf(receipt);
    assert!(says(&pdf, note), "{note}");
    let places = places(&pdf);
    let section = places.iter().filter(|place| place.word == "Раздел").nth(2).unwrap();
    let last = note.rsplit(' ').next().unwrap();
    let below = places.iter().filter(|place| place.word == last);
    assert!(below.clone().count() > 0);
    below.for_each(|word| assert!(word.is_above(section), "{word:?} is not above {section:?}"));
}

#[test]
fn a_sentence_of_several_lines_below_the_code_has_its_place() {
    let nothing = "Платить не нужно. Если хотите внести деньги вперёд, сумму укажите сами.";
    note_is_whole(&samples::overpaid(), nothing);
    let mut receipt = samples::everyday();
    receipt.statement.to_pay = Money::ZERO;
    note_is_whole(&receipt, "QR-код для оплаты. Сумму укажите сами.");
    receipt.statement.closing = Money::ZERO;
    note_is_whole(&receipt, nothing);
    let mut several = samples::several_recipients();
    several.statement.to_pay = Money::ZERO;
    note_is_whole(&several, "QR-код для оплаты. Сумму укажите сами.");
}

#[test]
fn money_that_was_given_back_is_no_last_payment() {
    let mut receipt = samples::everyday();
    let payment = receipt.statement.payments[0].clone();
    let refund = Payment { date: date(2026, 10, 20), amount: Money::from_kopecks(-100), ..payment };
    receipt.statement.payments.push(refund);
    assert!(says(&pdf(&receipt), "Оплачено, последний платёж 12 октября 2026"));
    receipt.statement.payments.remove(0);
    let refunded = pdf(&receipt);
    assert!(says(&refunded, "Оплачено") && !says(&refunded, "последний платёж"));
}

#[test]
fn a_debt_that_is_not_asked_for_is_never_called_nothing_to_pay() {
    let mut receipt = samples::everyday();
    receipt.statement.to_pay = Money::ZERO;
    let indebted = pdf(&receipt);
    assert!(says(&indebted, "За вами долг 7 221,30 руб. По этому документу он к оплате не предъявлен"));
    assert!(!says(&indebted, "платить не нужно"));
    receipt.statement.closing = Money::ZERO;
    assert!(says(&pdf(&receipt), "За этот период платить не нужно."));
}
