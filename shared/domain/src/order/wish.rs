//! The day that may be wished.

use jiff::ToSpan as _;
use jiff::civil::Date;

crate::refusals! {
    /// Why a day cannot be wished.
    pub enum WishError {
        InPast = "date_in_past", "Этот день уже прошёл. Укажите сегодняшний или более поздний.";
        TooFar = "date_too_far", "Укажите день не позже чем через год.";
        SlotUnknown = "slot_unknown", "Такого времени у услуги нет. Выберите из предложенного.";
    }
}

/// From today to a year ahead.
pub fn check_wish(date: Date, today: Date) -> Result<(), WishError> {
    if date < today {
        return Err(WishError::InPast);
    }
    let latest = today.saturating_add(1.year());
    if date > latest { Err(WishError::TooFar) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_wish_is_for_the_coming_year() {
        let today = date(2026, 10, 20);
        for (day, outcome) in [
            (date(2026, 10, 19), Err(WishError::InPast)),
            (date(2026, 10, 20), Ok(())),
            (date(2027, 10, 20), Ok(())),
            (date(2027, 10, 21), Err(WishError::TooFar)),
            (Date::MAX, Err(WishError::TooFar)),
            (Date::MIN, Err(WishError::InPast)),
        ] {
            assert_eq!(check_wish(day, today), outcome, "{day}");
        }
        assert_eq!(check_wish(date(2028, 2, 28), date(2028, 2, 29)), Err(WishError::InPast));
    }
}
