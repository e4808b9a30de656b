//! What the template shows: ready texts, in the order of the form.

mod balance;
mod charges;
mod parties;

use domain::Period;
use serde::Serialize;

use crate::Receipt;
use crate::format::{date, money};
use crate::qr::Missing;

/// A name and its value: «Лицевой счёт», «100200300».
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    label: String,
    value: String,
}

/// Everything on the pages of one receipt.
#[derive(Debug, Serialize)]
pub struct View {
    period: String,
    account: String,
    /// Says that this document replaces an earlier one.
    correction: Option<String>,
    closed: String,
    payer: Vec<Fact>,
    executor: Vec<Fact>,
    amount: Amount,
    balance: Vec<Fact>,
    requisites: Vec<Fact>,
    /// Whether there is a code.
    qr: bool,
    /// Stands in the place of the code where there is none, below it otherwise.
    qr_note: String,
    charges: charges::Charges,
    recalculations: Vec<charges::Recalculated>,
}

/// What is asked for.
#[derive(Debug, Serialize)]
struct Amount {
    value: String,
    /// Until when, or why nothing is to be paid.
    note: Option<String>,
}

impl View {
    /// Prepares a receipt for the template, with the code or why there is none.
    pub fn of(receipt: &Receipt, qr: Result<(), Missing>) -> Self {
        Self {
            period: receipt.period.in_russian(),
            account: receipt.account.to_string(),
            correction: receipt.corrected_on.map(|day| correction(receipt.period, &date(day))),
            closed: date(receipt.closed_on),
            payer: parties::payer(receipt),
            executor: parties::executor(&receipt.executor),
            amount: amount(receipt),
            balance: balance::balance(&receipt.statement),
            requisites: parties::requisites(&receipt.executor),
            qr_note: qr_note(qr, receipt).to_owned(),
            qr: qr.is_ok(),
            charges: charges::Charges::of(&receipt.statement),
            recalculations: charges::recalculated(&receipt.statement),
        }
    }
}

fn correction(period: Period, day: &str) -> String {
    format!(
        "Корректировка от {day}. Этот документ заменяет выданный ранее платёжный документ за {}.",
        period.in_russian()
    )
}

fn amount(receipt: &Receipt) -> Amount {
    let statement = &receipt.statement;
    let note = match (statement.to_pay.is_zero(), statement.closing.is_negative()) {
        (true, true) => {
            Some(format!("Переплата {} руб. За этот период платить не нужно.", money(statement.closing.abs())))
        }
        (true, false) => Some("За этот период платить не нужно.".to_owned()),
        (false, _) => receipt.due.map(|day| format!("Оплатите до {} включительно.", date(day))),
    };
    Amount { value: money(statement.to_pay), note }
}

fn qr_note(qr: Result<(), Missing>, receipt: &Receipt) -> &'static str {
    match qr {
        Ok(()) if receipt.statement.to_pay.is_zero() => "QR-код для оплаты. Сумму укажите сами.",
        Ok(()) => "Оплатите по QR-коду",
        Err(Missing::WrongRequisites) => {
            "QR-код не напечатан: номер счёта не подходит к БИК. Прежде чем платить, уточните реквизиты \
             по телефону исполнителя услуг."
        }
        Err(Missing::NotWritable) => {
            "QR-код не напечатан: реквизиты не умещаются в код. Оплатите по реквизитам на этой странице."
        }
    }
}

/// Facts whose value is known.
fn facts(known: impl IntoIterator<Item = (&'static str, Option<String>)>) -> Vec<Fact> {
    let known = known.into_iter().filter_map(|(label, value)| Some((label.to_owned(), value?)));
    known.map(|(label, value)| Fact { label, value }).collect()
}
