//! What the template shows: ready texts, in the order of the form.

mod balance;
mod charges;
mod parties;
mod payment;
mod reference;

use domain::Money;
use jiff::civil::Date;
use serde::Serialize;

use crate::Receipt;
use crate::format::{date, money};
use crate::payees::Payee;
use crate::qr::{Missing, Picture};

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
    /// What is other than in an earlier document that this one replaces.
    changes: Vec<String>,
    closed: String,
    payer: Vec<Fact>,
    executor: Vec<Fact>,
    amount: Amount,
    balance: Vec<Fact>,
    payees: Vec<payment::Payee>,
    charges: charges::Charges,
    multipliers: Vec<charges::Multiplied>,
    reference: reference::Reference,
    recalculations: Vec<charges::Recalculated>,
    instalments: Vec<reference::Instalment>,
}

/// What is asked for.
#[derive(Debug, Serialize)]
struct Amount {
    value: String,
    /// Until when, or why nothing is to be paid.
    note: Option<String>,
}

impl View {
    /// Prepares a receipt for the template, with the code of each payee or why there is none.
    pub fn of(receipt: &Receipt, payees: &[Payee<'_>], codes: &[Result<Picture, Missing>]) -> Self {
        let statement = &receipt.statement;
        let owed = match payees.len() {
            _ if statement.to_pay.is_zero() && statement.closing <= Money::ZERO => payment::Owed::Nothing,
            0 | 1 => payment::Owed::ToOne,
            _ => payment::Owed::ToSeveral,
        };
        Self {
            period: receipt.period.in_russian(),
            account: receipt.account.to_string(),
            changes: changes(receipt),
            closed: date(receipt.closed_on),
            payer: parties::payer(receipt),
            executor: parties::executor(&receipt.executor),
            amount: Amount { value: money(statement.to_pay), note: payment_note(receipt) },
            balance: balance::balance(statement),
            payees: payees.iter().zip(codes).map(|(payee, code)| payment::Payee::of(payee, code, owed)).collect(),
            charges: charges::Charges::of(statement),
            multipliers: charges::multiplied(statement),
            reference: reference::Reference::of(receipt),
            recalculations: charges::recalculated(statement),
            instalments: reference::instalments(statement),
        }
    }
}

fn changes(receipt: &Receipt) -> Vec<String> {
    let correction = receipt.corrected_on.map(|day| format!("Корректировка от {}.", date(day)));
    let payees = receipt.payees_changed_on.map(|day| format!("Реквизиты для оплаты изменены {}.", date(day)));
    let same = payees.as_ref().filter(|_| correction.is_none()).map(|_| "Начисления прежние.".to_owned());
    let changes = correction.into_iter().chain(payees).chain(same);
    let replaced =
        format!("Этот документ заменяет выданный ранее платёжный документ за {}.", receipt.period.in_russian());
    let mut changes: Vec<String> = changes.collect();
    if !changes.is_empty() {
        changes.push(replaced);
    }
    changes
}

/// Until when to pay, or that nothing is to be paid; `None` where the day is unknown.
pub fn payment_note(receipt: &Receipt) -> Option<String> {
    let statement = &receipt.statement;
    match (statement.to_pay.is_zero(), statement.closing.is_negative()) {
        (true, true) => {
            Some(format!("Переплата {} руб. За этот период платить не нужно.", money(statement.closing.abs())))
        }
        (true, false) if !statement.closing.is_zero() => Some(format!(
            "За вами долг {} руб. По этому документу он к оплате не предъявлен: уточните у исполнителя услуг.",
            money(statement.closing)
        )),
        (true, false) => Some("За этот период платить не нужно.".to_owned()),
        (false, _) => receipt.due.map(|day| pay_by(day, receipt.issued_on())),
    }
}

/// A document that is made out after the day asks for nothing by it. Not by today: the same receipt reads the same for ever.
fn pay_by(day: Date, issued_on: Date) -> String {
    if day < issued_on {
        format!("Срок оплаты был до {}.", date(day))
    } else {
        format!("Оплатите до {} включительно.", date(day))
    }
}

/// Facts whose value is known.
fn facts(known: impl IntoIterator<Item = (&'static str, Option<String>)>) -> Vec<Fact> {
    let known = known.into_iter().filter_map(|(label, value)| Some((label.to_owned(), value?)));
    known.map(|(label, value)| Fact { label, value }).collect()
}
