//! Numbers, dates and periods as people in Russia read them.

use domain::Money;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Holds a number together: a line never breaks inside of it.
const NO_BREAK_SPACE: char = '\u{a0}';
const MINUS: char = '−';
const NOTHING: &str = "—";

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

/// `−12 345,67`, without the sign of the rouble.
pub fn money(money: Money) -> String {
    decimal(money.roubles())
}

/// As [`money`], a dash for nothing: an empty place in a table that is easy to pass over.
pub fn money_or_dash(amount: Money) -> String {
    if amount.is_zero() { NOTHING.to_owned() } else { money(amount) }
}

/// `12 345,670`: all the digits that were given after the comma, thousands apart.
pub fn decimal(number: Decimal) -> String {
    let written = number.abs().to_string();
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let sign = if number.is_sign_negative() && !number.is_zero() { MINUS.to_string() } else { String::new() };
    let comma = if fraction.is_empty() { "" } else { "," };
    format!("{sign}{}{comma}{fraction}", thousands(whole))
}

/// As [`decimal`], a dash for nothing.
pub fn decimal_or_dash(number: Decimal) -> String {
    if number.is_zero() { NOTHING.to_owned() } else { decimal(number) }
}

/// `31 октября 2026`.
pub fn date(date: Date) -> String {
    let month = usize::try_from(date.month() - 1).ok().and_then(|index| MONTHS.get(index)).unwrap_or(&"");
    format!("{}{NO_BREAK_SPACE}{month} {}", date.day(), date.year())
}

fn thousands(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() * 2);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(NO_BREAK_SPACE);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_has_thousands_apart_a_comma_and_a_true_minus() {
        let written = [(0, "0,00"), (5, "0,05"), (123_456_789, "1\u{a0}234\u{a0}567,89"), (-99_999, "−999,99")];
        for (kopecks, text) in written {
            assert_eq!(money(Money::from_kopecks(kopecks)), text);
        }
    }

    #[test]
    fn a_decimal_keeps_its_digits() {
        assert_eq!(decimal(Decimal::new(6440, 3)), "6,440");
        assert_eq!(decimal(Decimal::new(-1000, 0)), "−1\u{a0}000");
        assert_eq!(decimal(Decimal::new(-0, 2)), "0,00");
    }

    #[test]
    fn nothing_is_a_dash_where_it_may_be() {
        assert_eq!(decimal_or_dash(Decimal::new(0, 3)), "—");
        assert_eq!(money_or_dash(Money::ZERO), "—");
    }

    #[test]
    fn a_date_names_its_month() {
        assert_eq!(date(jiff::civil::date(2026, 10, 31)), "31\u{a0}октября 2026");
        assert_eq!(date(jiff::civil::date(2027, 1, 1)), "1\u{a0}января 2027");
    }
}
