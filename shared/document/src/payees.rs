//! Who is paid how much: the company, or several recipients where services are paid to their suppliers.

use domain::Money;
use domain::line_text::LineText;
use domain::organization::{Bank, Organization};
use domain::requisites::{Inn, Kpp};
use domain::statement::Recipient;

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

/// The payees of a receipt, the company first, with what `Statement::asked` says of them.
pub fn payees(receipt: &Receipt) -> Vec<Payee<'_>> {
    let statement = &receipt.statement;
    let recipients = statement.recipients();
    if recipients == [None] {
        return vec![Payee { services: vec![], to_pay: Some(statement.to_pay), ..payee(receipt, None) }];
    }
    match statement.asked() {
        None => recipients.into_iter().map(|recipient| payee(receipt, recipient)).collect(),
        Some(asked) => {
            let asked = asked.into_iter().filter(|(_, to_pay)| !to_pay.is_zero());
            asked.map(|(recipient, to_pay)| Payee { to_pay: Some(to_pay), ..payee(receipt, recipient) }).collect()
        }
    }
}

fn payee<'a>(receipt: &'a Receipt, code: Recipient<'a>) -> Payee<'a> {
    let services = receipt.statement.lines_of(code).map(|line| &line.name).collect();
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
