//! Until when the charges of a period are to be paid.

use jiff::civil::{Date, date};

use crate::Period;

/// Begins the first period that is to be paid by the 15th: its due date is the first one under the new rule.
const FIRST_BY_FIFTEENTH: Date = date(2026, 2, 1);

/// The last day to pay for a period without penalty: the 15th of the next month, where that is March 2026 or later,
/// the 10th before (ЖК РФ, ст. 155, ч. 1). A company that has agreed on another day is not asked: the accounting
/// system does not tell us.
pub fn due_date(period: Period) -> Date {
    let next = period.plus(1);
    let day = if period.last_day() < FIRST_BY_FIFTEENTH { 10 } else { 15 };
    date(next.year(), next.month(), day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_to_pay_moved_from_the_tenth_to_the_fifteenth_in_march_2026() {
        let due = |text| due_date(Period::parse(text).unwrap()).to_string();
        assert_eq!(due("2026-01"), "2026-02-10");
        assert_eq!(due("2026-02"), "2026-03-15");
        assert_eq!(due("2026-12"), "2027-01-15");
    }
}
