//! Values as they are written.

use crate::meter::{MeterError, Value, check_value};
use crate::number::{self, NumberError};

use super::ReadingRefusal;

/// Digits after the point that a meter shows at most.
const DECIMALS: usize = 3;

/// Reads a value a zone; a refusal names the zone, counted from 0, where it is one's. Comma and point mean the same.
pub fn parse_values<T: AsRef<str>>(
    texts: &[T],
    zones: u8,
    digits: u8,
) -> Result<Vec<Value>, (Option<usize>, ReadingRefusal)> {
    if texts.len() != usize::from(zones) {
        return Err((None, ReadingRefusal::Meter(MeterError::InitialCount)));
    }
    let read = |(zone, text): (usize, &T)| parse_value(text.as_ref(), digits).map_err(|refusal| (Some(zone), refusal));
    texts.iter().enumerate().map(read).collect()
}

/// As many values as zones, each within what the meter can show.
pub fn check_values(values: &[Value], zones: u8, digits: u8) -> Result<(), ReadingRefusal> {
    if values.len() != usize::from(zones) {
        return Err(ReadingRefusal::Meter(MeterError::InitialCount));
    }
    values.iter().try_for_each(|value| check_value(*value, digits)).map_err(ReadingRefusal::Meter)
}

fn parse_value(text: &str, digits: u8) -> Result<Value, ReadingRefusal> {
    let value = number::parse(text, DECIMALS).map_err(|refusal| match refusal {
        NumberError::Malformed => ReadingRefusal::NotANumber,
        NumberError::TooManyDecimals => ReadingRefusal::Meter(MeterError::TooManyDecimals),
        NumberError::TooLarge => ReadingRefusal::Meter(MeterError::TooLargeForDigits),
    })?;
    check_value(Value(value), digits).map_err(ReadingRefusal::Meter)?;
    Ok(without_zeros(Value(value)))
}

/// The same number with no zeros at the end and no sign before a zero: `7.50` is written `7.5`.
#[must_use]
pub fn without_zeros(Value(value): Value) -> Value {
    Value(if value.is_zero() { crate::Decimal::ZERO } else { value.normalize() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Refusal as _;

    fn code(text: &str) -> &'static str {
        parse_values(&[text], 1, 5).unwrap_err().1.code()
    }

    fn written(text: &str) -> String {
        parse_values(&[text], 1, 5).unwrap()[0].0.to_string()
    }

    #[test]
    fn comma_and_point_and_zeros_at_the_end_make_no_difference() {
        assert_eq!((written("145,970").as_str(), written(" 145.97 ").as_str()), ("145.97", "145.97"));
        assert_eq!((written("00012").as_str(), written("-0").as_str()), ("12", "0"));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", " ", "abc", "1e3", "NaN", "١٢٣", "１２", "1 000", "1.", ".5", "12#3", "\0", "{{7*7}}", "=1+1"]
        {
            assert_eq!(code(text), "not_a_number", "{text:?}");
        }
    }

    #[test]
    fn a_meter_has_at_most_three_decimals() {
        assert_eq!(code("1.2345"), "too_many_decimals");
    }

    #[test]
    fn a_meter_never_shows_less_than_nothing() {
        assert_eq!(code("-0.001"), "negative");
    }

    #[test]
    fn a_value_fits_into_the_digits() {
        assert_eq!(written("99999.999"), "99999.999");
        assert_eq!(code("100000"), "too_large_for_digits");
        assert_eq!(code("9223372036854775808"), "too_large_for_digits");
    }

    #[test]
    fn each_zone_has_its_value_and_a_refusal_names_the_zone() {
        assert_eq!(parse_values(&["1"], 2, 5).unwrap_err().1.code(), "values_count_differs");
        assert_eq!(parse_values(&["1", "x"], 2, 5).unwrap_err(), (Some(1), ReadingRefusal::NotANumber));
    }
}
