//! What statements tell of a movement in a sum that does not explain it.
//!
//! Such a movement is not reported, but the closing balance of the statement holds the sum that was told. So only the
//! difference is still to be counted: neither both sums, nor the wrong one for good.

use serde::{Deserialize, Serialize};

use super::explained::{Candidates, under};
use super::{OnlineEntry, Report};
use crate::Money;
use crate::statement::Receipt;

/// A sum that a statement tells of a movement in place of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The statement.
    pub report: Report,
    /// Kopecks.
    pub amount: Money,
}

impl OnlineEntry {
    /// What the receipts of a statement tell of it without explaining it: under its own id, or under the payment's where
    /// it is the first that they could be about.
    pub(super) fn told_by(&self, candidates: &Candidates<'_>, receipts: &[Receipt]) -> Option<Money> {
        let own = under(receipts, self.id.as_str()).filter(|_| !self.is_payment());
        let payments = candidates.unexplained(receipts).filter(|(id, _)| **id == self.id).map(|(_, amount)| amount);
        Money::checked_sum(own.chain(payments)).filter(|amount| *amount != Money::ZERO)
    }

    /// What statements tell of it after one of a period was loaded that tells this sum, or nothing of the kind.
    pub(super) fn told_after(&self, report: Report, amount: Option<Money>) -> Vec<Told> {
        let (earlier, elsewhere): (Vec<_>, Vec<_>) =
            self.told.iter().copied().partition(|told| told.report.period == report.period);
        let same = |amount: Money| earlier.into_iter().find(|told| told.amount == amount);
        let here = amount.map(|amount| same(amount).unwrap_or(Told { report, amount }));
        elsewhere.into_iter().chain(here).collect()
    }

    /// What of it is still to be counted, once those of the sums are that `is_counted` says so of.
    pub(super) fn rest(&self, is_counted: impl Fn(Report) -> bool) -> Money {
        let told = self.told.iter().filter(|told| is_counted(told.report)).map(|told| told.amount);
        Money::checked_sum(told).and_then(|told| self.amount.checked_sub(told)).unwrap_or(self.amount)
    }
}

#[cfg(test)]
mod tests {
    use super::super::online::examples::{OCTOBER, entry, paid, payment, period, receipt};
    use super::super::{OnlineEntry, Report, mark, sum, unreported};
    use crate::statement::Receipt;

    /// What is to be taken off the closing balance of the month, which holds the receipts already.
    fn left(entries: &[OnlineEntry], month: &str) -> i64 {
        sum(unreported(entries, Some((period(month), 1)))).unwrap().kopecks()
    }

    fn told(entries: &[OnlineEntry], month: &str, receipts: &[Receipt]) -> Vec<OnlineEntry> {
        mark(entries, Report::new(period(month), 1), receipts)
    }

    #[test]
    fn of_a_payment_told_with_another_sum_the_difference_alone_is_left() {
        let own = payment().as_str().to_owned();
        for (kopecks, rest) in [(1_000, 9_000), (9_999, 1), (100_000, -90_000), (-500, 10_500)] {
            let marked = told(&[paid()], OCTOBER, &[receipt(&own, kopecks)]);
            assert!(marked[0].reported.is_none(), "{kopecks}");
            assert_eq!((left(&marked, OCTOBER), left(&marked, "2026-09")), (rest, 10_000), "{kopecks}");
        }
    }

    #[test]
    fn a_corrected_statement_takes_the_wrong_sum_back() {
        let own = payment().as_str().to_owned();
        let wrong = told(&[paid()], OCTOBER, &[receipt(&own, 1_000)]);
        assert_eq!(told(&wrong, OCTOBER, &[]), [paid()]);
        let right = told(&wrong, OCTOBER, &[receipt(&own, 10_000)]);
        assert_eq!((left(&right, OCTOBER), right[0].reported.is_some()), (0, true));
        assert_eq!(told(&wrong, OCTOBER, &[receipt(&own, 1_000)]), wrong, "loaded again");
    }

    #[test]
    fn sums_of_several_months_are_taken_together() {
        let own = payment().as_str().to_owned();
        let part = told(&[paid()], OCTOBER, &[receipt(&own, 4_000)]);
        let whole = told(&part, "2026-11", &[receipt(&own, 6_000)]);
        assert_eq!((left(&whole, OCTOBER), left(&whole, "2026-11")), (6_000, 0));
    }

    #[test]
    fn a_refund_told_with_another_sum_is_counted_once() {
        let own = payment().as_str().to_owned();
        let both = [paid(), entry("refund-1", -4_000)];
        for receipts in [
            vec![receipt(&own, 10_000), receipt("refund-1", -400)],
            vec![receipt(&own, 9_000)],
            vec![receipt(&own, 9_000), receipt("refund-1", -4_000)],
            vec![receipt(&own, 10_000), receipt(&own, -400)],
        ] {
            let counted: i64 = receipts.iter().map(|receipt| receipt.amount.kopecks()).sum();
            assert_eq!(left(&told(&both, OCTOBER, &receipts), OCTOBER), 6_000 - counted, "{receipts:?}");
        }
    }

    #[test]
    fn a_wrong_sum_under_a_payment_of_an_earlier_month_is_the_refunds() {
        let own = payment().as_str().to_owned();
        let reported = told(&[paid()], "2026-09", &[receipt(&own, 10_000)]);
        let both = [reported[0].clone(), entry("refund-1", -4_000)];
        assert_eq!(left(&told(&both, OCTOBER, &[receipt(&own, -400)]), OCTOBER), -3_600);
    }
}
