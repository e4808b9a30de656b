use document::Receipt;
use domain::unified_account::ServiceId;
use domain::{Decimal, Money};
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
fn a_receipt_made_out_after_the_day_to_pay_by_does_not_ask_to_pay_by_it() {
    let note = |corrected, payees| {
        let (due, corrected_on, payees_changed_on) = (Some(date(2026, 11, 15)), corrected, payees);
        Receipt { due, corrected_on, payees_changed_on, ..samples::everyday() }.payment_note().replace('\u{a0}', " ")
    };
    let (in_time, over) = ("Оплатите до 15 ноября 2026 включительно.", "Срок оплаты был до 15 ноября 2026.");
    assert_eq!(note(None, None), in_time);
    assert_eq!(note(Some(date(2026, 11, 15)), None), in_time, "the last day is one to pay on");
    assert_eq!(note(Some(date(2026, 11, 16)), None), over);
    assert_eq!(note(None, Some(date(2026, 11, 20))), over);
    let late = Receipt { corrected_on: Some(date(2026, 11, 20)), ..samples::everyday() };
    assert!(says(&pdf(&late), over) && !says(&pdf(&late), "Оплатите до"));
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
fn a_company_as_a_payer_is_not_taken_apart_as_a_person() {
    for name in ["ООО «Волга»", "ИП Иванов Пётр", "Магазин \"Рассвет\""] {
        let receipt = Receipt { payer: samples::text(name), ..samples::everyday() };
        let code = code::on_page(&pdf(&receipt)).unwrap();
        assert_eq!((code.value("LastName"), code.value("FirstName")), (None, None), "{name}");
    }
}

#[test]
fn the_volumes_of_the_house_add_up_with_what_else_was_taken_off() {
    let mut receipt = samples::everyday();
    assert!(!says(&pdf(&receipt), "вычтено и прочее"));
    receipt.house[0].volumes.other = Decimal::from(50);
    let name =
        receipt.statement.lines.iter().find(|line| line.service == receipt.house[0].service).unwrap().name.clone();
    let pdf = pdf(&receipt);
    assert!(
        says(&pdf, &format!("вычтено и прочее, в том числе перенесённое с прошлого месяца: {name} — 50 м³.")),
        "{}",
        text(&pdf)
    );
}

#[test]
fn a_payer_of_more_words_than_a_name_is_not_taken_apart() {
    let mut receipt = samples::everyday();
    receipt.payer = samples::text("Иванова М. П. и Иванов С. С.");
    let code = code::on_page(&pdf(&receipt)).unwrap();
    assert_eq!(code.value("LastName"), None);
}

#[test]
fn own_consumption_and_common_needs_are_charged_in_columns_of_their_own() {
    // 0.112 × 145.97 = 16.35 of 956.40; −23.19 of recalculation.
    let line = "Горячее водоснабжение м³ 6,440 0,112 145,97 940,05 16,35 956,40 −23,19 — 933,21";
    assert!(says(&pdf(&samples::everyday()), line));
    assert!(says(&pdf(&samples::overpaid()), "м² 54,300 — 24,87 1 350,44 — 1 350,44 — — 1 350,44"));
}

#[test]
fn a_published_receipt_is_reproduced_to_the_kopeck() {
    let pdf = pdf(&samples::published());
    for words in [
        "м³ 6,44 — 145,97 940,05 — 940,05 — — 940,05",
        "м³ — −1,4403 145,97 — −210,24 −210,24 187,05 — −23,19",
        "Итого за услуги 940,05 −210,24 729,81 187,05 — 916,86",
        "Пени 4,63",
        "Итого к оплате 921,49 руб.",
    ] {
        assert!(says(&pdf, words), "{words}");
    }
    assert_eq!(code::on_page(&pdf).unwrap().sum, Some(Money::from_kopecks(92_149)));
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
fn norms_meters_multipliers_and_instalments_have_their_sections() {
    let pdf = pdf(&samples::long());
    for words in [
        "Раздел 4. Справочная информация",
        "Холодная вода, кухня 18-402172 905,310 м³",
        "Тепловая энергия",
        "Норматив потребления",
        "Повышающий коэффициент",
        "Раздел 6. Оплата в рассрочку",
        "628,63 410,00 9,5 % 8,22 1 046,85",
        "при установке",
    ] {
        assert_eq!(says(&pdf, words), words != "Тепловая энергия", "{words}");
    }
}

#[test]
fn the_volumes_of_the_house_stand_beside_the_services_of_the_account() {
    let pdf = pdf(&samples::everyday());
    for words in [
        "Холодное водоснабжение м³ 1 000 900 100 12",
        "Горячее водоснабжение м³ 1 000 1 050 −50 0",
        "Электроснабжение, день кВт·ч прибора нет 14 355 460 460",
    ] {
        assert!(says(&pdf, words), "{words}");
    }
    assert!(!says(&pdf, "not-charged"));
}

#[test]
fn every_receipt_is_under_100_kilobytes() {
    for receipt in [samples::everyday(), samples::long(), samples::several_recipients(), samples::overpaid()] {
        let size = pdf(&receipt).len();
        assert!(size < 100_000, "{size} bytes");
    }
}

#[test]
fn a_service_with_a_zero_tariff_is_printed() {
    let mut receipt = samples::overpaid();
    receipt.statement.lines[0].tariff = Decimal::ZERO;
    assert!(says(&pdf(&receipt), "Содержание и ремонт жилого помещения м² 54,300 — 0"));
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
fn an_id_of_another_account_is_printed_but_not_in_the_code() {
    let mut receipt = samples::everyday();
    receipt.service_id = Some(ServiceId::parse("90ЕТ119243-02").unwrap());
    let pdf = pdf(&receipt);
    assert!(says(&pdf, "90ЕТ119242-02-6101"));
    let code = code::on_page(&pdf).unwrap();
    assert_eq!((code.value("UIN"), code.value("PersAcc")), (None, Some("100200300")));
}

#[test]
fn what_is_unknown_is_left_out() {
    let mut receipt = samples::everyday();
    receipt.unified_account = None;
    receipt.service_id = None;
    receipt.statement.extras.document_id = None;
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
