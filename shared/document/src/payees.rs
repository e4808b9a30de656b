//! Who is paid how much: the company, or several recipients where services are paid to their suppliers.

use domain::Money;
use domain::line_text::LineText;
use domain::organization::{Bank, Organization};
use domain::requisites::{Inn, Kpp};
use domain::statement::Line;

use crate::Receipt;

/// One who is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payee<'a> {
    /// Name, or the code of a recipient whose requisites nobody told.
    pub name: &'a LineText,
    /// Where to pay; `None` where nobody told.
    pub requisites: Option<Requisites<'a>>,
    /// The services; empty where there is one payee for all.
    pub services: Vec<&'a LineText>,
    /// What is asked for; `None` where it cannot be divided without guessing.
    pub to_pay: Option<Money>,
}

/// Where to pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Requisites<'a> {
    /// Taxpayer number.
    pub inn: &'a Inn,
    /// Reason code of registration.
    pub kpp: Option<&'a Kpp>,
    /// Bank and accounts.
    pub bank: &'a Bank,
}

/// The payees of a receipt, the company first. What is said of shares holds; otherwise each supplier gets the totals of
/// its services, and the company what is left: its own services, balances, payments and penalty.
pub fn payees(receipt: &Receipt) -> Vec<Payee<'_>> {
    let codes = codes(receipt);
    if codes == [None] {
        let payee = payee(receipt, None);
        return vec![Payee { services: vec![], to_pay: Some(receipt.statement.to_pay), ..payee }];
    }
    let amounts = amounts(receipt, &codes);
    let parts = codes.into_iter().enumerate();
    let payees = parts.map(|(index, code)| {
        let to_pay = amounts.as_ref().and_then(|amounts| amounts.get(index).copied());
        Payee { to_pay, ..payee(receipt, code) }
    });
    payees.filter(|payee| payee.to_pay != Some(Money::ZERO)).collect()
}

/// The company and then the recipients in the order of their services.
fn codes(receipt: &Receipt) -> Vec<Option<&LineText>> {
    let lines = receipt.statement.lines.iter().map(|line| line.recipient.as_ref());
    let shares = receipt.statement.extras.shares.iter().map(|share| share.recipient.as_ref());
    let mut codes = vec![None];
    for code in lines.chain(shares) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

fn amounts(receipt: &Receipt, codes: &[Option<&LineText>]) -> Option<Vec<Money>> {
    let statement = &receipt.statement;
    if statement.to_pay.is_zero() {
        return None;
    }
    let shares = &statement.extras.shares;
    if !shares.is_empty() {
        let share = |code: Option<&LineText>| {
            Money::checked_sum(shares.iter().filter(|share| share.recipient.as_ref() == code).map(|share| share.to_pay))
        };
        return codes.iter().copied().map(share).collect();
    }
    let services = |code: Option<&LineText>| Money::checked_sum(lines(receipt, code).map(|line| line.total));
    let suppliers: Vec<Money> = codes.iter().copied().skip(1).map(services).collect::<Option<_>>()?;
    let rest = statement.to_pay.checked_sub(Money::checked_sum(suppliers.iter().copied())?)?;
    let amounts: Vec<Money> = std::iter::once(rest).chain(suppliers).collect();
    amounts.iter().all(|amount| !amount.is_negative()).then_some(amounts)
}

fn lines<'a>(receipt: &'a Receipt, code: Option<&LineText>) -> impl Iterator<Item = &'a Line> {
    receipt.statement.lines.iter().filter(move |line| line.recipient.as_ref() == code)
}

fn payee<'a>(receipt: &'a Receipt, code: Option<&'a LineText>) -> Payee<'a> {
    let services = lines(receipt, code).map(|line| &line.name).collect();
    let Organization { name, inn, kpp, bank, .. } = &receipt.executor;
    let company = Requisites { inn, kpp: kpp.as_ref(), bank };
    let (name, requisites) = match code {
        None => (name, Some(company)),
        Some(code) => match receipt.executor.recipient(code) {
            None => (code, None),
            Some(supplier) => {
                let (inn, kpp, bank) = (&supplier.inn, supplier.kpp.as_ref(), &supplier.bank);
                (&supplier.name, Some(Requisites { inn, kpp, bank }))
            }
        },
    };
    Payee { name, requisites, services, to_pay: None }
}
