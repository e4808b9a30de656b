//! Until when the charges of a period are to be paid.

use jiff::civil::{Date, date};
use serde::{Deserialize, Deserializer, Serialize};

use crate::Period;
use crate::code::serde_error;

crate::refusals! {
    /// Why a day to pay is refused.
    pub enum DueDateError {
        Day = "due_day_out_of_range", "День оплаты — от 1 до 31.";
        Date = "due_date_out_of_range", "Срок оплаты — после последнего дня периода, но не позже чем через год.";
    }
}

/// Begins the first period that is to be paid by the 15th: its due date is the first one under the new rule.
const FIRST_BY_FIFTEENTH: Date = date(2026, 2, 1);
/// Months after which nobody is asked to pay for a period: such a day is a slip of the pen.
const MONTHS: i16 = 12;

/// The day of the next month that a company has agreed on with its residents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct DueDay(i8);

impl DueDay {
    /// A day of a month.
    pub fn new(day: i8) -> Result<Self, DueDateError> {
        (1..=31).contains(&day).then_some(Self(day)).ok_or(DueDateError::Day)
    }
}

impl<'de> Deserialize<'de> for DueDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let day = i64::deserialize(deserializer)?;
        let day = i8::try_from(day).map_err(|_| DueDateError::Day).and_then(Self::new);
        day.map_err(|refusal| serde_error(&refusal))
    }
}

/// The last day to pay for a period without penalty, where its closing named none: the company's day of the next month, or
/// that month's last one where it has no such day; without one the 15th, where that is March 2026 or later, the 10th before
/// (ЖК РФ, ст. 155, ч. 1).
pub fn due_date(period: Period, agreed: Option<DueDay>) -> Date {
    let next = period.plus(1);
    let lawful = if period.last_day() < FIRST_BY_FIFTEENTH { 10 } else { 15 };
    let day = agreed.map_or(lawful, |agreed| agreed.0);
    Date::new(next.year(), next.month(), day).unwrap_or_else(|_| next.last_day())
}

/// Whether a period can be due on this day.
pub fn check(period: Period, due: Date) -> Result<(), DueDateError> {
    let possible = due > period.last_day() && due <= period.plus(MONTHS).last_day();
    possible.then_some(()).ok_or(DueDateError::Date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    #[test]
    fn the_day_to_pay_moved_from_the_tenth_to_the_fifteenth_in_march_2026() {
        let due = |text| due_date(period(text), None).to_string();
        assert_eq!(due("2026-01"), "2026-02-10");
        assert_eq!(due("2026-02"), "2026-03-15");
        assert_eq!(due("2026-12"), "2027-01-15");
    }

    #[test]
    fn a_company_may_have_agreed_on_another_day() {
        let due = |text, day| due_date(period(text), Some(DueDay::new(day).unwrap())).to_string();
        assert_eq!((due("2026-09", 20), due("2027-01", 31)), ("2026-10-20".to_owned(), "2027-02-28".to_owned()));
        assert_eq!([0, 32, -1].map(|day| DueDay::new(day).is_ok()), [false; 3]);
    }

    #[test]
    fn a_period_is_due_after_its_end_and_within_a_year() {
        let fits = |due: &str| check(period("2026-10"), due.parse().unwrap()).is_ok();
        assert!(!fits("2026-10-31") && fits("2026-11-01") && fits("2027-10-31") && !fits("2027-11-01"));
    }
}
