//! Whom to pay: the company, and the suppliers that are paid directly.

use domain::organization::{self, Organization};
use domain::payment_qr::{Payee, Payer, PaymentQr};
use serde::Serialize;
use utoipa::ToSchema;

/// Bank details.
#[derive(Debug, Serialize, ToSchema)]
pub struct Bank {
    /// Name of the bank.
    name: String,
    /// БИК.
    bic: String,
    /// Settlement account.
    account: String,
    /// Correspondent account.
    correspondent_account: String,
}

/// A supplier who is paid directly, with payment codes of its own on receipts.
#[derive(Debug, Serialize, ToSchema)]
pub struct Recipient {
    /// Name.
    name: String,
    /// ИНН.
    inn: String,
    /// КПП; sole traders have none.
    kpp: Option<String>,
    /// Where money is paid to.
    bank: Bank,
}

/// A wrong account is no account to pay to: requisites that were stored before a rule was known give no code.
pub fn payment_qr(details: &Organization) -> Option<String> {
    let Organization { name, inn, kpp, bank, .. } = details;
    bank.check().ok()?;
    let payee = Payee::of(name, inn, kpp.as_ref(), bank);
    let purpose = "Оплата ЖКУ".to_owned();
    let sum = domain::Money::ZERO;
    let code = PaymentQr { payee, payer: Payer::default(), sum, purpose, period: None, document_id: None };
    code.write().ok()
}

impl Bank {
    pub fn of(bank: &organization::Bank) -> Self {
        Self {
            name: bank.name.to_string(),
            bic: bank.bic.to_string(),
            account: bank.account.to_string(),
            correspondent_account: bank.correspondent_account.to_string(),
        }
    }
}

impl Recipient {
    /// Those whose accounts are such as their banks give.
    pub fn all(recipients: &[organization::Recipient]) -> Vec<Self> {
        recipients.iter().filter(|recipient| recipient.bank.check().is_ok()).map(Self::of).collect()
    }

    fn of(recipient: &organization::Recipient) -> Self {
        let organization::Recipient { name, inn, kpp, bank, code: _ } = recipient;
        let kpp = kpp.as_ref().map(ToString::to_string);
        Self { name: name.to_string(), inn: inn.to_string(), kpp, bank: Bank::of(bank) }
    }
}
