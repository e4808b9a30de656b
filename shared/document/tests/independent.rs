//! Documents of six kinds of account as other programs read them: poppler opens, reads and draws them, zbar finds the
//! codes in the picture. (`apt-get install poppler-utils zbar-tools`.)

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use document::Receipt;
use domain::payment_qr::PaymentCode;

use crate::{code, pdf, samples};

/// What a phone reads off the everyday receipt, by ГОСТ Р 56042-2014.
const EVERYDAY: &str = "ST00012|Name=ООО «УК «Волжские дома»|PersonalAcc=40702810338360027201|BankName=ПАО Сбербанк|\
    BIC=044525225|CorrespAcc=30101810400000000225|Sum=722130|Purpose=Оплата ЖКУ за октябрь 2026, ЛС 100200300|\
    PayeeINN=7707083893|KPP=773601001|LastName=Иванова|FirstName=Мария|MiddleName=Петровна|\
    PayerAddress=г. Саратов, ул. имени Чернышевского Н. Г., д. 164, кв. 27|PersAcc=100200300|PaymPeriod=102026|\
    TechCode=02|UIN=90ЕТ119242-02-6101";

fn run(program: &str, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> (bool, String, String) {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program} is needed: {error}"));
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.success(), text(output.stdout), text(output.stderr))
}

/// The words of the pages, as these options have it.
pub fn pdftotext(options: &[&str], file: &Path) -> String {
    let options = options.iter().map(OsStr::new);
    let (is_good, words, complaints) = run("pdftotext", options.chain([file.as_os_str(), OsStr::new("-")]));
    assert!(is_good && complaints.is_empty(), "{complaints}");
    words
}

/// The words of the pages and the texts of the codes.
fn read(pdf: &[u8]) -> (String, Vec<String>) {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("receipt.pdf");
    std::fs::write(&file, pdf).unwrap();
    let words = pdftotext(&[], &file);
    let drawn = directory.path().join("page");
    let drawing = ["-r", "200", "-gray", "-png"].map(OsStr::new).into_iter();
    let (is_good, _, complaints) = run("pdftoppm", drawing.chain([file.as_os_str(), drawn.as_os_str()]));
    assert!(is_good && complaints.is_empty(), "{complaints}");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (words, codes(directory.path()))
}

/// The codes on the pages; zbar says nothing and fails where there are none.
fn codes(directory: &Path) -> Vec<String> {
    let mut arguments = vec!["-q".into(), "--raw".into()];
    let files = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    arguments.extend(files.filter(|path| path.extension() == Some(OsStr::new("png"))));
    let (_, read, _) = run("zbarimg", arguments);
    read.lines().map(ToOwned::to_owned).collect()
}

/// Other programs read what the receipt says and find its codes.
fn agrees(receipt: &Receipt, words: &str) -> Vec<String> {
    let pdf = pdf(receipt);
    let (text, found) = read(&pdf);
    assert!(text.contains("Платёжный документ") && text.contains(words), "{words} is not in {text}");
    let mut seen: Vec<_> = found.iter().map(|code| PaymentCode::parse(code.as_bytes()).unwrap()).collect();
    let mut drawn = code::all_on_page(&pdf);
    seen.sort_by_key(|code| code.sum);
    drawn.sort_by_key(|code| code.sum);
    assert_eq!(seen, drawn);
    found
}

#[test]
fn an_everyday_receipt() {
    assert_eq!(agrees(&samples::everyday(), "7 221,30 руб."), [EVERYDAY]);
}

#[test]
fn a_receipt_of_several_pages() {
    assert_eq!(agrees(&samples::long(), "Раздел 6. Оплата в рассрочку").len(), 1);
}

#[test]
fn an_overpaid_account() {
    let found = agrees(&samples::overpaid(), "За этот период платить не нужно.");
    assert!(found.len() == 1 && !found[0].contains("Sum="), "{found:?}");
}

#[test]
fn services_of_several_suppliers() {
    assert_eq!(agrees(&samples::several_recipients(), "АО «Ситиматик»").len(), 3);
}

#[test]
fn charges_below_zero() {
    let found = agrees(&samples::published(), "−210,24");
    assert!(found.len() == 1 && found[0].contains("Sum=92149|"), "{found:?}");
}

#[test]
fn a_company_whose_requisites_are_wrong() {
    assert_eq!(agrees(&samples::wrong_requisites(), "номер счёта не подходит к БИК").len(), 0);
}
