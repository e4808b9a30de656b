//! The periodic check of a meter.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Days before the due date from which residents are reminded.
const WARNING_DAYS: i32 = 60;

/// Where a meter stands on its way to the next verification. Past the due date it counts as failed (ПП 354, п. 81(12)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verification {
    /// More than 60 days are left.
    Valid,
    /// 60 days or less are left.
    Soon,
    /// The due date is over.
    Overdue,
}

impl Verification {
    /// The state on a day of a meter that must be verified by `due`, that day included.
    pub fn on(today: Date, due: Date) -> Self {
        let days = (due - today).get_days();
        match days {
            ..0 => Self::Overdue,
            0..=WARNING_DAYS => Self::Soon,
            _ => Self::Valid,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_meter_is_warned_of_sixty_days_before_and_overdue_the_day_after() {
        let due = date(2026, 12, 31);
        let state = |days: i32| Verification::on(due - days.days(), due);
        assert_eq!((state(61), state(60)), (Verification::Valid, Verification::Soon));
        assert_eq!((state(0), state(-1)), (Verification::Soon, Verification::Overdue));
        assert_eq!(Verification::on(date(2020, 1, 1), due), Verification::Valid);
    }
}
