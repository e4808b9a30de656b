//! The personal account («лицевой счёт»): what a company keeps about a flat and who pays for it.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::line_text::{LineText, is_letter};
use crate::look_alike::{is_dash, latin};
use crate::number;

crate::refusals! {
    /// Why a text is not an account number.
    pub enum AccountNumberError {
        Empty = "required", "Укажите номер лицевого счёта.";
        TooLong = "too_long", "Номер лицевого счёта — не более 30 знаков.";
        Malformed = "account_number_malformed", "Номер лицевого счёта состоит из букв, цифр, дефиса, точки и косой черты.";
    }
}

crate::refusals! {
    /// Why a text is not an access code.
    pub enum AccessCodeError {
        Malformed = "access_code_malformed", "Код доступа — от 4 до 20 букв и цифр.";
    }
}

/// The number of an account, given by its company; unique in it. Spaces are dropped, letters made capital.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountNumber(String);

impl AccountNumber {
    /// Parses what a person or an accounting system wrote.
    pub fn parse(text: &str) -> Result<Self, AccountNumberError> {
        let number = without_spaces(text);
        if number.is_empty() {
            return Err(AccountNumberError::Empty);
        }
        if number.chars().count() > 30 {
            return Err(AccountNumberError::TooLong);
        }
        let allowed = |letter: char| is_letter(letter) || letter.is_ascii_digit() || "-./_".contains(letter);
        if !number.chars().all(allowed) {
            return Err(AccountNumberError::Malformed);
        }
        Ok(Self(number))
    }

    /// The number in its canonical form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(AccountNumber, AccountNumberError);

/// The code printed on the paper receipt that proves who holds it.
///
/// Letters that look alike in both alphabets are one: nobody sees on paper which was printed. A code of one alphabet loses
/// nothing by it; one of both loses at most a bit a look-alike, and five tries a day never came near what is left.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessCode(String);

impl AccessCode {
    /// Parses the code; spaces, hyphens, the case of letters and the alphabet of look-alikes do not matter.
    pub fn parse(text: &str) -> Result<Self, AccessCodeError> {
        let code: String = without_spaces(text).chars().filter(|sign| !is_dash(*sign)).map(latin).collect();
        let good = code.chars().all(|letter| is_letter(letter) || letter.is_ascii_digit());
        let length = code.chars().count();
        (good && (4..=20).contains(&length)).then_some(Self(code)).ok_or(AccessCodeError::Malformed)
    }

    /// The code in its canonical form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(AccessCode, AccessCodeError);

/// A secret never shows in a log.
impl std::fmt::Debug for AccessCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AccessCode(…)")
    }
}

/// A periodic service of an account as the card shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// The company's code of the service.
    pub code: LineText,
    /// Name for people: «Отопление».
    pub name: LineText,
    /// Who supplies it.
    pub supplier: LineText,
    /// Unit of its volume: «Гкал».
    pub unit: LineText,
    /// Roubles a unit.
    #[serde(with = "number::text")]
    pub tariff: Decimal,
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_case_do_not_make_another_number() {
        assert_eq!(AccountNumber::parse(" 100 200-a "), AccountNumber::parse("100200-A"));
    }

    #[test]
    fn key_separators_and_foreign_digits_are_no_number() {
        for text in ["1#2", "1|2", "١٢٣", "１２３", "a\0", "<b>", "{{7*7}}", "=1"] {
            assert_eq!(AccountNumber::parse(text), Err(AccountNumberError::Malformed), "{text:?}");
        }
        assert_eq!(AccountNumber::parse(" "), Err(AccountNumberError::Empty));
        assert_eq!(AccountNumber::parse(&"1".repeat(31)), Err(AccountNumberError::TooLong));
    }

    #[test]
    fn an_access_code_forgives_case_and_hyphens() {
        assert_eq!(AccessCode::parse("ab12-cd34"), AccessCode::parse("AB12 CD34"));
        assert_eq!(AccessCode::parse("123"), Err(AccessCodeError::Malformed));
    }

    #[test]
    fn an_access_code_is_the_same_in_either_alphabet() {
        let printed = AccessCode::parse("AB12-KXD7").unwrap();
        for typed in ["АВ12-КХD7", "ав12 кхd7", "aв12–кxD7", "AB12KXD7"] {
            assert_eq!(AccessCode::parse(typed).as_ref(), Ok(&printed), "{typed}");
        }
        assert_eq!(AccessCode::parse("Щ7Ж2"), AccessCode::parse("щ7ж2"));
    }

    #[test]
    fn codes_that_read_differently_stay_apart() {
        for (one, other) in [("ABCD", "ABCE"), ("ИВАН", "IVAN"), ("O123", "0123"), ("ЁЖИК", "ЕЖИК")] {
            assert_ne!(AccessCode::parse(one).unwrap(), AccessCode::parse(other).unwrap(), "{one}");
        }
    }

    #[test]
    fn an_access_code_does_not_show_in_a_log() {
        assert!(!format!("{:?}", AccessCode::parse("AB12CD").unwrap()).contains("AB12CD"));
    }
}
