//! Money that moved through the cabinet, as the balance counts it: what no published statement has reported yet.
//!
//! The closing balance of the newest published statement holds what that statement and those before it reported. So a
//! movement is subtracted from it as long as none of them did, and never both ways: reopening a month takes its reports
//! back by itself, because its statement is no longer the newest one published.

#[cfg(test)]
pub(super) mod examples;
#[cfg(test)]
mod tests;

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
