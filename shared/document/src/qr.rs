//! The payment code of a receipt, from its requisites to the squares on the page.

use domain::payment_qr::{Payer, PaymentQr, PaymentQrError};
use qrcode::{Color, EcLevel, QrCode};

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

/// The code of a payee as an SVG picture, error correction M as the standard asks.
pub fn picture(receipt: &Receipt, payee: &Payee<'_>) -> Result<String, Missing> {
    let requisites = payee.requisites.ok_or(Missing::Requisites)?;
    // The exchange refuses wrong keys; requisites that were stored before a rule was known are caught here.
    requisites.bank.check().map_err(|_| Missing::WrongAccount)?;
    let text = payment(receipt, payee, requisites).write().map_err(missing)?;
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| Missing::NotWritable)?;
    let width = code.width();
    Ok(svg(&code.into_colors(), width))
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
        payee: domain::payment_qr::Payee {
            name: payee.name.to_string(),
            account: bank.account.clone(),
            bank_name: bank.name.to_string(),
            bic: bank.bic.clone(),
            correspondent_account: Some(bank.correspondent_account.clone()),
            inn: Some(inn.clone()),
            kpp: kpp.cloned(),
        },
        payer: payer(receipt),
        sum: payee.to_pay.unwrap_or_default(),
        purpose: format!("Оплата ЖКУ за {}, ЛС {account}", period.in_russian()),
        period: Some(*period),
        document_id: receipt.statement.extras.document_id.clone(),
    }
}

/// Only a name of two or three words can be told apart into its parts without guessing.
fn payer(receipt: &Receipt) -> Payer {
    let words: Vec<&str> = receipt.payer.as_str().split_whitespace().collect();
    let (last, first, middle) = match words[..] {
        [last, first] => (last, first, ""),
        [last, first, middle] => (last, first, middle),
        _ => ("", "", ""),
    };
    Payer {
        last_name: last.to_owned(),
        first_name: first.to_owned(),
        middle_name: middle.to_owned(),
        address: receipt.address.to_string(),
        personal_account: receipt.account.to_string(),
    }
}

/// One path over all runs of dark squares, so that no viewer shows seams between them.
fn svg(colors: &[Color], width: usize) -> String {
    let side = width + 2 * QUIET_ZONE;
    let path: String = colors.chunks(width).zip(QUIET_ZONE..).map(|(squares, row)| path_of_row(squares, row)).collect();
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}"/></svg>"#)
}

/// A rectangle one square high for every run.
fn path_of_row(squares: &[Color], row: usize) -> String {
    let mut column = QUIET_ZONE;
    let mut rectangles = Vec::new();
    for run in squares.chunk_by(|one, next| one == next) {
        let length = run.len();
        if run.first() == Some(&Color::Dark) {
            rectangles.push(format!("M{column} {row}h{length}v1h-{length}z"));
        }
        column += length;
    }
    rectangles.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_dark_squares_is_one_rectangle() {
        let row = [Color::Dark, Color::Dark, Color::Light, Color::Dark];
        assert_eq!(path_of_row(&row, 7), "M4 7h2v1h-2zM7 7h1v1h-1z");
        assert_eq!(path_of_row(&[Color::Light], 7), "");
    }
}
