//! A reading against the one before it.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::ReadingRefusal;
use super::values::without_zeros;
use crate::meter::Value;

/// What a reading is judged against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// The values before it, one a zone.
    pub previous: Vec<Value>,
    /// When they were taken; unknown for the installation's.
    pub taken_on: Option<Date>,
    /// Months since then; a part of a month counts as a whole one.
    pub months: u16,
    /// Digits of the meter before the point.
    pub digits: u8,
    /// What is plausible in a month, all zones together.
    pub monthly_limit: Decimal,
}

/// What a person confirms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confirmation {
    /// The drum went through its zeros.
    Rollover,
    /// The consumption is unusually large.
    Jump,
}

/// What must be confirmed, with the numbers that the question needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// The value is below the one before it, and the meter may have gone through its zeros.
    Rollover {
        /// The zone, counted from 0.
        zone: usize,
        /// The value before.
        previous: Value,
        /// The value now.
        value: Value,
        /// The consumption across the zeros.
        consumption: Value,
    },
    /// More than a flat plausibly consumes.
    Jump {
        /// The consumption, all zones together.
        consumption: Value,
        /// What would be plausible for the time since the reading before.
        limit: Value,
    },
}

impl Question {
    /// The word that answers it.
    pub const fn confirmation(&self) -> Confirmation {
        match self {
            Self::Rollover { .. } => Confirmation::Rollover,
            Self::Jump { .. } => Confirmation::Jump,
        }
    }
}

/// A reading that can be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The consumption since the reading before, one value a zone.
    pub consumption: Vec<Value>,
    /// What must be confirmed first.
    pub questions: Vec<Question>,
}

impl Basis {
    /// Judges the values, one a zone.
    pub fn judge(&self, values: &[Value]) -> Result<Judged, ReadingRefusal> {
        let mut judged = Judged { consumption: Vec::with_capacity(values.len()), questions: Vec::new() };
        for (zone, (value, previous)) in values.iter().zip(&self.previous).enumerate() {
            let consumption = self.consumption(zone, *value, *previous, &mut judged.questions)?;
            judged.consumption.push(without_zeros(consumption));
        }
        let total: Decimal = judged.consumption.iter().map(|Value(value)| *value).sum();
        if total > self.limit() {
            let (consumption, limit) = (without_zeros(Value(total)), without_zeros(Value(self.limit())));
            judged.questions.push(Question::Jump { consumption, limit });
        }
        Ok(judged)
    }

    /// Across the zeros it is `10^digits + current − previous`; that is asked about only where it is plausible.
    fn consumption(
        &self,
        zone: usize,
        value: Value,
        previous: Value,
        questions: &mut Vec<Question>,
    ) -> Result<Value, ReadingRefusal> {
        if value.0 >= previous.0 {
            return Ok(Value(value.0 - previous.0));
        }
        let across = Value(Decimal::from(10_u64.pow(u32::from(self.digits))) + value.0 - previous.0);
        // What was shown before may be more than the digits hold, where the digits were told wrong.
        if across.0 > self.limit() || across.0.is_sign_negative() {
            return Err(ReadingRefusal::BelowPrevious { zone, value, previous, taken_on: self.taken_on });
        }
        questions.push(Question::Rollover { zone, previous, value, consumption: without_zeros(across) });
        Ok(across)
    }

    fn limit(&self) -> Decimal {
        self.monthly_limit * Decimal::from(self.months.max(1))
    }
}

