//! Money that moved through the cabinet, as the balance counts it: what no published statement has reported yet.
//!
//! The closing balance of the newest published statement holds what that statement and those before it reported. So a
//! movement is subtracted from it as long as none of them did, and never both ways: reopening a month takes its reports
//! back by itself, because its statement is no longer the newest one published.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::explained::Candidates;
use super::{PaymentId, Told};
use crate::line_text::LineText;
use crate::statement::Receipt;
use crate::{Money, Period};

/// Months that a reported movement is remembered beside its account: longer than corrections usually reach back.
const REMEMBERED: i16 = 3;

/// Money of an account that moved through the cabinet: a payment, or a refund of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnlineEntry {
    /// The payment's id, or the company's id of the refund.
    pub id: LineText,
    /// The payment.
    pub payment: PaymentId,
    /// What was paid by the payment.
    pub paid: Money,
    /// What this entry moves: below zero for a refund.
    pub amount: Money,
    /// When.
    pub at: Timestamp,
    /// The statement that reports it.
    #[serde(default)]
    pub reported: Option<Report>,
    /// A report that was taken back while a later period was published, whose balance goes on holding it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Held>,
    /// What statements tell of it in sums that do not explain it, until one does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<Told>,
}

/// A statement that reports a movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Its period.
    pub period: Period,
    /// The closing of that period which first publishes the report.
    pub version: u32,
    /// The newest closing of a later period that there was already: its balance was made without the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beneath: Option<(Period, u32)>,
}

/// A report that its statement does not make any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// As it was made.
    pub report: Report,
    /// The last closing whose balance was made with it.
    pub until: (Period, u32),
}

impl Held {
    fn is_counted_by(self, published: (Period, u32)) -> bool {
        published <= self.until && self.report.is_counted_by(published)
    }
}

impl Report {
    /// By the statement of a period that its closing number `version` publishes.
    pub const fn new(period: Period, version: u32) -> Self {
        Self { period, version, beneath: None }
    }

    /// What becomes of it where a statement of its period, loaded beneath a later closing, does not make it any more.
    fn taken_back(self, by: Self) -> Option<Held> {
        let until = by.beneath.filter(|later| self.is_counted_by(*later))?;
        Some(Held { report: self, until })
    }

    /// The closing balance of this published period holds what was reported.
    fn is_counted_by(self, published: (Period, u32)) -> bool {
        (self.period, self.version) <= published && self.beneath.is_none_or(|earlier| earlier < published)
    }
}

impl OnlineEntry {
    /// These receipts report it: a payment by its id, a refund by its own id, by money given back under the payment's id, or
    /// by the payment with less than was paid; always with amounts that fit.
    fn is_among(&self, candidates: &Candidates<'_>, receipts: &[Receipt]) -> bool {
        self.is_named_by(receipts) || candidates.explained(receipts).is_some_and(|ids| ids.contains(&&self.id))
    }
}

/// The entries after a statement was loaded, or looked at once more, that makes this report. What stands in it is reported;
/// what an earlier load of its period reported and this one does not is unreported again.
pub fn mark(entries: &[OnlineEntry], report: Report, receipts: &[Receipt]) -> Vec<OnlineEntry> {
    let period = report.period;
    let marked = entries.iter().map(|entry| {
        let elsewhere = entry.reported.filter(|report| report.period != period);
        let made = entry.reported.filter(|report| report.period == period);
        let held = entry.held.filter(|held| held.report.period == period);
        let here = || made.or(held.map(|held| held.report)).unwrap_or(report);
        let candidates = Candidates::of(entries, &entry.payment, period);
        let is_before = entry.is_reported_before(period);
        let is_among = !is_before && entry.is_among(&candidates, receipts);
        let amount = if is_before || is_among { None } else { entry.told_by(&candidates, receipts) };
        let told = entry.told_after(report, amount);
        let reported = is_among.then(here).or(elsewhere);
        let held = if is_among {
            entry.held.filter(|_| held.is_none())
        } else {
            entry.held.or_else(|| made?.taken_back(report))
        };
        OnlineEntry { reported, held, told, ..entry.clone() }
    });
    marked.collect()
}

