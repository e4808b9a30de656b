use super::charset::decode;
use crate::{Money, Period};

crate::refusals! {
    /// Why bytes are not a payment code.
    pub enum PaymentCodeError {
        Header = "not_a_payment_code", "Это не платёжный код по ГОСТ Р 56042-2014.";
        Field = "field_malformed", "Поле кода не имеет вида «ключ=значение».";
        Mandatory = "mandatory_field_missing", "В коде нет обязательного реквизита.";
        Sum = "sum_malformed", "Сумма в коде должна быть целым числом копеек.";
        Period = "period_malformed", "Период в коде не похож на месяц и год.";
    }
}

const MANDATORY: [&str; 5] = ["Name", "PersonalAcc", "BankName", "BIC", "CorrespAcc"];

/// A payment code that somebody has written, its fields in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentCode {
    fields: Vec<(String, String)>,
    /// The sum, where one is asked for.
    pub sum: Option<Money>,
    /// The period that is paid for, where it is named.
    pub period: Option<Period>,
}

impl PaymentCode {
    /// Reads a code more leniently than the standard writes it: keys in any order and case, a wrong character
    /// set, the period as `042026`, `0426` or `04.2026`. A sum in roubles is refused, never guessed.
    pub fn parse(bytes: &[u8]) -> Result<Self, PaymentCodeError> {
        let (declared, separator, body) = header(bytes)?;
        let fields = decode(body, declared)
            .split(char::from(separator))
            .filter(|field| !field.is_empty())
            .map(field)
            .collect::<Result<_, _>>()?;
        let mut code = Self { fields, sum: None, period: None };
        if MANDATORY.iter().any(|key| code.value(key).is_none_or(str::is_empty)) {
            return Err(PaymentCodeError::Mandatory);
        }
        code.sum = code.value("Sum").map(sum).transpose()?;
        code.period = code.value("PaymPeriod").map(period).transpose()?;
        Ok(code)
    }

    /// The value of a key, found without regard to case.
    pub fn value(&self, key: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(name, _)| name.eq_ignore_ascii_case(key));
        found.map(|(_, value)| value.as_str())
    }
}

/// The declared character set, the separator and what follows.
fn header(bytes: &[u8]) -> Result<(u8, u8, &[u8]), PaymentCodeError> {
    match bytes.strip_prefix(b"ST0001") {
        Some([declared @ b'1'..=b'3', separator, body @ ..]) if separator.is_ascii_punctuation() => {
            Ok((*declared, *separator, body))
        }
        _ => Err(PaymentCodeError::Header),
    }
}

/// A value may hold further signs of equality; a key may not.
fn field(text: &str) -> Result<(String, String), PaymentCodeError> {
    let (key, value) = text.split_once('=').ok_or(PaymentCodeError::Field)?;
    Ok((key.trim().to_owned(), value.to_owned()))
}

fn sum(text: &str) -> Result<Money, PaymentCodeError> {
    let good = text.len() <= 18 && text.bytes().all(|byte| byte.is_ascii_digit());
    let kopecks = text.parse().ok().filter(|_| good);
    kopecks.map(Money::from_kopecks).ok_or(PaymentCodeError::Sum)
}

fn period(text: &str) -> Result<Period, PaymentCodeError> {
    let digits: String = text.chars().filter(|letter| *letter != '.').collect();
    let (month, year) = digits.split_at_checked(2).ok_or(PaymentCodeError::Period)?;
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
    let year = match year.len() {
        2 => number(year).map(|year: i16| year + 2000),
        4 => number(year),
        _ => None,
    };
    let month = number(month).and_then(|month| i8::try_from(month).ok());
    year.zip(month).and_then(|(year, month)| Period::new(year, month)).ok_or(PaymentCodeError::Period)
}