impl Judged {
    /// Refused until every question is answered.
    pub fn confirmed_by(self, confirmations: &[Confirmation]) -> Result<Self, ReadingRefusal> {
        let open = |question: &Question| !confirmations.contains(&question.confirmation());
        if self.questions.iter().any(open) {
            return Err(ReadingRefusal::NeedsConfirmation(self.questions));
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn value(text: &str) -> Value {
        Value(text.parse().unwrap())
    }

    /// A meter of five digits that measures water.
    fn basis(previous: &[&str]) -> Basis {
        Basis {
            previous: previous.iter().map(|text| value(text)).collect(),
            taken_on: Some(date(2026, 9, 20)),
            months: 1,
            digits: 5,
            monthly_limit: 100.into(),
        }
    }

    #[test]
    fn the_consumption_is_what_the_meter_went_on() {
        let judged = basis(&["100.5"]).judge(&[value("107.25")]).unwrap();
        assert_eq!(judged, Judged { consumption: vec![value("6.75")], questions: vec![] });
    }

    #[test]
    fn the_same_value_again_is_no_consumption() {
        assert_eq!(basis(&["7"]).judge(&[value("7")]).unwrap().consumption, [value("0")]);
    }

    #[test]
    fn from_99998_to_3_five_units_went_through_the_zeros() {
        let judged = basis(&["99998"]).judge(&[value("3")]).unwrap();
        let question =
            Question::Rollover { zone: 0, previous: value("99998"), value: value("3"), consumption: value("5") };
        assert_eq!((judged.consumption.as_slice(), judged.questions.as_slice()), (&[value("5")][..], &[question][..]));
        assert!(matches!(judged.clone().confirmed_by(&[]), Err(ReadingRefusal::NeedsConfirmation(_))));
        assert!(matches!(
            judged.clone().confirmed_by(&[Confirmation::Jump]),
            Err(ReadingRefusal::NeedsConfirmation(_))
        ));
        assert_eq!(judged.clone().confirmed_by(&[Confirmation::Rollover]), Ok(judged));
    }

    #[test]
    fn a_value_below_that_no_rollover_explains_is_refused_whatever_is_confirmed() {
        let refusal = basis(&["107"]).judge(&[value("105")]).unwrap_err();
        let taken_on = Some(date(2026, 9, 20));
        assert_eq!(
            refusal,
            ReadingRefusal::BelowPrevious { zone: 0, value: value("105"), previous: value("107"), taken_on }
        );
    }

    #[test]
    fn a_reading_before_that_the_digits_do_not_hold_makes_no_consumption_below_nothing() {
        let refusal = basis(&["700000"]).judge(&[value("5")]).unwrap_err();
        assert!(matches!(refusal, ReadingRefusal::BelowPrevious { .. }), "{refusal:?}");
    }

    #[test]
    fn the_zone_that_is_below_is_named() {
        let refusal = basis(&["107", "250"]).judge(&[value("108"), value("200")]).unwrap_err();
        assert!(matches!(refusal, ReadingRefusal::BelowPrevious { zone: 1, .. }), "{refusal:?}");
    }

    #[test]
    fn a_jump_is_asked_about_beyond_the_limit() {
        assert_eq!(basis(&["0"]).judge(&[value("100")]).unwrap().questions, []);
        let judged = basis(&["0"]).judge(&[value("100.001")]).unwrap();
        assert_eq!(judged.questions, [Question::Jump { consumption: value("100.001"), limit: value("100") }]);
        assert!(judged.confirmed_by(&[Confirmation::Jump]).is_ok());
    }

    #[test]
    fn months_without_readings_raise_the_limit() {
        let basis = Basis { months: 3, ..basis(&["0"]) };
        assert_eq!(basis.judge(&[value("300")]).unwrap().questions, []);
        assert_eq!(basis.judge(&[value("301")]).unwrap().questions.len(), 1);
    }

    #[test]
    fn zones_are_compared_one_by_one_and_limited_together() {
        let judged = basis(&["10", "99990"]).judge(&[value("70"), value("50")]).unwrap();
        assert_eq!(judged.consumption, [value("60"), value("60")]);
        let asked: Vec<Confirmation> = judged.questions.iter().map(Question::confirmation).collect();
        assert_eq!(asked, [Confirmation::Rollover, Confirmation::Jump]);
    }

    proptest! {
        #[test]
        fn whatever_is_accepted_leads_from_the_reading_before_to_this_one(
            previous in 0_u64..100_000_000, now in 0_u64..100_000_000, months in 1_u16..6,
        ) {
            let thousandths = |number: u64| Value(Decimal::new(i64::try_from(number).unwrap(), 3));
            let basis = Basis { previous: vec![thousandths(previous)], months, ..basis(&[]) };
            if let Ok(judged) = basis.judge(&[thousandths(now)]) {
                let there = (thousandths(previous).0 + judged.consumption[0].0) % Decimal::from(100_000);
                prop_assert_eq!(there, thousandths(now).0);
                prop_assert!(judged.consumption[0].0 >= Decimal::ZERO);
            }
        }
    }
}