/// The entries without those that were reported long before a period and that the newest closing, `latest`, holds.
pub fn remembered(entries: Vec<OnlineEntry>, period: Period, latest: Option<(Period, u32)>) -> Vec<OnlineEntry> {
    let oldest = period.plus(-REMEMBERED);
    let is_held = |report: Report| latest.is_some_and(|latest| report.is_counted_by(latest));
    let is_old = |report: Report| report.period < oldest && is_held(report);
    entries.into_iter().filter(|entry| !entry.reported.is_some_and(is_old)).collect()
}

/// What the closing balance of the newest published period does not hold, everything where none is: entries that no
/// statement has reported, each with what of it is still to be counted.
pub fn unreported(entries: &[OnlineEntry], published: Option<(Period, u32)>) -> impl Iterator<Item = OnlineEntry> {
    let is_counted = move |report: Report| published.is_some_and(|at| report.is_counted_by(at));
    let is_held = move |held: Held| published.is_some_and(|at| held.is_counted_by(at));
    let is_left =
        move |entry: &&OnlineEntry| !entry.reported.is_some_and(is_counted) && !entry.held.is_some_and(is_held);
    let left = entries.iter().filter(is_left);
    let rest = left.map(move |entry| OnlineEntry { amount: entry.rest(is_counted), ..entry.clone() });
    rest.filter(|entry| entry.amount != Money::ZERO)
}

/// How many payments no statement has reported; those that were given back whole move nothing and wait for none.
pub fn outstanding(entries: &[OnlineEntry]) -> usize {
    let mut left: BTreeMap<&str, i64> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.reported.is_none()) {
        let sum = left.entry(entry.payment.as_str()).or_default();
        *sum = sum.saturating_add(entry.amount.kopecks());
    }
    left.values().filter(|kopecks| **kopecks != 0).count()
}

/// What the entries move together.
pub fn sum(entries: impl IntoIterator<Item = impl Borrow<OnlineEntry>>) -> Option<Money> {
    Money::checked_sum(entries.into_iter().map(|entry| entry.borrow().amount))
}

#[cfg(test)]
pub(super) mod examples {
    use super::*;
    use crate::statement::Channel;

    pub const OCTOBER: &str = "2026-10";

    pub fn period(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    fn id(text: &str) -> LineText {
        LineText::parse(text).unwrap()
    }

    pub fn payment() -> PaymentId {
        PaymentId::parse(&"0".repeat(48)).unwrap()
    }

    pub fn entry(own: &str, kopecks: i64) -> OnlineEntry {
        let at = "2026-10-20T12:00:00Z".parse().unwrap();
        let paid = Money::from_kopecks(10_000);
        let amount = Money::from_kopecks(kopecks);
        OnlineEntry { id: id(own), payment: payment(), paid, amount, at, reported: None, held: None, told: Vec::new() }
    }

    pub fn paid() -> OnlineEntry {
        entry(payment().as_str(), 10_000)
    }

    pub fn receipt(own: &str, kopecks: i64) -> Receipt {
        let date = jiff::civil::date(2026, 10, 20);
        Receipt { id: Some(id(own)), date, amount: Money::from_kopecks(kopecks), channel: Channel::Online }
    }
}

#[cfg(test)]
mod tests {
    use super::examples::*;
    use super::*;

    fn later(own: &str, kopecks: i64, hours: i64) -> OnlineEntry {
        let entry = entry(own, kopecks);
        OnlineEntry { at: entry.at + jiff::SignedDuration::from_hours(hours), ..entry }
    }

    fn left(entries: &[OnlineEntry], published: Option<(&str, u32)>) -> i64 {
        let published = published.map(|(month, version)| (period(month), version));
        sum(unreported(entries, published)).unwrap().kopecks()
    }

    #[test]
    fn what_was_given_back_whole_waits_for_no_statement() {
        assert_eq!(outstanding(&[paid()]), 1);
        assert_eq!(outstanding(&[paid(), entry("r-1", -4_000)]), 1);
        assert_eq!(outstanding(&[paid(), entry("r-1", -4_000), entry("r-2", -6_000)]), 0);
        let reported = Some(Report::new(period(OCTOBER), 1));
        assert_eq!(outstanding(&[OnlineEntry { reported, ..paid() }]), 0);
    }

