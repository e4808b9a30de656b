//! The payment code of a receipt, from its requisites to the squares on the page.

use domain::payment_qr::{Payee, Payer, PaymentQr};
use domain::requisites::BankAccountError;
use qrcode::{Color, EcLevel, QrCode};

use crate::Receipt;

/// Why a receipt goes out without a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The account is not one of the bank: money sent there would be lost or come back late.
    WrongRequisites,
    /// The texts do not fit into a code.
    NotWritable,
}

/// Squares of white around the code that the standard of QR demands.
const QUIET_ZONE: usize = 4;

/// The code of the receipt as an SVG picture, error correction M as the standard asks.
pub fn picture(receipt: &Receipt) -> Result<String, Missing> {
    check_bank(receipt).map_err(|_| Missing::WrongRequisites)?;
    let text = payment(receipt).write().map_err(|_| Missing::NotWritable)?;
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| Missing::NotWritable)?;
    let width = code.width();
    Ok(svg(&code.into_colors(), width))
}

/// The exchange refuses wrong keys; requisites that were stored before a rule was known are caught here.
fn check_bank(receipt: &Receipt) -> Result<(), BankAccountError> {
    let bank = &receipt.executor.bank;
    bank.account.check_settlement(&bank.bic)?;
    bank.correspondent_account.check_correspondent(&bank.bic)
}

/// What the code asks the bank to do.
fn payment(receipt: &Receipt) -> PaymentQr {
    let Receipt { executor, account, period, .. } = receipt;
    PaymentQr {
        payee: Payee {
            name: executor.name.to_string(),
            account: executor.bank.account.clone(),
            bank_name: executor.bank.name.to_string(),
            bic: executor.bank.bic.clone(),
            correspondent_account: Some(executor.bank.correspondent_account.clone()),
            inn: Some(executor.inn.clone()),
            kpp: executor.kpp.clone(),
        },
        payer: payer(receipt),
        sum: receipt.statement.to_pay,
        purpose: format!("Оплата ЖКУ за {}, ЛС {account}", period.in_russian()),
        period: Some(*period),
        document_id: receipt.document_id.clone(),
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
