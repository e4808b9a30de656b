//! Section 2: each payee with its requisites, its sum and its code.

use domain::Money;
use serde::Serialize;

use super::{Fact, facts};
use crate::format::money;
use crate::payees::{self, Requisites};
use crate::qr::{Missing, Picture};

/// What a document asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owed {
    /// Nothing is owed.
    Nothing,
    /// One is paid for everything: the sum stands above.
    ToOne,
    /// Each of several has a sum of its own.
    ToSeveral,
}

/// One who is paid.
#[derive(Debug, Serialize)]
pub struct Payee {
    requisites: Vec<Fact>,
    /// What it is paid for; empty where there is one payee for all.
    services: String,
    /// The sum, where there are several payees and it is known.
    amount: Option<String>,
    /// Dots of a side of the code, where there is one.
    qr: Option<usize>,
    /// Stands in the place of the code where there is none, below it otherwise.
    qr_note: &'static str,
}

impl Payee {
    /// Of a document that asks for something, or of an account that owes nothing.
    pub fn of(payee: &payees::Payee<'_>, code: &Result<Picture, Missing>, owed: Owed) -> Self {
        let services: Vec<String> = payee.services.iter().map(ToString::to_string).collect();
        Self {
            requisites: requisites(payee),
            amount: payee.to_pay.filter(|_| owed == Owed::ToSeveral).map(money),
            services: services.join(", "),
            qr: code.as_ref().ok().map(|picture| picture.side),
            qr_note: match code {
                Ok(_) if owed == Owed::Nothing => {
                    "Платить не нужно. Если хотите внести деньги вперёд, сумму укажите сами."
                }
                Ok(_) if payee.to_pay.is_none_or(Money::is_zero) => "QR-код для оплаты. Сумму укажите сами.",
                Ok(_) => "Оплатите по QR-коду",
                Err(missing) => sentence(*missing),
            },
        }
    }
}

const fn sentence(missing: Missing) -> &'static str {
    match missing {
        Missing::Requisites => {
            "QR-код не напечатан: не указаны все реквизиты получателя. Прежде чем платить, уточните их по телефону \
             исполнителя услуг."
        }
        Missing::WrongAccount => {
            "QR-код не напечатан: номер счёта не подходит к БИК. Прежде чем платить, уточните реквизиты \
             по телефону исполнителя услуг."
        }
        Missing::NotWritable => {
            "QR-код не напечатан: реквизиты не умещаются в код. Оплатите по реквизитам на этой странице."
        }
    }
}

fn requisites(payee: &payees::Payee<'_>) -> Vec<Fact> {
    let mut known = facts([("Получатель", Some(payee.name.to_string()))]);
    if let Some(Requisites { inn, kpp, bank }) = payee.requisites {
        known.extend(facts([
            ("ИНН", Some(inn.to_string())),
            ("КПП", kpp.map(ToString::to_string)),
            ("Банк", Some(bank.name.to_string())),
            ("БИК", Some(bank.bic.to_string())),
            ("Расчётный счёт", Some(bank.account.to_string())),
            ("Корр. счёт", Some(bank.correspondent_account.to_string())),
        ]));
    }
    known
}