    #[test]
    fn a_payment_counts_until_its_statement_is_published() {
        assert_eq!(left(&[paid()], Some(("2026-09", 1))), 10_000);
        let loaded = mark(&[paid()], Report::new(period(OCTOBER), 1), &[receipt(payment().as_str(), 10_000)]);
        assert_eq!(left(&loaded, Some(("2026-09", 1))), 10_000);
        assert_eq!(left(&loaded, Some((OCTOBER, 1))), 0);
        assert_eq!(left(&loaded, Some(("2026-11", 1))), 0);
        assert_eq!(left(&loaded, None), 10_000);
    }

    #[test]
    fn a_statement_without_the_payment_takes_its_report_back() {
        let receipts = [receipt(payment().as_str(), 10_000)];
        let loaded = mark(&[paid()], Report::new(period(OCTOBER), 1), &receipts);
        let corrected = mark(&loaded, Report::new(period(OCTOBER), 2), &[]);
        assert_eq!(left(&corrected, Some((OCTOBER, 2))), 10_000);
        let again = mark(&corrected, Report::new(period(OCTOBER), 3), &receipts);
        assert_eq!((left(&again, Some((OCTOBER, 2))), left(&again, Some((OCTOBER, 3)))), (10_000, 0));
    }

    #[test]
    fn the_first_statement_that_reports_it_is_the_one_that_counts() {
        let receipts = [receipt(payment().as_str(), 10_000)];
        let loaded = mark(&[paid()], Report::new(period(OCTOBER), 1), &receipts);
        let twice = mark(&loaded, Report::new(period("2026-11"), 1), &receipts);
        assert_eq!(twice, loaded);
        let elsewhere = mark(&loaded, Report::new(period("2026-11"), 1), &[]);
        assert_eq!(elsewhere, loaded);
        let earlier = mark(&loaded, Report::new(period("2026-09"), 2), &receipts);
        assert_eq!(earlier[0].reported, Some(Report::new(period("2026-09"), 2)));
    }

    #[test]
    fn a_refund_is_reported_by_any_of_three_signs() {
        let both = [paid(), entry("refund-1", -4_000)];
        let own = payment().as_str().to_owned();
        for (receipts, rest) in [
            (vec![receipt(&own, 10_000)], -4_000),
            (vec![receipt(&own, 10_000), receipt("refund-1", -4_000)], 0),
            (vec![receipt(&own, 10_000), receipt(&own, -4_000)], 0),
            (vec![receipt(&own, 6_000)], 0),
            (vec![receipt("refund-1", -4_000)], 10_000),
            (vec![], 6_000),
        ] {
            let loaded = mark(&both, Report::new(period(OCTOBER), 1), &receipts);
            assert_eq!(left(&loaded, Some((OCTOBER, 1))), rest, "{receipts:?}");
        }
    }

    #[test]
    fn of_several_refunds_those_are_reported_that_explain_the_amount() {
        let all = [paid(), later("refund-1", -2_000, 1), later("refund-2", -1_000, 2), later("refund-3", -500, 3)];
        let own = payment().as_str().to_owned();
        for (receipts, reported) in [
            (vec![receipt(&own, 10_000)], vec![true, false, false, false]),
            (vec![receipt(&own, 8_000)], vec![true, true, false, false]),
            (vec![receipt(&own, 7_000)], vec![true, true, true, false]),
            (vec![receipt(&own, 6_500)], vec![true, true, true, true]),
            (vec![receipt(&own, 9_000)], vec![false; 4]),
            (vec![receipt(&own, 9_000), receipt("refund-1", -2_000)], vec![true, true, true, false]),
            (vec![receipt("refund-2", -1_000)], vec![false, false, true, false]),
        ] {
            let marked = mark(&all, Report::new(period(OCTOBER), 1), &receipts);
            let found: Vec<bool> = marked.iter().map(|entry| entry.reported.is_some()).collect();
            assert_eq!(found, reported, "{receipts:?}");
        }
    }

