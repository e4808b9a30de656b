//! The billing period: a calendar month.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{self, TimeZone};

crate::refusals! {
    /// Why a text is not a period.
    pub enum PeriodError {
        Malformed = "period_malformed", "Период записывается как год и месяц, например 2026-10.";
    }
}

/// Russian names of the months, in the nominative, for «октябрь 2026».
const MONTHS: [&str; 12] = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
];

/// A month of billing, from January 2000 to December 2099.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period(i16);

impl Period {
    /// Parses `2026-10`.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        let (year, month) = text.split_once('-').ok_or(PeriodError::Malformed)?;
        let ascii = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        if !ascii || year.len() != 4 || month.len() != 2 {
            return Err(PeriodError::Malformed);
        }
        let year = year.parse().map_err(|_| PeriodError::Malformed)?;
        let month = month.parse().map_err(|_| PeriodError::Malformed)?;
        Self::new(year, month).ok_or(PeriodError::Malformed)
    }

    /// The month of a year, `None` where there is no such month or the year is out of range.
    pub fn new(year: i16, month: i8) -> Option<Self> {
        let good = (2000..=2099).contains(&year) && (1..=12).contains(&month);
        good.then(|| Self(year * 12 + i16::from(month) - 1))
    }

    /// The month that a day belongs to; days outside 2000 to 2099 are taken to the nearest month inside.
    pub fn of(day: Date) -> Self {
        Self(day.year().clamp(2000, 2099) * 12 + i16::from(day.month()) - 1)
    }

    /// The first period there can be.
    pub const FIRST: Self = Self(2000 * 12);

    /// The last period there can be.
    pub const LAST: Self = Self(2099 * 12 + 11);

    /// The month in which most residents are now: in the zone of Moscow, UTC+3. Good enough to guess which items to
    /// read or what to propose; what decides counts in the company's zone.
    pub fn about(now: Timestamp) -> Self {
        let moscow = TimeZone::fixed(tz::offset(3));
        Self::of(now.to_zoned(moscow).date())
    }

    /// The calendar year.
    pub const fn year(self) -> i16 {
        self.0.div_euclid(12)
    }

    /// The month of the year, 1 to 12.
    pub fn month(self) -> i8 {
        i8::try_from(self.0.rem_euclid(12) + 1).unwrap_or(1)
    }

    /// The last day of the month.
    pub fn last_day(self) -> Date {
        jiff::civil::date(self.year(), self.month(), 1).last_of_month()
    }

    /// The period `months` later, or earlier where negative.
    #[must_use]
    pub const fn plus(self, months: i16) -> Self {
        Self(self.0.saturating_add(months))
    }

    /// How many months lie between an earlier period and this one; negative where this one is the earlier.
    pub const fn months_since(self, earlier: Self) -> i16 {
        self.0.saturating_sub(earlier.0)
    }

    /// «октябрь 2026».
    pub fn in_russian(self) -> String {
        let name = MONTHS.get(usize::from(self.0.rem_euclid(12).unsigned_abs())).unwrap_or(&"");
        format!("{name} {}", self.year())
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl std::str::FromStr for Period {
    type Err = PeriodError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl serde::Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&text).map_err(|refusal| crate::code::serde_error(&refusal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_written_as_it_is_read() {
        assert_eq!(Period::parse("2026-10").map(|period| period.to_string()), Ok("2026-10".to_owned()));
    }

    #[test]
    fn a_month_that_does_not_exist_is_refused() {
        for text in ["2026-13", "2026-00", "2026-1", "26-10", "2026-10-01", "0000-01", "9999-12", "٢٠٢٦-10", "+026-10"]
        {
            assert_eq!(Period::parse(text), Err(PeriodError::Malformed), "{text}");
        }
    }

    #[test]
    fn december_is_followed_by_january() {
        let december = Period::new(2026, 12).unwrap();
        assert_eq!(december.plus(1).to_string(), "2027-01");
        assert_eq!(december.plus(1).months_since(december), 1);
    }

    #[test]
    fn a_period_ends_with_the_last_day_of_its_month() {
        assert_eq!(Period::new(2028, 2).unwrap().last_day().to_string(), "2028-02-29");
    }

    #[test]
    fn the_month_turns_at_midnight_of_moscow() {
        let about = |now: &str| Period::about(now.parse().unwrap()).to_string();
        assert_eq!(about("2026-10-31T20:59:59Z"), "2026-10");
        assert_eq!(about("2026-10-31T21:00:00Z"), "2026-11");
    }

    #[test]
    fn a_period_has_a_russian_name() {
        assert_eq!(Period::new(2026, 10).unwrap().in_russian(), "октябрь 2026");
    }
}
