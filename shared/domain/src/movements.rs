//! How the balance of an account moved, a row a period.

use jiff::tz::TimeZone;

use crate::payment::{self, OnlineEntry};
use crate::statement::{Channel, Receipt, Statement};
use crate::{Money, Period};

crate::refusals! {
    /// Why a span of periods cannot be shown.
    pub enum SpanError {
        Backwards = "from_after_to", "Начало промежутка позже его конца.";
        TooLong = "span_too_long", "Выберите не более 36 месяцев.";
    }
}

/// The most periods that are shown at once: three years, the term of limitation (ГК РФ, ст. 196).
const LONGEST: i16 = 36;
/// Months that a period may be loaded and closed ahead of the current one.
pub const MONTHS_AHEAD: i16 = 1;
/// Months before the current one that are shown to those who do not choose.
const USUAL: i16 = 12;

/// A span of periods, first and last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    from: Period,
    to: Period,
}

impl Span {
    /// The span that was chosen; what was left open is filled so that twelve past months and `current` are shown.
    pub fn choose(from: Option<Period>, to: Option<Period>, current: Period) -> Result<Self, SpanError> {
        let to = to.unwrap_or_else(|| current.max(from.unwrap_or(current)));
        let from = from.unwrap_or_else(|| to.plus(-USUAL).max(Period::FIRST));
        if from > to {
            return Err(SpanError::Backwards);
        }
        if to.months_since(from) >= LONGEST {
            return Err(SpanError::TooLong);
        }
        Ok(Self { from, to })
    }

    /// First and last period that have a row. A month may be closed ahead of the calendar: whoever looks at the current
    /// one sees it too, since the balance goes on from it.
    pub fn shown(self, current: Period) -> (Period, Period) {
        let last = if self.to == current { current.plus(MONTHS_AHEAD) } else { self.to };
        (self.from, last)
    }

    /// First and last period.
    pub const fn ends(self) -> (Period, Period) {
        (self.from, self.to)
    }
}

/// The row of a period. `closing = opening + charged + recalculated + penalty − received` holds in every row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// The period.
    pub period: Period,
    /// Balance at its beginning; a debt where positive.
    pub opening: Money,
    /// Base charges less privileges. A privilege lowers the charge of its own period, so it belongs here and not to the
    /// recalculations, which correct what was charged before.
    pub charged: Money,
    /// Corrections.
    pub recalculated: Money,
    /// Penalty («пени»).
    pub penalty: Money,
    /// Money received.
    pub received: Money,
    /// Balance at its end.
    pub closing: Money,
    /// Every receipt of money.
    pub payments: Vec<Receipt>,
    /// The month is not closed.
    pub is_open: bool,
}

/// The sums of a span: the balance of a row holds for it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// Balance at its beginning.
    pub opening: Money,
    /// What was charged.
    pub charged: Money,
    /// Corrections.
    pub recalculated: Money,
    /// Penalty.
    pub penalty: Money,
    /// Money received.
    pub received: Money,
    /// Balance at its end.
    pub closing: Money,
}

impl Totals {
    /// Of rows, oldest first. Nothing where they do not explain how the balance came to be what it is: a month between
    /// them is reopened, or one does not begin with what the one before it ended with.
    pub fn of(rows: &[Movement]) -> Option<Self> {
        let (first, last) = (rows.first()?, rows.last()?);
        let go_on = |pair: &[Movement]| matches!(pair, [one, next] if one.closing == next.opening);
        if !rows.windows(2).all(go_on) {
            return None;
        }
        let sum = |of: fn(&Movement) -> Money| Money::checked_sum(rows.iter().map(of));
        let totals = Self {
            opening: first.opening,
            charged: sum(|row| row.charged)?,
            recalculated: sum(|row| row.recalculated)?,
            penalty: sum(|row| row.penalty)?,
            received: sum(|row| row.received)?,
            closing: last.closing,
        };
        totals.holds().then_some(totals)
    }

    fn holds(&self) -> bool {
        let raised = Money::checked_sum([self.opening, self.charged, self.recalculated, self.penalty]);
        raised.and_then(|sum| sum.checked_sub(self.received)) == Some(self.closing)
    }
}

impl Movement {
    /// The row of a statement.
    pub fn of(period: Period, statement: Statement) -> Self {
        let totals = statement.totals();
        Self {
            period,
            opening: statement.opening,
            // Both are sums of amounts within the limits of money, so they fit.
            charged: totals.charged.checked_add(totals.privileges).unwrap_or_default(),
            recalculated: totals.recalculated,
            penalty: statement.penalty,
            received: totals.paid,
            closing: statement.closing,
            payments: statement.payments,
            is_open: false,
        }
    }
}

