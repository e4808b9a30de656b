//! The payment code of a receipt, from its requisites to the squares on the page.

use domain::payment_qr::{Payee, Payer, PaymentQr};
use domain::requisites::BankAccountError;
use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

use crate::Receipt;

/// Why a receipt goes out without a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The account is not one of the bank: money sent there would be lost or come back late.
    WrongRequisites,
    /// The texts do not fit into a code.
    NotWritable,
}

/// A code as runs of black squares, one array a row, counted from the upper left corner.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Matrix {
    /// Squares on a side, without the quiet zone.
    pub size: usize,
    /// `(column, row, length)` of every run.
    pub runs: Vec<(usize, usize, usize)>,
}

/// The code of the receipt, error correction M as the standard asks.
pub fn matrix(receipt: &Receipt) -> Result<Matrix, Missing> {
    check_bank(receipt).map_err(|_| Missing::WrongRequisites)?;
    let text = payment(receipt).write().map_err(|_| Missing::NotWritable)?;
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| Missing::NotWritable)?;
    let size = code.width();
    Ok(Matrix { size, runs: runs(&code.into_colors(), size) })
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

fn runs(colors: &[Color], size: usize) -> Vec<(usize, usize, usize)> {
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    for (row, squares) in colors.chunks(size).enumerate() {
        for column in (0..size).filter(|column| squares[*column] == Color::Dark) {
            match runs.last_mut() {
                Some((start, line, length)) if *line == row && *start + *length == column => *length += 1,
                _ => runs.push((column, row, 1)),
            }
        }
    }
    runs
}
