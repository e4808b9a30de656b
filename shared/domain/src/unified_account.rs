//! Identifiers of the state system ГИС ЖКХ: they nest, each longer one begins with the shorter.
//!
//! | id | characters | example |
//! |---|---|---|
//! | unified account (ЕЛС) | 10 | `90ЕТ119242` |
//! | service id (идентификатор ЖКУ) | 13 | `90ЕТ119242-02` |
//! | payment document | 18 | `90ЕТ119242-02-7111` |
//!
//! People copy them from paper in any keyboard layout, so Latin look-alikes, lower case, spaces and
//! long dashes are accepted; what is stored is canonical: Cyrillic capitals and hyphens.

use crate::Period;
use crate::look_alike::{cyrillic, is_dash};

crate::refusals! {
    /// Why a text is not an identifier of ГИС ЖКХ.
    pub enum UnifiedAccountError {
        UnifiedAccount = "unified_account_malformed", "Единый лицевой счёт состоит из 10 знаков, например 90ЕТ119242.";
        ServiceId = "service_id_malformed", "Идентификатор ЖКУ состоит из 13 знаков, например 90ЕТ119242-02.";
        PaymentDocumentId = "payment_document_id_malformed",
            "Идентификатор платёжного документа состоит из 18 знаков, например 90ЕТ119242-02-7111.";
    }
}

/// Единый лицевой счёт: one for a flat and its payer in the whole country.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnifiedAccount(String);

impl UnifiedAccount {
    /// Accepts 2 digits, 2 letters, 6 digits.
    pub fn parse(text: &str) -> Result<Self, UnifiedAccountError> {
        canonical(text, "ddlldddddd").map(Self).ok_or(UnifiedAccountError::UnifiedAccount)
    }

    /// The canonical text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(UnifiedAccount, UnifiedAccountError);

/// Идентификатор жилищно-коммунальных услуг: a unified account with one of its suppliers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceId(String);

impl ServiceId {
    /// Accepts a unified account, a hyphen and 2 digits.
    pub fn parse(text: &str) -> Result<Self, UnifiedAccountError> {
        canonical(text, "ddlldddddd-dd").map(Self).ok_or(UnifiedAccountError::ServiceId)
    }

    /// The canonical text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(ServiceId, UnifiedAccountError);

/// Идентификатор платёжного документа: last digit of the year, month and number after the service
/// id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaymentDocumentId(String);

impl PaymentDocumentId {
    /// Accepts a service id, a hyphen and 4 digits, the middle two of them a month.
    pub fn parse(text: &str) -> Result<Self, UnifiedAccountError> {
        canonical(text, "ddlldddddd-dd-dddd")
            .filter(|id| has_month(id))
            .map(Self)
            .ok_or(UnifiedAccountError::PaymentDocumentId)
    }

    /// The canonical text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Begins with the longest id that its account is known by; where none is known, any may be its own.
    pub fn nests_in(&self, account: Option<&UnifiedAccount>, service: Option<&ServiceId>) -> bool {
        let known = service.map(ServiceId::as_str).or_else(|| account.map(UnifiedAccount::as_str));
        known.is_none_or(|known| self.0.starts_with(known))
    }

    /// Names the month of the period, and the last digit of its year.
    pub fn is_of(&self, period: Period) -> bool {
        let named: String = self.0.chars().skip(14).take(3).collect();
        named == format!("{}{:02}", period.year() % 10, period.month())
    }
}
crate::text_newtype!(PaymentDocumentId, UnifiedAccountError);

fn has_month(id: &str) -> bool {
    let month: String = id.chars().skip(15).take(2).collect();
    matches!(month.parse(), Ok(1..=12))
}

/// The text in canonical letters if it fits the pattern: `d` digit, `l` Cyrillic letter, `-` hyphen.
fn canonical(text: &str, pattern: &str) -> Option<String> {
    let canonical: String =
        text.chars().filter(|character| !character.is_whitespace()).map(canonical_character).collect();
    let fits = canonical.chars().count() == pattern.len()
        && canonical.chars().zip(pattern.chars()).all(|(character, kind)| match kind {
            'd' => character.is_ascii_digit(),
            'l' => matches!(character, 'А'..='Я'),
            other => character == other,
        });
    fits.then_some(canonical)
}

/// Cyrillic capital that looks like the given letter; hyphen for a dash; others unchanged.
fn canonical_character(character: char) -> char {
    match character {
        dash if is_dash(dash) => '-',
        'а'..='я' => character.to_uppercase().next().unwrap_or(character),
        _ => cyrillic(character.to_ascii_uppercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_ids_stay() {
        assert_eq!(UnifiedAccount::parse("90ЕТ119242").unwrap().as_str(), "90ЕТ119242");
        assert_eq!(ServiceId::parse("90ЕТ119242-02").unwrap().as_str(), "90ЕТ119242-02");
        let document = PaymentDocumentId::parse("90ЕТ119242-02-7111").unwrap();
        assert_eq!(document.as_str(), "90ЕТ119242-02-7111");
    }

    #[test]
    fn latin_look_alikes_lower_case_spaces_and_dashes_become_canonical() {
        for text in ["90ET119242-02", "90et119242-02", "90ет119242-02", " 90ЕT 119242–02 "] {
            assert_eq!(ServiceId::parse(text).unwrap().as_str(), "90ЕТ119242-02", "{text}");
        }
    }

    #[test]
    fn letters_without_a_cyrillic_twin_are_refused() {
        assert_eq!(UnifiedAccount::parse("90ZZ119242"), Err(UnifiedAccountError::UnifiedAccount));
        assert!(UnifiedAccount::parse("90ЁЁ119242").is_err());
    }

    #[test]
    fn a_shorter_or_longer_id_is_not_taken_for_another_kind() {
        assert!(UnifiedAccount::parse("90ЕТ119242-02").is_err());
        assert_eq!(ServiceId::parse("90ЕТ119242"), Err(UnifiedAccountError::ServiceId));
        assert!(PaymentDocumentId::parse("90ЕТ119242-02").is_err());
    }

    #[test]
    fn a_payment_document_begins_with_the_longest_id_that_is_known() {
        let document = PaymentDocumentId::parse("90ЕТ119242-02-6101").unwrap();
        let nests = |account: Option<&str>, service: Option<&str>| {
            let account = account.map(|text| UnifiedAccount::parse(text).unwrap());
            let service = service.map(|text| ServiceId::parse(text).unwrap());
            document.nests_in(account.as_ref(), service.as_ref())
        };
        assert!(nests(None, None) && nests(Some("90ЕТ119242"), None) && nests(None, Some("90ЕТ119242-02")));
        assert!(!nests(Some("90ЕТ119243"), None) && !nests(Some("90ЕТ119242"), Some("90ЕТ119242-03")));
    }

    #[test]
    fn a_payment_document_is_of_one_month_of_ten_years() {
        let document = PaymentDocumentId::parse("90ЕТ119242-02-6101").unwrap();
        let is_of = |text| document.is_of(Period::parse(text).unwrap());
        assert!(is_of("2026-10") && !is_of("2026-09") && !is_of("2027-10"));
    }

    #[test]
    fn a_payment_document_names_a_month() {
        let thirteenth = PaymentDocumentId::parse("90ЕТ119242-02-7131");
        assert_eq!(thirteenth, Err(UnifiedAccountError::PaymentDocumentId));
    }
}