impl Movement {
    /// The row of the month that follows the newest published one: money that came through the cabinet and that no
    /// statement has reported. `closing` is the balance that the month before ended with.
    pub fn open(period: Period, closing: Money, entries: &[OnlineEntry], zone: &TimeZone) -> Self {
        let received = payment::sum(entries).unwrap_or_default();
        Self {
            period,
            opening: closing,
            charged: Money::ZERO,
            recalculated: Money::ZERO,
            penalty: Money::ZERO,
            received,
            closing: closing.checked_sub(received).unwrap_or(closing),
            payments: entries.iter().map(|entry| receipt(entry, zone)).collect(),
            is_open: true,
        }
    }
}

fn receipt(entry: &OnlineEntry, zone: &TimeZone) -> Receipt {
    let date = entry.at.to_zoned(zone.clone()).date();
    Receipt { id: Some(entry.id.clone()), date, amount: entry.amount, channel: Channel::Online }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::examples;

    fn period(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    fn span(from: Option<&str>, to: Option<&str>) -> Result<(String, String), SpanError> {
        let chosen = Span::choose(from.map(period), to.map(period), period("2026-10"))?;
        Ok((chosen.from.to_string(), chosen.to.to_string()))
    }

    fn owned(from: &str, to: &str) -> (String, String) {
        (from.to_owned(), to.to_owned())
    }

    #[test]
    fn who_does_not_choose_sees_the_past_year() {
        assert_eq!(span(None, None), Ok(owned("2025-10", "2026-10")));
        assert_eq!(span(Some("2026-03"), None), Ok(owned("2026-03", "2026-10")));
        assert_eq!(span(None, Some("2025-12")), Ok(owned("2024-12", "2025-12")));
        assert_eq!(span(Some("2027-01"), None), Ok(owned("2027-01", "2027-01")));
    }

    #[test]
    fn three_years_fit_and_a_month_more_does_not() {
        assert_eq!(span(Some("2023-11"), Some("2026-10")), Ok(owned("2023-11", "2026-10")));
        assert_eq!(span(Some("2023-10"), Some("2026-10")), Err(SpanError::TooLong));
        assert_eq!(span(Some("2026-10"), Some("2026-09")), Err(SpanError::Backwards));
    }

    #[test]
    fn a_span_to_the_current_month_shows_what_is_closed_ahead_of_it() {
        let current = period("2026-10");
        let shown = |from, to| {
            let (first, last) = Span::choose(Some(period(from)), Some(period(to)), current).unwrap().shown(current);
            (first.to_string(), last.to_string())
        };
        assert_eq!(shown("2023-11", "2026-10"), owned("2023-11", "2026-11"));
        assert_eq!(shown("2026-01", "2026-09"), owned("2026-01", "2026-09"));
        assert_eq!(shown("2026-01", "2026-12"), owned("2026-01", "2026-12"));
    }

    #[test]
    fn a_span_is_summed_up_only_where_its_rows_explain_the_balance() {
        let first = Movement::of(period("2026-08"), examples::statement());
        let second = Movement { period: period("2026-09"), opening: first.closing, ..first.clone() };
        let closing = second.closing.checked_add(first.closing).and_then(|sum| sum.checked_sub(first.opening)).unwrap();
        let chained = Movement { closing, ..second };
        let totals = Totals::of(&[first.clone(), chained.clone()]).unwrap();
        assert_eq!((totals.opening, totals.closing), (first.opening, closing));
        assert_eq!(totals.charged, first.charged.checked_add(first.charged).unwrap());
        let corrected = Money::from_kopecks(1);
        let moved = |money: Money| money.checked_add(corrected).unwrap();
        let broken = Movement { opening: moved(chained.opening), closing: moved(chained.closing), ..chained };
        assert_eq!(Totals::of(&[first, broken]), None);
        assert_eq!(Totals::of(&[]), None);
    }

    #[test]
    fn the_balance_of_a_row_holds_with_a_privilege() {
        let mut statement = examples::statement();
        let privilege = Money::from_kopecks(-10_005);
        statement.lines[0].privilege = privilege;
        statement.closing = statement.closing.checked_add(privilege).unwrap();
        let row = Movement::of(period("2026-09"), statement);
        let ends = [row.opening, row.charged, row.recalculated, row.penalty];
        let closing = Money::checked_sum(ends).and_then(|sum| sum.checked_sub(row.received));
        assert_eq!(closing, Some(row.closing));
        assert_eq!(row.charged.kopecks(), 84_000);
    }
}
