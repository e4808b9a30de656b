//! Money: an exact number of kopecks.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::number;

crate::refusals! {
    /// Why a text or a sum is not money.
    pub enum MoneyError {
        Malformed = "money_malformed", "Укажите сумму в рублях, например 2387,26.";
        TooLarge = "money_too_large", "Сумма слишком велика.";
    }
}

/// The largest amount that enters the system, in kopecks: a hundred billion roubles. Sums of many of them stay
/// far from the limits of `i64` and of an IEEE double, in which JavaScript keeps numbers.
const LIMIT: i64 = 10_000_000_000_000;

/// An amount in kopecks; negative where the other side owes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Money(i64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount of whole kopecks.
    pub const fn from_kopecks(kopecks: i64) -> Self {
        Self(kopecks)
    }

    /// The amount in kopecks.
    pub const fn kopecks(self) -> i64 {
        self.0
    }

    /// Parses roubles as people write them: `2387.26`, `2387,26`, `2387`.
    pub fn parse_roubles(text: &str) -> Result<Self, MoneyError> {
        let roubles = number::parse(text, 2).map_err(|error| match error {
            number::NumberError::TooLarge => MoneyError::TooLarge,
            number::NumberError::Malformed | number::NumberError::TooManyDecimals => MoneyError::Malformed,
        })?;
        Self::from_roubles(roubles)
    }

    /// Rounds an exact number of roubles to kopecks once, half away from zero, as accountants do.
    pub fn from_roubles(roubles: Decimal) -> Result<Self, MoneyError> {
        roubles
            .checked_mul(Decimal::ONE_HUNDRED)
            .map(|kopecks| kopecks.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
            .and_then(|kopecks| kopecks.to_i64())
            .filter(|kopecks| kopecks.abs() <= LIMIT)
            .map(Self)
            .ok_or(MoneyError::TooLarge)
    }

    /// The amount in roubles, exactly.
    pub fn roubles(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// The sum, or `None` where it does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, or `None` where it does not fit.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The sum of many, or `None` where it does not fit.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// The amount without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// Below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Neither more nor less than nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

/// Roubles with a point and two digits, as the bank formats want them: `-12.05`.
impl std::fmt::Display for Money {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let kopecks = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", kopecks / 100, kopecks % 100)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let kopecks = i64::deserialize(deserializer)?;
        if kopecks.unsigned_abs() > LIMIT.unsigned_abs() {
            return Err(crate::code::serde_error(&MoneyError::TooLarge));
        }
        Ok(Self(kopecks))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roubles_are_read_with_a_point_or_a_comma() {
        assert_eq!(Money::parse_roubles("2387.26"), Ok(Money(238_726)));
        assert_eq!(Money::parse_roubles(" 2387,2 "), Ok(Money(238_720)));
        assert_eq!(Money::parse_roubles("-0.05"), Ok(Money(-5)));
    }

    #[test]
    fn a_fraction_of_a_kopeck_is_not_money() {
        assert_eq!(Money::parse_roubles("0.001"), Err(MoneyError::Malformed));
    }

    #[test]
    fn what_is_not_a_number_is_not_money() {
        for text in ["", "abc", "1e3", "NaN", "1 2", "٣", "1.", ".5", "--1", "+-1"] {
            assert_eq!(Money::parse_roubles(text), Err(MoneyError::Malformed), "{text}");
        }
    }

    #[test]
    fn an_amount_beyond_the_limit_is_refused() {
        assert_eq!(Money::parse_roubles("100000000000.01"), Err(MoneyError::TooLarge));
        assert_eq!(Money::parse_roubles("99999999999999999999"), Err(MoneyError::TooLarge));
    }

    #[test]
    fn no_number_of_kopecks_beyond_the_limit_is_read() {
        use serde::de::IntoDeserializer as _;
        use serde::de::value::{Error, I64Deserializer};
        let read = |kopecks: i64| {
            let number: I64Deserializer<Error> = kopecks.into_deserializer();
            Money::deserialize(number).is_ok()
        };
        assert!(read(LIMIT) && read(-LIMIT));
        for kopecks in [i64::MIN, i64::MAX, LIMIT + 1, -LIMIT - 1] {
            assert!(!read(kopecks), "{kopecks}");
        }
    }

    #[test]
    fn half_a_kopeck_is_rounded_away_from_zero() {
        assert_eq!(Money::from_roubles(Decimal::new(1005, 3)), Ok(Money(101)));
        assert_eq!(Money::from_roubles(Decimal::new(-1005, 3)), Ok(Money(-101)));
    }

    #[test]
    fn money_is_written_with_two_digits_after_the_point() {
        assert_eq!(Money(-1205).to_string(), "-12.05");
        assert_eq!(Money(7).to_string(), "0.07");
    }
}
