//! A receipt, to somebody who subscribed to the receipts of an account.

use askama::Template;

use crate::Letter;

/// Why a receipt of a period is mailed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The period is closed.
    Closing,
    /// An earlier one showed other charges.
    Correction,
    /// An earlier one led to other requisites; the charges are the same.
    NewPayees,
    /// An earlier one showed other charges and led to other requisites.
    CorrectionAndNewPayees,
}

impl Occasion {
    fn is_correction(self) -> bool {
        matches!(self, Self::Correction | Self::CorrectionAndNewPayees)
    }
}

/// The payment document is attached; the letter says what matters of it.
#[derive(Debug, Clone, Copy, Template)]
#[template(path = "receipt/text.txt")]
pub struct Receipt<'a> {
    /// «октябрь 2026».
    pub period: &'a str,
    /// Number of the account.
    pub account: &'a str,
    /// Address of the premises.
    pub address: &'a str,
    /// The company.
    pub organization: &'a str,
    /// What is asked for, in roubles: «1 234,50».
    pub to_pay: &'a str,
    /// What to do: until when to pay, or that nothing is to be paid.
    pub note: &'a str,
    /// Whether, and why, it replaces one that was sent before.
    pub occasion: Occasion,
    /// Where the charges are shown.
    pub link: &'a str,
    /// Where the subscription is ended.
    pub unsubscribe: &'a str,
}

#[derive(Template)]
#[template(path = "receipt/body.html")]
struct Html<'a> {
    receipt: Receipt<'a>,
}

impl Receipt<'_> {
    /// Fills the templates in.
    pub fn letter(&self) -> Result<Letter, askama::Error> {
        let receipt = match self.occasion {
            Occasion::Closing => "Квитанция",
            Occasion::Correction | Occasion::CorrectionAndNewPayees => "Корректировка: квитанция",
            Occasion::NewPayees => "Новые реквизиты: квитанция",
        };
        Ok(Letter {
            subject: format!("{receipt} за {}, лицевой счёт {}", self.period, self.account),
            text: self.render()?,
            html: Html { receipt: *self }.render()?,
        })
    }
}
