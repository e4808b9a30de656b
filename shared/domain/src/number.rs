//! Decimal numbers as people and accounting systems write them.

pub use rust_decimal::Decimal;

crate::refusals! {
    /// Why a text is not a decimal number.
    pub enum NumberError {
        Malformed = "not_a_number", "Укажите число, например 145,97.";
        TooManyDecimals = "too_many_decimals", "Слишком много знаков после запятой.";
        TooLarge = "number_too_large", "Число слишком велико.";
    }
}

/// Digits before the point that any volume, tariff or area can need.
const WHOLE_DIGITS: usize = 15;

/// Parses an optional sign, ASCII digits and at most `scale` digits after a point or a comma.
///
/// Stricter than the decimal library: no exponent, no underscores, no digits of other scripts, no bare point.
pub fn parse(text: &str, scale: usize) -> Result<Decimal, NumberError> {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    if !is_digits(whole) || !is_digits(fraction) {
        return Err(NumberError::Malformed);
    }
    if fraction.len() > scale.max(1) {
        return Err(NumberError::TooManyDecimals);
    }
    if whole.len() > WHOLE_DIGITS {
        return Err(NumberError::TooLarge);
    }
    text.replace(',', ".").parse().map_err(|_| NumberError::Malformed)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A decimal of an external document: written as a string, at most six digits after the point (`"145.97"`).
pub mod text {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::Decimal;

    /// Digits after the point that tariffs and volumes of the documents may carry.
    const SCALE: usize = 6;

    /// Writes the number with a point and no exponent.
    pub fn serialize<S: Serializer>(number: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(number)
    }

    /// Reads a decimal string; a comma is accepted.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        super::parse(&text, SCALE).map_err(|refusal| crate::code::serde_error(&refusal))
    }

    /// The same for a number that may be absent.
    pub mod option {
        use serde::{Deserialize, Deserializer, Serializer};

        use super::Decimal;

        /// Writes the number or null.
        pub fn serialize<S: Serializer>(number: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
            match number {
                Some(number) => super::serialize(number, serializer),
                None => serializer.serialize_none(),
            }
        }

        /// Reads a decimal string or null.
        pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
            #[derive(Deserialize)]
            struct Present(#[serde(with = "super")] Decimal);
            Ok(Option::<Present>::deserialize(deserializer)?.map(|present| present.0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_and_a_point_mean_the_same() {
        assert_eq!(parse("145,97", 2), parse("145.97", 2));
        assert_eq!(parse("145.97", 2), Ok(Decimal::new(14597, 2)));
    }

    #[test]
    fn digits_of_other_scripts_are_refused() {
        for text in ["١٢", "１２", "Ⅻ", "1e309", "Infinity", "0x10", "1_000", "-", ""] {
            assert_eq!(parse(text, 3), Err(NumberError::Malformed), "{text}");
        }
    }

    #[test]
    fn more_digits_after_the_point_than_allowed_are_refused() {
        assert_eq!(parse("1.2345", 3), Err(NumberError::TooManyDecimals));
    }

    #[test]
    fn a_number_longer_than_any_meter_is_refused() {
        assert_eq!(parse("1234567890123456", 3), Err(NumberError::TooLarge));
    }
}
