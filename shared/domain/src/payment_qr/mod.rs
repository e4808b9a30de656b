//! Payment QR of ГОСТ Р 56042-2014: the text that a bank's app reads off a receipt.
//!
//! `ST00012|Name=…|PersonalAcc=…|BankName=…|BIC=…|CorrespAcc=…|Sum=…`: a header that names the version
//! (0001), the character set (2: UTF-8) and the separator, then five mandatory keys in this order, then
//! optional ones.

mod charset;
mod read;
#[cfg(test)]
mod tests;
mod text;
mod write;

pub use read::{PaymentCode, PaymentCodeError};

use std::fmt::Display;

use crate::organization::Bank;
use crate::requisites::{BankAccount, Bic, Inn, Kpp};
use crate::unified_account::PaymentDocumentId;
use crate::{Money, Period};

crate::refusals! {
    /// Why no payment code can be written.
    pub enum PaymentQrError {
        NameMissing = "payee_name_missing", "Не указано наименование получателя платежа.";
        BankNameMissing = "bank_name_missing", "Не указан банк получателя платежа.";
        NoSeparator = "no_free_separator", "В реквизитах заняты все знаки, которыми можно разделить поля кода.";
        SumTooLarge = "sum_too_large", "Сумма слишком велика для кода оплаты.";
    }
}

/// Who receives the money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payee {
    /// Name of the company, at most 160 characters in the code.
    pub name: String,
    /// Settlement account.
    pub account: BankAccount,
    /// Name of the bank, at most 45 characters in the code.
    pub bank_name: String,
    /// БИК of the bank.
    pub bic: Bic,
    /// Correspondent account of the bank; the code holds `0` where there is none.
    pub correspondent_account: Option<BankAccount>,
    /// ИНН of the company.
    pub inn: Option<Inn>,
    /// КПП of the company.
    pub kpp: Option<Kpp>,
}

impl Payee {
    /// Whoever has these requisites.
    pub fn of(name: impl Display, inn: &Inn, kpp: Option<&Kpp>, bank: &Bank) -> Self {
        Self {
            name: name.to_string(),
            account: bank.account.clone(),
            bank_name: bank.name.to_string(),
            bic: bank.bic.clone(),
            correspondent_account: Some(bank.correspondent_account.clone()),
            inn: Some(inn.clone()),
            kpp: kpp.cloned(),
        }
    }
}

/// Who pays. Empty texts are left out of the code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Payer {
    /// Фамилия.
    pub last_name: String,
    /// Имя.
    pub first_name: String,
    /// Отчество.
    pub middle_name: String,
    /// Address of the premises that are paid for.
    pub address: String,
    /// Number of the personal account with the payee.
    pub personal_account: String,
}

/// A payment for housing and utilities, ready to be written as a code with [`write`](Self::write).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentQr {
    /// Who receives the money.
    pub payee: Payee,
    /// Who pays.
    pub payer: Payer,
    /// What is asked for; zero and less leave the sum out, and the payer's bank asks for it.
    pub sum: Money,
    /// Purpose of the payment, at most 160 characters in the code.
    pub purpose: String,
    /// The period that is paid for.
    pub period: Option<Period>,
    /// Id of the payment document in ГИС ЖКХ.
    pub document_id: Option<PaymentDocumentId>,
}
