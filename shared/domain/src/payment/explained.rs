//! Which movements of a payment the receipts of a statement tell of, judged by their amounts.

use super::{OnlineEntry, PaymentId};
use crate::line_text::LineText;
use crate::statement::Receipt;
use crate::{Money, Period};

/// The movements of one payment that a statement of a period may report: no earlier one has.
#[derive(Debug)]
pub struct Candidates<'a> {
    payment: &'a PaymentId,
    entries: Vec<&'a OnlineEntry>,
    /// What was paid, where the payment itself is remembered no more: it was reported long before.
    forgotten: Option<Money>,
}

impl<'a> Candidates<'a> {
    /// Those of a payment, in the order of time.
    pub fn of(entries: &'a [OnlineEntry], payment: &'a PaymentId, period: Period) -> Self {
        let of_it = || entries.iter().filter(|entry| entry.payment == *payment);
        let is_remembered = of_it().any(OnlineEntry::is_payment);
        let forgotten = of_it().map(|entry| entry.paid).next().filter(|_| !is_remembered);
        let mut entries: Vec<_> = of_it().filter(|entry| !entry.is_reported_before(period)).collect();
        entries.sort_by_key(|entry| entry.at);
        Self { payment, entries, forgotten }
    }

    /// The movements that the receipts under the payment's id tell of: together they move what the receipts say. `None`
    /// where no amounts explain the receipts; then nothing is believed to be reported by them.
    pub fn explained(&self, receipts: &[Receipt]) -> Option<Vec<&'a LineText>> {
        let mut own = under(receipts, self.payment.as_str()).peekable();
        if own.peek().is_none() {
            return Some(Vec::new());
        }
        let told = Money::checked_sum(own)?;
        let paid = self.entries.iter().find(|entry| entry.is_payment());
        let remembered = || self.refunds_up_to(told, paid.map_or(Money::ZERO, |entry| entry.amount), receipts);
        let refunds = remembered().or_else(|| self.refunds_up_to(told, self.forgotten?, receipts))?;
        Some(paid.map(|entry| &entry.id).into_iter().chain(refunds).collect())
    }

    /// The first refunds that together with what moved before them come to what is told.
    fn refunds_up_to(&self, told: Money, before: Money, receipts: &[Receipt]) -> Option<Vec<&'a LineText>> {
        let (mut moved, mut ids) = (before, Vec::new());
        for refund in self.entries.iter().filter(|entry| !entry.is_payment() && !entry.is_named_by(receipts)) {
            if moved == told {
                break;
            }
            moved = moved.checked_add(refund.amount)?;
            ids.push(&refund.id);
        }
        (moved == told).then_some(ids)
    }

    /// The first movement that the receipts under the payment's id could be about, and their sum, where no amounts explain
    /// them.
    pub fn unexplained(&self, receipts: &[Receipt]) -> Option<(&'a LineText, Money)> {
        let first = self.entries.iter().find(|entry| !entry.is_named_by(receipts))?;
        let told = Money::checked_sum(under(receipts, self.payment.as_str()))?;
        // What came in with a payment that is forgotten was counted long ago.
        let told = self.forgotten.filter(|_| told > Money::ZERO).map_or(Some(told), |paid| told.checked_sub(paid))?;
        self.explained(receipts).is_none().then_some((&first.id, told))
    }
}

impl OnlineEntry {
    /// Money paid, and not given back.
    pub fn is_payment(&self) -> bool {
        self.id.as_str() == self.payment.as_str()
    }

    /// A refund that receipts with its own id report.
    pub(super) fn is_named_by(&self, receipts: &[Receipt]) -> bool {
        let mut own = under(receipts, self.id.as_str()).peekable();
        !self.is_payment() && own.peek().is_some() && Money::checked_sum(own) == Some(self.amount)
    }

    /// A statement of an earlier month has reported it.
    pub(super) fn is_reported_before(&self, period: Period) -> bool {
        self.reported.is_some_and(|report| report.period < period)
    }
}

/// Amounts of the receipts that carry this id.
pub(super) fn under<'a>(receipts: &'a [Receipt], id: &'a str) -> impl Iterator<Item = Money> + 'a {
    let carries = move |receipt: &&Receipt| receipt.id.as_ref().is_some_and(|own| own.as_str() == id);
    receipts.iter().filter(carries).map(|receipt| receipt.amount)
}
