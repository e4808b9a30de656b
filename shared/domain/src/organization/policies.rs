//! Rules that the law leaves to the company or that companies apply differently.

use std::iter::successors;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::reading::Verification;

/// Days of the month, in the company's zone, on which residents enter readings; both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingsWindow {
    /// First day.
    pub from_day: u8,
    /// Last day; a month that is shorter ends the window with its last day.
    pub to_day: u8,
}

impl ReadingsWindow {
    /// Days that exist, the first not after the last.
    pub fn is_possible(self) -> bool {
        (1..=31).contains(&self.from_day) && self.from_day <= self.to_day && self.to_day <= 31
    }

    /// The window that is open on this day, or else the next one: its first and last day. A month without the first
    /// day (the 31st of April) has no window.
    pub fn nearest(self, today: Date) -> (Date, Date) {
        let months = successors(Some(today.first_of_month()), |first| first.checked_add(1.month()).ok());
        let windows = months.take(3).filter_map(|first| self.of_month(first));
        windows.into_iter().find(|(_, to)| today <= *to).unwrap_or((today, today))
    }

    /// This month's window, if it is over: its first and last day.
    pub fn ended(self, today: Date) -> Option<(Date, Date)> {
        self.of_month(today.first_of_month()).filter(|(_, to)| *to < today)
    }

    fn of_month(self, first: Date) -> Option<(Date, Date)> {
        let from = first.with().day(i8::try_from(self.from_day).ok()?).build().ok()?;
        let last = first.last_of_month();
        let to = i8::try_from(self.to_day).ok()?.min(last.day());
        Some((from, last.with().day(to).build().ok()?))
    }

    /// The day falls into the window.
    pub fn holds(self, day_of_month: i8) -> bool {
        u8::try_from(day_of_month).is_ok_and(|day| (self.from_day..=self.to_day).contains(&day))
    }
}

/// A way to attach an account to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachMethod {
    /// By its number in the company.
    AccountNumber,
    /// By the unified account of ГИС ЖКХ (ЕЛС).
    UnifiedAccount,
    /// By the id of the service in ГИС ЖКХ (ЖКУ).
    ServiceId,
}

/// What is done with a negative common-house volume (ПП 354, п. 47).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NegativeOdn {
    /// Carried to the next month.
    Carry,
    /// Subtracted in proportion to area.
    PerArea,
    /// Subtracted in proportion to residents.
    PerResident,
}

/// What a failed comparison with our own calculation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The row is rejected.
    Reject,
    /// The row is accepted with a warning.
    Warn,
}

/// What happens to readings of a meter past its verification date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OverdueVerification {
    /// Accepted with a warning.
    Warn,
    /// Refused.
    Refuse,
}

impl OverdueVerification {
    /// On this day no resident reads a meter that had to be verified by `due`.
    pub fn refuses(self, today: Date, due: Date) -> bool {
        self == Self::Refuse && Verification::on(today, due) == Verification::Overdue
    }
}

/// The company's choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policies {
    /// Negative common-house volume.
    pub negative_odn: NegativeOdn,
    /// Whether the common-house volume may exceed its norm.
    pub odn_above_cap: bool,
    /// What a common-house calculation that differs from ours does.
    pub odn_check: Check,
    /// Meters past their verification date.
    pub overdue_verification: OverdueVerification,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_includes_both_its_ends() {
        let window = ReadingsWindow { from_day: 15, to_day: 25 };
        assert!(window.holds(15) && window.holds(25));
        assert!(!window.holds(14) && !window.holds(26));
    }

    #[test]
    fn the_nearest_window_is_the_open_one_or_the_next() {
        let nearest = |from_day, to_day, today: &str| {
            let (from, to) = ReadingsWindow { from_day, to_day }.nearest(today.parse().unwrap());
            (from.to_string(), to.to_string())
        };
        let days = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(nearest(15, 25, "2026-10-14"), days("2026-10-15", "2026-10-25"));
        assert_eq!(nearest(15, 25, "2026-10-25"), days("2026-10-15", "2026-10-25"));
        assert_eq!(nearest(15, 25, "2026-12-26"), days("2027-01-15", "2027-01-25"));
        assert_eq!(nearest(20, 31, "2026-02-28"), days("2026-02-20", "2026-02-28"));
        assert_eq!(nearest(31, 31, "2026-04-01"), days("2026-05-31", "2026-05-31"));
    }

    #[test]
    fn a_window_has_ended_until_the_month_does() {
        let ended = |today: &str| ReadingsWindow { from_day: 15, to_day: 25 }.ended(today.parse().unwrap());
        assert_eq!(ended("2026-10-14"), None);
        assert_eq!(ended("2026-10-25"), None);
        assert_eq!(ended("2026-10-31"), Some(("2026-10-15".parse().unwrap(), "2026-10-25".parse().unwrap())));
    }

    #[test]
    fn a_window_lies_within_a_month() {
        assert!(!ReadingsWindow { from_day: 0, to_day: 5 }.is_possible());
        assert!(!ReadingsWindow { from_day: 5, to_day: 32 }.is_possible());
        assert!(!ReadingsWindow { from_day: 5, to_day: 4 }.is_possible());
    }
}
