//! The payment code of a receipt, from its requisites to the squares on the page.

use domain::payment_qr::{self, Payer, PaymentQr, PaymentQrError};
use domain::unified_account::PaymentDocumentId;
use fast_qr::{ECL, QRBuilder, QRCode};

use crate::Receipt;
use crate::payees::{Payee, Requisites};

/// Why a payee has no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Nobody told where to pay, or the name of the payee or of the bank is empty.
    Requisites,
    /// The account is not one of the bank: money sent there would be lost or come back late.
    WrongAccount,
    /// The texts do not fit into a code.
    NotWritable,
}

/// Squares of white around the code that the standard of QR demands.
const QUIET_ZONE: usize = 4;

/// Dots of a square's side: a viewer that smooths pictures blurs a third of a square at most.
const DOTS: usize = 3;

/// A square picture of a code, a byte a dot, black or white. As paths it would take ten times the bytes, and the
/// typesetter a third of its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Dots of a side.
    pub side: usize,
    /// Row by row.
    pub grey: Vec<u8>,
}

/// The code of a payee, error correction M as the standard asks.
pub fn picture(receipt: &Receipt, payee: &Payee<'_>) -> Result<Picture, Missing> {
    let requisites = payee.requisites.ok_or(Missing::Requisites)?;
    // The exchange refuses wrong keys; requisites that were stored before a rule was known are caught here.
    requisites.bank.check().map_err(|_| Missing::WrongAccount)?;
    let text = payment(receipt, payee, requisites).write().map_err(missing)?;
    let code = QRBuilder::new(text).ecl(ECL::M).build().map_err(|_| Missing::NotWritable)?;
    Ok(draw(&code))
}

fn missing(error: PaymentQrError) -> Missing {
    match error {
        PaymentQrError::NameMissing | PaymentQrError::BankNameMissing => Missing::Requisites,
        PaymentQrError::NoSeparator | PaymentQrError::SumTooLarge => Missing::NotWritable,
    }
}

/// What the code asks the bank to do.
fn payment(receipt: &Receipt, payee: &Payee<'_>, requisites: Requisites<'_>) -> PaymentQr {
    let Receipt { account, period, .. } = receipt;
    let Requisites { inn, kpp, bank } = requisites;
    PaymentQr {
        payee: payment_qr::Payee::of(payee.name, inn, kpp, bank),
        payer: payer(receipt),
        sum: payee.to_pay.unwrap_or_default(),
        purpose: format!("Оплата ЖКУ за {}, ЛС {account}", period.in_russian()),
        period: Some(*period),
        document_id: document_id(receipt).cloned(),
    }
}

/// Unless it is plainly of another account: the state's system would book the money there.
fn document_id(receipt: &Receipt) -> Option<&PaymentDocumentId> {
    let Receipt { unified_account, service_id, statement, .. } = receipt;
    statement.extras.document_id.as_ref().filter(|id| id.nests_in(unified_account.as_ref(), service_id.as_ref()))
}

/// Words by which names of companies, of sole traders and of institutions are known, in small letters.
const NO_PERSON: [&str; 24] = [
    "ооо",
    "ао",
    "пао",
    "оао",
    "зао",
    "нао",
    "ип",
    "кфх",
    "нко",
    "ано",
    "тсж",
    "тсн",
    "жск",
    "жк",
    "снт",
    "гск",
    "муп",
    "гуп",
    "фгуп",
    "ук",
    "администрация",
    "комитет",
    "департамент",
    "управление",
];

/// Only a person's name of two or three words can be told apart into its parts without guessing.
fn payer(receipt: &Receipt) -> Payer {
    let (last, first, middle) = parts_of_name(receipt.payer.as_str());
    Payer {
        last_name: last.to_owned(),
        first_name: first.to_owned(),
        middle_name: middle.to_owned(),
        address: receipt.address.to_string(),
        personal_account: receipt.account.to_string(),
    }
}

/// Last, first and middle name; nothing where the name may be no person's.
fn parts_of_name(name: &str) -> (&str, &str, &str) {
    let words: Vec<&str> = name.split_whitespace().collect();
    match words[..] {
        _ if !words.iter().all(|word| may_name_a_person(word)) => ("", "", ""),
        [last, first] => (last, first, ""),
        [last, first, middle] => (last, first, middle),
        _ => ("", "", ""),
    }
}

fn may_name_a_person(word: &str) -> bool {
    let begins_high = word.chars().next().is_some_and(char::is_uppercase);
    begins_high && !word.contains(['«', '»', '"']) && !NO_PERSON.contains(&word.to_lowercase().as_str())
}

fn draw(code: &QRCode) -> Picture {
    let side = (code.size + 2 * QUIET_ZONE) * DOTS;
    let mut grey = vec![u8::MAX; side * side];
    let inside = grey.chunks_exact_mut(side).skip(QUIET_ZONE * DOTS);
    for (turn, dots) in inside.take(code.size * DOTS).enumerate() {
        let inside = dots.chunks_exact_mut(DOTS).skip(QUIET_ZONE);
        let squares = inside.zip(&code[turn / DOTS]);
        squares.filter(|(_, square)| square.value()).for_each(|(dots, _)| dots.fill(0));
    }
    Picture { side, grey }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_apart_where_it_is_plainly_a_persons() {
        assert_eq!(parts_of_name("Иванова Мария Петровна"), ("Иванова", "Мария", "Петровна"));
        assert_eq!(parts_of_name("Римская-Корсакова  Анна"), ("Римская-Корсакова", "Анна", ""));
        assert_eq!(parts_of_name("ИВАНОВ ПЁТР"), ("ИВАНОВ", "ПЁТР", ""));
        for name in [
            "Администрация города Саратова",
            "Администрация Саратова",
            "АДМИНИСТРАЦИЯ САРАТОВА",
            "Комитет Имущества",
            "Департамент Финансов",
            "Управление Образования Саратова",
            "Школа номер Пять",
            "Детский сад 12",
            "Ооо Волга",
            "Иванов",
            "Гасан Оглы Мамед Али",
        ] {
            assert_eq!(parts_of_name(name), ("", "", ""), "{name}");
        }
    }

    #[test]
    fn a_code_is_drawn_in_a_quiet_zone() {
        let code = QRBuilder::new("1").ecl(ECL::M).build().unwrap();
        let picture = draw(&code);
        assert_eq!((picture.side, picture.grey.len()), (87, 87 * 87));
        let dark = |column: usize, row: usize| picture.grey[row * 87 + column] == 0;
        // The corner square of a code is black, seven squares wide, with a white ring in it.
        assert!(dark(12, 12) && dark(32, 12) && dark(12, 32) && dark(21, 21));
        assert!(!dark(11, 12) && !dark(12, 11) && !dark(15, 15) && !dark(33, 12));
        let quiet = |dot: usize| !(12..75).contains(&dot);
        let places = (0..87).flat_map(|row| (0..87).map(move |column| (column, row)));
        assert!(places.filter(|(column, row)| quiet(*column) || quiet(*row)).all(|(column, row)| !dark(column, row)));
    }
}
