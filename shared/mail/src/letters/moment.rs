//! Moments as letters tell them.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

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

/// Moscow's offset from UTC; it has no summer time.
const MOSCOW: Offset = Offset::constant(3);

/// «22 октября 2026, 15:00 по московскому времени»: the account may belong to any zone, so one is named.
pub fn moscow(moment: Timestamp) -> String {
    let there = moment.to_zoned(TimeZone::fixed(MOSCOW));
    let month = MONTHS[usize::from(there.month().unsigned_abs()).saturating_sub(1)];
    let (day, year) = (there.day(), there.year());
    format!("{day} {month} {year}, {:02}:{:02} по московскому времени", there.hour(), there.minute())
}

#[cfg(test)]
mod tests {
    use super::moscow;

    #[test]
    fn a_moment_is_told_in_words_with_its_zone() {
        let moment = "2026-10-31T21:05:00Z".parse().unwrap();
        assert_eq!(moscow(moment), "1 ноября 2026, 00:05 по московскому времени");
    }
}
