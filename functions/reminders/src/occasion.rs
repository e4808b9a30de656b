//! The days on which people are reminded.

use domain::organization::ReadingsWindow;
use jiff::ToSpan as _;
use jiff::civil::Date;

/// Days before the last one on which those who have not sent everything are reminded again.
const BEFORE_THE_END: i64 = 2;

/// A reason to remind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// First day of the window.
    pub since: Date,
    /// Last day of the window.
    pub until: Date,
    /// Grows with time: of two occasions the later one has the greater mark.
    pub mark: String,
}

impl Occasion {
    /// The occasion of a day: the window opens, or closes in two days.
    pub fn of(window: ReadingsWindow, today: Date) -> Option<Self> {
        let (since, until) = window.nearest(today);
        let again = until.checked_sub(BEFORE_THE_END.days()).ok()?;
        let turn = if today == since { 1 } else { 2 };
        let is_due = today == since || (today == again && again > since);
        is_due.then(|| Self { since, until, mark: format!("{since}#{turn}") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(first: u8, last: u8, today: &str) -> Option<String> {
        Occasion::of(ReadingsWindow { from_day: first, to_day: last }, today.parse().unwrap())
            .map(|occasion| occasion.mark)
    }

    #[test]
    fn people_are_reminded_on_the_first_day_and_two_days_before_the_last() {
        assert_eq!(mark(15, 25, "2026-10-14"), None);
        assert_eq!(mark(15, 25, "2026-10-15").as_deref(), Some("2026-10-15#1"));
        assert_eq!(mark(15, 25, "2026-10-16"), None);
        assert_eq!(mark(15, 25, "2026-10-23").as_deref(), Some("2026-10-15#2"));
        assert_eq!(mark(15, 25, "2026-10-24"), None);
    }

    #[test]
    fn a_window_of_three_days_or_less_has_one_reminder() {
        assert_eq!(mark(15, 17, "2026-10-15").as_deref(), Some("2026-10-15#1"));
        assert_eq!(mark(15, 16, "2026-10-14"), None);
    }
}
