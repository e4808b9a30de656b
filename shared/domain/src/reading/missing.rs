//! What is charged when no reading comes (ПП 354, п. 59 и 60).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::Period;
use crate::meter::Value;

/// Months whose consumption the average is taken over (п. 59: «не менее 6 месяцев»).
const MONTHS_OF_AVERAGE: i16 = 6;
/// A meter that has worked for less has no average yet (п. 59: «не менее 3 месяцев»).
const LEAST_MONTHS: u16 = 3;
/// Periods in a row that the average is charged for; then it is the norm (п. 60).
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

/// How a period without a reading is charged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// By the meter's monthly average.
    Average {
        /// Units a month, all zones together, to a thousandth.
        monthly: Decimal,
        /// For how many periods in a row, this one included, before it becomes the norm.
        periods_left: u8,
    },
    /// By the norm of the region.
    Norm,
}

impl Missing {
    /// What becomes of `period` if nothing is sent; `spent` is in order of time.
    pub fn of(spent: &[Spent], period: Period) -> Self {
        let Some(last) = spent.last().map(|spent| spent.period) else { return Self::Norm };
        let in_a_row = period.months_since(last).max(1);
        let periods_left = u8::try_from(PERIODS_BY_AVERAGE - in_a_row + 1).unwrap_or(0);
        match average(spent, last) {
            Some(monthly) if periods_left > 0 => Self::Average { monthly, periods_left },
            _ => Self::Norm,
        }
    }
}

fn average(spent: &[Spent], last: Period) -> Option<Decimal> {
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
        Missing::Average { monthly: monthly.into(), periods_left }
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
}
