use super::text::{cut, one_line};
use super::{Payee, PaymentQr, PaymentQrError};
use crate::Money;

/// Version 0001, character set 2: UTF-8, which every bank reads by now.
const HEADER: &str = "ST00012";
/// The separators that the standard allows, in the order in which they are tried.
const SEPARATORS: &str = "|#;:^_~{}!$%&()*+,/@";
/// The standard's limit of the five mandatory keys together, in bytes, without the header of 8 bytes.
const MANDATORY_BYTES: usize = 300;
/// Characters of the longest texts by the standard.
const NAME: usize = 160;
const BANK_NAME: usize = 45;
const PURPOSE: usize = 160;
/// Characters of the payer's texts: the standard has no limit, but a smaller code is easier to scan.
const PERSON_NAME: usize = 60;
const ADDRESS: usize = 160;
/// ЖКХ in the standard's list of kinds of payment.
const TECH_CODE: &str = "02";
/// The standard's grammar of the sum: at most 18 digits.
const LARGEST_SUM: i64 = 999_999_999_999_999_999;

type Field = (&'static str, String);

impl PaymentQr {
    /// The text of the code.
    ///
    /// Texts that are too long are cut between characters: a bank finds the payee by account and ИНН, and shows
    /// the texts to the payer only. Since 300 bytes are at most 150 Russian letters, the payee's name gives way
    /// first. Identifiers are never cut.
    pub fn write(&self) -> Result<String, PaymentQrError> {
        let mut fields = mandatory(&self.payee)?;
        fields.extend(self.optional()?.into_iter().filter(|(_, value)| !value.is_empty()));
        let separator = free_separator(&fields).ok_or(PaymentQrError::NoSeparator)?;
        Ok(fields.iter().fold(HEADER.to_owned(), |code, (key, value)| format!("{code}{separator}{key}={value}")))
    }

    fn optional(&self) -> Result<Vec<Field>, PaymentQrError> {
        let Self { payee, payer, .. } = self;
        let text = |text: &str, limit| cut(&one_line(text), limit, usize::MAX).to_owned();
        Ok(vec![
            ("Sum", sum(self.sum)?),
            ("Purpose", text(&self.purpose, PURPOSE)),
            ("PayeeINN", written(payee.inn.as_ref())),
            ("KPP", written(payee.kpp.as_ref())),
            ("LastName", text(&payer.last_name, PERSON_NAME)),
            ("FirstName", text(&payer.first_name, PERSON_NAME)),
            ("MiddleName", text(&payer.middle_name, PERSON_NAME)),
            ("PayerAddress", text(&payer.address, ADDRESS)),
            ("PersAcc", one_line(&payer.personal_account)),
            ("PaymPeriod", written(self.period.map(|period| format!("{:02}{:04}", period.month(), period.year())))),
            ("TechCode", TECH_CODE.to_owned()),
            ("UIN", written(self.document_id.as_ref())),
        ])
    }
}

/// The five mandatory keys, within their bytes.
fn mandatory(payee: &Payee) -> Result<Vec<Field>, PaymentQrError> {
    let bank_name = cut(&one_line(&payee.bank_name), BANK_NAME, usize::MAX).to_owned();
    let name = one_line(&payee.name);
    if bank_name.is_empty() {
        return Err(PaymentQrError::BankNameMissing);
    }
    let mut fields = vec![
        ("Name", String::new()),
        ("PersonalAcc", payee.account.to_string()),
        ("BankName", bank_name),
        ("BIC", payee.bic.to_string()),
        ("CorrespAcc", payee.correspondent_account.as_ref().map_or("0".to_owned(), ToString::to_string)),
    ];
    let taken: usize = fields.iter().map(|(key, value)| key.len() + value.len() + "=|".len()).sum();
    let name = cut(&name, NAME, MANDATORY_BYTES.saturating_sub(taken));
    if name.is_empty() {
        return Err(PaymentQrError::NameMissing);
    }
    name.clone_into(&mut fields[0].1);
    Ok(fields)
}

/// Kopecks, nothing where nothing is to be paid.
fn sum(sum: Money) -> Result<String, PaymentQrError> {
    match sum.kopecks() {
        ..=0 => Ok(String::new()),
        kopecks @ 1..=LARGEST_SUM => Ok(kopecks.to_string()),
        _ => Err(PaymentQrError::SumTooLarge),
    }
}

fn written(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// The first separator that occurs in no value: the standard has no escaping.
fn free_separator(fields: &[Field]) -> Option<char> {
    SEPARATORS.chars().find(|separator| fields.iter().all(|(_, value)| !value.contains(*separator)))
}