    #[test]
    fn a_refund_under_the_id_of_a_payment_of_an_earlier_month_is_reported() {
        let paid = mark(&[paid()], Report::new(period("2026-09"), 1), &[receipt(payment().as_str(), 10_000)]);
        let all = [paid[0].clone(), later("refund-1", -2_000, 1), later("refund-2", -1_000, 2)];
        let marked = mark(&all, Report::new(period(OCTOBER), 1), &[receipt(payment().as_str(), -2_000)]);
        assert_eq!(left(&marked, Some((OCTOBER, 1))), -1_000);
    }

    /// October is taken back and corrected while November stays published.
    #[test]
    fn a_later_balance_that_was_made_before_a_report_does_not_hold_it() {
        let november = (period("2026-11"), 1);
        let late = Report { beneath: Some(november), ..Report::new(period(OCTOBER), 2) };
        let loaded = mark(&[paid()], late, &[receipt(payment().as_str(), 10_000)]);
        assert_eq!(left(&loaded, Some(("2026-11", 1))), 10_000);
        assert_eq!(left(&loaded, Some(("2026-11", 2))), 0);
        assert_eq!(left(&loaded, Some(("2026-12", 1))), 0);
        assert_eq!(left(&loaded, Some((OCTOBER, 1))), 10_000);
    }

    /// Its statement is looked at again: by the posting of the refund, or because the month was taken back.
    #[test]
    fn a_refund_of_a_payment_that_is_remembered_no_more_moves_its_own_amount_only() {
        for (told, left_over) in [(10_000, -2_000), (8_000, 0), (-2_000, 0), (9_000, -1_000), (-500, -1_500)] {
            let report = Report::new(period(OCTOBER), 2);
            let marked = mark(&[entry("refund-1", -2_000)], report, &[receipt(payment().as_str(), told)]);
            assert_eq!(left(&marked, Some((OCTOBER, 2))), left_over, "{told}");
        }
    }

    #[test]
    fn what_was_reported_long_ago_is_forgotten_once_a_closing_holds_it() {
        let loaded = mark(&[paid()], Report::new(period(OCTOBER), 1), &[receipt(payment().as_str(), 10_000)]);
        let left = |month, latest| remembered(loaded.clone(), period(month), latest).len();
        let october = Some((period(OCTOBER), 1));
        assert_eq!((left("2027-01", october), left("2027-02", october), left("2027-02", None)), (1, 0, 1));
        assert_eq!(remembered(vec![paid()], period("2030-01"), october).len(), 1);
        let january = (period("2027-01"), 1);
        let late = Report { beneath: Some(january), ..Report::new(period(OCTOBER), 2) };
        let late = mark(&[paid()], late, &[receipt(payment().as_str(), 10_000)]);
        assert_eq!(remembered(late.clone(), period("2027-02"), Some(january)).len(), 1, "January was made without it");
        assert_eq!(remembered(late, period("2027-03"), Some((period("2027-02"), 1))).len(), 0);
    }

    /// October is taken back and corrected while November, whose balance holds the payment, stays published.
    #[test]
    fn a_report_that_is_taken_back_beneath_a_later_closing_is_held_by_it() {
        let november = (period("2026-11"), 1);
        let receipts = [receipt(payment().as_str(), 10_000)];
        let loaded = mark(&[paid()], Report::new(period(OCTOBER), 1), &receipts);
        let corrected = Report { beneath: Some(november), ..Report::new(period(OCTOBER), 2) };
        let without = mark(&loaded, corrected, &[]);
        assert_eq!(without[0].reported, None);
        let twice = mark(&without, corrected, &[]);
        for entries in [&without, &twice] {
            assert_eq!(left(entries, Some(("2026-11", 1))), 0, "it was made with the payment");
            assert_eq!(left(entries, Some(("2026-11", 2))), 10_000);
            assert_eq!(left(entries, Some(("2026-12", 1))), 10_000);
        }
        let again = mark(&without, corrected, &receipts);
        assert_eq!((left(&again, Some(("2026-11", 1))), left(&again, Some(("2026-11", 2)))), (0, 0));
        assert_eq!(again, loaded);
    }
}
