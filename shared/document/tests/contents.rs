use document::Receipt;
use domain::Money;
use jiff::civil::date;
use pdf_extract::Document;

use crate::{code, pdf, samples, says, text, times};

fn pages(pdf: &[u8]) -> usize {
    Document::load_mem(pdf).unwrap().get_pages().len()
}

#[test]
fn an_everyday_receipt_is_one_page_that_says_all_that_is_known() {
    let pdf = pdf(&samples::everyday());
    assert_eq!(pages(&pdf), 1);
    insta::assert_snapshot!(text(&pdf));
}

#[test]
fn an_everyday_receipt_is_under_100_kilobytes() {
    let size = pdf(&samples::everyday()).len();
    assert!(size < 100_000, "{size} bytes");
}

#[test]
fn the_code_asks_for_what_the_receipt_asks_for() {
    let receipt = samples::everyday();
    let code = code::on_page(&pdf(&receipt)).unwrap();
    assert_eq!(code.sum, Some(receipt.statement.to_pay));
    assert_eq!(code.period, Some(receipt.period));
    let values = [
        ("Name", "ООО «УК «Волжские дома»"),
        ("PersonalAcc", "40702810338360027201"),
        ("BIC", "044525225"),
        ("PayeeINN", "7707083893"),
        ("PersAcc", "100200300"),
        ("TechCode", "02"),
        ("UIN", "90ЕТ119242-02-6101"),
        ("LastName", "Иванова"),
        ("Purpose", "Оплата ЖКУ за октябрь 2026, ЛС 100200300"),
    ];
    for (key, value) in values {
        assert_eq!(code.value(key), Some(value), "{key}");
    }
}

#[test]
fn a_payer_of_more_words_than_a_name_is_not_taken_apart() {
    let mut receipt = samples::everyday();
    receipt.payer = samples::text("Иванова М. П. и Иванов С. С.");
    let code = code::on_page(&pdf(&receipt)).unwrap();
    assert_eq!(code.value("LastName"), None);
}

#[test]
fn an_overpayment_is_told_and_the_code_names_no_sum() {
    let receipt = samples::overpaid();
    let pdf = pdf(&receipt);
    assert_eq!(code::on_page(&pdf).unwrap().sum, None);
    assert!(says(&pdf, "Итого к оплате 0,00 руб."));
    assert!(says(&pdf, "Переплата 10 981,60 руб. За этот период платить не нужно."));
    assert!(says(&pdf, "Переплата на конец периода −10 981,60"));
    assert!(says(&pdf, "QR-код для оплаты. Сумму укажите сами."));
    assert!(!says(&pdf, "Оплатите до"));
}

#[test]
fn a_receipt_with_wrong_requisites_has_a_sentence_and_no_code() {
    let pdf = pdf(&samples::wrong_requisites());
    assert_eq!(code::on_page(&pdf), None);
    assert!(says(&pdf, "номер счёта не подходит к БИК"));
}

#[test]
fn a_corrected_receipt_says_that_it_replaces_another() {
    let receipt = Receipt { corrected_on: Some(date(2026, 11, 9)), ..samples::overpaid() };
    assert!(says(&pdf(&receipt), "Корректировка от 9 ноября 2026. Этот документ заменяет"));
    assert!(!says(&pdf(&samples::overpaid()), "заменяет"));
}

#[test]
fn every_service_and_every_reason_is_on_a_long_receipt() {
    let pdf = pdf(&samples::long());
    assert_eq!(times(&pdf, "Временное отсутствие потребителя"), 60);
    assert!(pages(&pdf) > 1);
    assert!(says(&pdf, &format!("Страница 1 из {}", pages(&pdf))));
}

#[test]
fn a_receipt_without_recalculations_has_no_section_for_them() {
    assert!(!says(&pdf(&samples::overpaid()), "Раздел 5"));
}

#[test]
fn what_is_unknown_is_left_out() {
    let mut receipt = samples::everyday();
    receipt.unified_account = None;
    receipt.service_id = None;
    receipt.document_id = None;
    receipt.residents = None;
    receipt.due = None;
    let pdf = pdf(&receipt);
    for label in ["Единый лицевой счёт", "Идентификатор", "Проживает", "Оплатите до"]
    {
        assert!(!says(&pdf, label), "{label}");
    }
}

#[test]
fn the_same_receipt_gives_the_same_bytes() {
    let first = pdf(&samples::everyday());
    pdf(&samples::overpaid());
    assert!(first == pdf(&samples::everyday()));
    let mut other = samples::everyday();
    other.statement.to_pay = Money::from_kopecks(1);
    assert!(first != pdf(&other));
}

#[test]
fn receipts_typeset_at_once_do_not_mix() {
    let (one, other) = (samples::everyday(), samples::overpaid());
    let expected = (pdf(&one), pdf(&other));
    std::thread::scope(|scope| {
        let first = scope.spawn(|| pdf(&one));
        let second = scope.spawn(|| pdf(&other));
        assert!((first.join().unwrap(), second.join().unwrap()) == expected);
    });
}

#[test]
fn the_pdf_is_tagged_titled_and_in_russian() {
    let pdf = Document::load_mem(&pdf(&samples::everyday())).unwrap();
    let catalog = pdf.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"ru-RU");
    assert!(catalog.has(b"StructTreeRoot"));
    let metadata = catalog.get(b"Metadata").unwrap().as_reference().unwrap();
    let metadata = pdf.get_object(metadata).unwrap().as_stream().unwrap();
    let metadata = String::from_utf8(metadata.content.clone()).unwrap();
    assert!(metadata.contains("pdfuaid:part"), "{metadata}");
    assert!(metadata.contains("Платёжный документ за октябрь 2026, лицевой счёт 100200300"), "{metadata}");
}
