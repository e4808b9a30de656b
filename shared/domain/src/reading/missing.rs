//! What is charged when no reading counts (ПП 354, п. 59 и 60).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::Period;
use crate::meter::{Resource, Value};

/// Months whose consumption the average is taken over (п. 59: «не менее 6 месяцев»).
const MONTHS_OF_AVERAGE: i16 = 6;
/// A meter that has worked for less has no average yet (п. 59: «не менее 3 месяцев»).
const LEAST_MONTHS: u16 = 3;
/// Periods in a row that the average is charged for, the one in which it begins included; then it is the norm (п. 60).
const PERIODS_BY_AVERAGE: i16 = 3;

/// What was consumed between two readings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spent {
    /// The month of the later reading.
    pub period: Period,
    /// Months since the earlier one; 0 for a second reading of a month.
    pub months: u16,
    /// Consumption, one value a zone.
    pub consumption: Vec<Value>,
}

/// How a period is charged whose reading does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// By the meter's monthly average.
    Average {
        /// Units a month, all zones together, to a thousandth.
        monthly: Decimal,
        /// For how many periods in a row, this one included, before it becomes the norm; `None`: for as long as it takes.
        periods_left: Option<u8>,
    },
    /// By the norm of the region.
    Norm,
}

impl Missing {
    /// What becomes of `period` if nothing is sent for it (п. 59 «б»); `spent` is in order of time.
    pub fn of(spent: &[Spent], period: Period) -> Self {
        let before: Vec<&Spent> = spent.iter().filter(|spent| spent.period < period).collect();
        let Some(last) = before.last().map(|spent| spent.period) else { return Self::Norm };
        Self::by_average(&before, Some(PERIODS_BY_AVERAGE - period.months_since(last) + 1))
    }

    /// What becomes of `period`, whatever is sent for it, where the meter counts as failed since a month before or the
    /// same one (п. 59 «а»). For electricity the supplier answers for the meter, so the average goes on (п. 59 «г»).
    pub fn of_failed(resource: Resource, spent: &[Spent], failed: Period, period: Period) -> Self {
        let before: Vec<&Spent> = spent.iter().filter(|spent| spent.period <= failed).collect();
        let left = PERIODS_BY_AVERAGE - period.months_since(failed);
        Self::by_average(&before, (resource != Resource::Electricity).then_some(left))
    }

    fn by_average(spent: &[&Spent], left: Option<i16>) -> Self {
        let periods_left = left.map(|left| u8::try_from(left).unwrap_or(0));
        match average(spent) {
            Some(monthly) if periods_left != Some(0) => Self::Average { monthly, periods_left },
            _ => Self::Norm,
        }
    }
}

fn average(spent: &[&Spent]) -> Option<Decimal> {
    let last = spent.last()?.period;
    let recent = spent.iter().filter(|spent| last.months_since(spent.period) < MONTHS_OF_AVERAGE);
    let (months, total) = recent.fold((0_u16, Decimal::ZERO), |(months, total), spent| {
        let consumption: Decimal = spent.consumption.iter().map(|Value(value)| *value).sum();
        (months.saturating_add(spent.months), total + consumption)
    });
    (months >= LEAST_MONTHS).then(|| (total / Decimal::from(months)).round_dp(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spent(month: i8, months: u16, consumption: i64) -> Spent {
        Spent { period: Period::new(2026, month).unwrap(), months, consumption: vec![Value(consumption.into())] }
    }

    fn october(spent: &[Spent]) -> Missing {
        Missing::of(spent, Period::new(2026, 10).unwrap())
    }

    fn average(monthly: i64, periods_left: u8) -> Missing {
        Missing::Average { monthly: monthly.into(), periods_left: Some(periods_left) }
    }

    fn failed(resource: Resource, month: i8, spent: &[Spent]) -> Missing {
        Missing::of_failed(resource, spent, Period::new(2026, month).unwrap(), Period::new(2026, 10).unwrap())
    }

    #[test]
    fn the_average_is_charged_for_three_periods_and_then_the_norm() {
        let until = |last: i8| [spent(last - 2, 1, 4), spent(last - 1, 1, 5), spent(last, 1, 6)];
        assert_eq!(october(&until(9)), average(5, 3));
        assert_eq!(october(&until(8)), average(5, 2));
        assert_eq!(october(&until(7)), average(5, 1));
        assert_eq!(october(&until(6)), Missing::Norm);
    }

    #[test]
    fn the_average_is_over_six_months() {
        let year: Vec<Spent> = (1..=9).map(|month| spent(month, 1, if month < 4 { 100 } else { 3 })).collect();
        assert_eq!(october(&year), average(3, 3));
    }

    #[test]
    fn a_reading_for_several_months_counts_for_each_of_them() {
        assert_eq!(october(&[spent(6, 1, 4), spent(9, 3, 12)]), average(4, 3));
    }

    #[test]
    fn a_meter_that_worked_less_than_three_months_has_no_average() {
        assert_eq!(october(&[spent(8, 1, 4), spent(9, 1, 5)]), Missing::Norm);
        assert_eq!(october(&[]), Missing::Norm);
    }

    #[test]
    fn a_second_reading_of_a_month_makes_it_no_longer() {
        assert_eq!(october(&[spent(7, 1, 4), spent(8, 1, 4), spent(9, 1, 2), spent(9, 0, 2)]), average(4, 3));
    }
    #[test]
    fn what_was_sent_for_the_period_itself_does_not_make_it_a_missing_one() {
        assert_eq!(october(&[spent(7, 1, 4), spent(8, 1, 5), spent(9, 1, 6), spent(10, 1, 99)]), average(5, 3));
    }

    #[test]
    fn a_failed_meter_is_charged_by_its_average_for_three_periods_whatever_is_sent() {
        let until = |last: i8| [spent(last - 2, 1, 4), spent(last - 1, 1, 5), spent(last, 1, 6), spent(10, 1, 99)];
        assert_eq!(failed(Resource::ColdWater, 9, &until(9)), average(5, 2));
        assert_eq!(failed(Resource::ColdWater, 8, &until(8)), average(5, 1));
        assert_eq!(failed(Resource::ColdWater, 7, &until(7)), Missing::Norm);
        assert_eq!(failed(Resource::ColdWater, 9, &[spent(9, 1, 6)]), Missing::Norm);
    }

    #[test]
    fn a_failed_meter_of_electricity_is_charged_by_its_average_as_long_as_it_takes() {
        let spent = [spent(1, 1, 4), spent(2, 1, 5), spent(3, 1, 6)];
        let for_ever = Missing::Average { monthly: 5.into(), periods_left: None };
        assert_eq!(failed(Resource::Electricity, 3, &spent), for_ever);
    }
}
