//! Section 2: how the balance moved. Each line has the sign with which it enters the next balance.

use domain::Money;
use domain::statement::Statement;

use super::{Fact, facts};
use crate::format::{date, money};

pub fn balance(statement: &Statement) -> Vec<Fact> {
    let totals = statement.totals();
    let unless_zero = |amount: Money| (!amount.is_zero()).then(|| money(amount));
    let negated = Money::from_kopecks(totals.paid.kopecks().saturating_neg());
    let mut lines = vec![Fact { label: side(statement.opening, "начало"), value: money(statement.opening) }];
    lines.push(Fact { label: paid(statement), value: money(negated) });
    lines.extend(facts([
        ("Начислено за период", Some(money(totals.charged))),
        ("Перерасчёты", unless_zero(totals.recalculated)),
        ("Льготы", unless_zero(totals.privileges)),
        ("Пени", Some(money(statement.penalty))),
    ]));
    lines.push(Fact { label: side(statement.closing, "конец"), value: money(statement.closing) });
    lines
}

/// A debt and an overpayment are told by a word, and the sign repeats it.
fn side(balance: Money, end: &str) -> String {
    let word = if balance.is_negative() { "Переплата" } else { "Долг" };
    format!("{word} на {end} периода")
}

/// What was given back is no payment, though it enters the same sum.
fn paid(statement: &Statement) -> String {
    let received = statement.payments.iter().filter(|payment| !payment.amount.is_negative());
    match received.map(|payment| payment.date).max() {
        Some(last) => format!("Оплачено, последний платёж {}", date(last)),
        None => "Оплачено".to_owned(),
    }
}
