//! Days as sentences name them.

use jiff::civil::Date;

/// Russian names of the months, in the genitive, for «18 октября 2026».
const MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// «18 октября 2026».
pub fn in_russian(day: Date) -> String {
    format!("{} {}", without_year(day), day.year())
}

/// «18 октября».
pub fn without_year(day: Date) -> String {
    let month = MONTHS[usize::from(day.month().unsigned_abs()).saturating_sub(1)];
    format!("{} {month}", day.day())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{in_russian, without_year};

    #[test]
    fn a_day_is_told_in_words() {
        assert_eq!(in_russian(date(2026, 10, 18)), "18 октября 2026");
        assert_eq!(without_year(date(2027, 1, 1)), "1 января");
    }
}
