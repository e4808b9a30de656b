//! What looks wrong in the receipts of a statement that carry an id of the cabinet.

use super::explained::{Candidates, under};
use super::{OnlineEntry, PaymentId};
use crate::line_text::LineText;
use crate::statement::{Receipt, Warning};
use crate::{AccountId, Money, Period};

/// The doubts about the receipts of a statement of an account whose money is known.
pub fn receipt_warnings(
    account: &AccountId,
    entries: &[OnlineEntry],
    period: Period,
    receipts: &[Receipt],
) -> Vec<Warning> {
    let doubt = |(index, receipt): (usize, &Receipt)| {
        let id = receipt.id.as_ref()?;
        let before = receipts.get(..index).unwrap_or_default();
        let entry = entries.iter().find(|entry| entry.id == *id);
        if is_foreign(account, id) {
            return Some(warning("payment_unknown", index, "id", "Платёж другого лицевого счёта.".to_owned()));
        }
        if receipt.amount > Money::ZERO && is_repeated(entry, period, before, id) {
            return Some(warning("payment_repeated", index, "id", "Этот платёж уже учтён другой строкой.".to_owned()));
        }
        let is_first = under(before, id.as_str()).next().is_none();
        entry.filter(|_| is_first).and_then(|entry| differing(entries, entry, period, receipts, index))
    };
    receipts.iter().enumerate().filter_map(doubt).collect()
}

fn is_foreign(account: &AccountId, id: &LineText) -> bool {
    PaymentId::parse(id.as_str()).is_ok_and(|payment| payment.account() != *account)
}

/// The money was received by an earlier receipt, or by a statement of an earlier month.
fn is_repeated(entry: Option<&OnlineEntry>, period: Period, before: &[Receipt], id: &LineText) -> bool {
    under(before, id.as_str()).any(|amount| amount > Money::ZERO)
        || entry.is_some_and(|entry| entry.is_reported_before(period))
}

/// The receipts move another sum than the payment and its refunds, or than the refund.
fn differing(
    entries: &[OnlineEntry],
    entry: &OnlineEntry,
    period: Period,
    receipts: &[Receipt],
    index: usize,
) -> Option<Warning> {
    let explained = if entry.is_payment() {
        Candidates::of(entries, &entry.payment, period).explained(receipts).is_some()
    } else {
        entry.is_named_by(receipts)
    };
    let told = Money::checked_sum(under(receipts, entry.id.as_str())).unwrap_or_default();
    let message = || format!("По строкам с этим номером {told}, а через кабинет прошло {}.", entry.amount);
    (!explained).then(|| warning("payment_amount_differs", index, "amount", message()))
}

fn warning(code: &str, index: usize, field: &str, message: String) -> Warning {
    Warning { code: code.to_owned(), field: format!("payments[{index}].{field}"), message }
}

#[cfg(test)]
mod tests {
    use super::super::online::examples::{OCTOBER, entry, paid, payment, period, receipt};
    use super::super::{Report, mark};
    use super::*;

    fn codes(entries: &[OnlineEntry], receipts: &[Receipt]) -> Vec<(String, String)> {
        let warnings = receipt_warnings(&payment().account(), entries, period(OCTOBER), receipts);
        warnings.into_iter().map(|warning| (warning.code, warning.field)).collect()
    }

    fn told(code: &str, field: &str) -> Vec<(String, String)> {
        vec![(code.to_owned(), field.to_owned())]
    }

    #[test]
    fn what_the_amounts_explain_raises_no_doubt() {
        let both = [paid(), entry("refund-1", -4_000)];
        let own = payment().as_str().to_owned();
        for receipts in [
            vec![receipt(&own, 10_000)],
            vec![receipt(&own, 6_000)],
            vec![receipt(&own, 10_000), receipt(&own, -4_000)],
            vec![receipt(&own, 10_000), receipt("refund-1", -4_000)],
            vec![receipt("of the bank", 5)],
        ] {
            assert_eq!(codes(&both, &receipts), [], "{receipts:?}");
        }
    }

    #[test]
    fn a_wrong_amount_is_pointed_at_and_not_believed() {
        let receipts = [receipt(payment().as_str(), 1_000)];
        assert_eq!(codes(&[paid()], &receipts), told("payment_amount_differs", "payments[0].amount"));
        assert_eq!(mark(&[paid()], Report::new(period(OCTOBER), 1), &receipts)[0].reported, None);
        let refund = [entry("refund-1", -4_000)];
        let wrong = [receipt("refund-1", -400)];
        assert_eq!(codes(&refund, &wrong), told("payment_amount_differs", "payments[0].amount"));
    }

    #[test]
    fn a_payment_of_another_account_is_pointed_at() {
        let receipts = [receipt(&"1".repeat(48), 10_000)];
        assert_eq!(codes(&[paid()], &receipts), told("payment_unknown", "payments[0].id"));
    }

    #[test]
    fn a_payment_that_stands_twice_is_pointed_at() {
        let own = receipt(payment().as_str(), 10_000);
        let repeated = ("payment_repeated".to_owned(), "payments[1].id".to_owned());
        assert!(codes(&[paid()], &[own.clone(), own.clone()]).contains(&repeated));
        let reported = Some(Report::new(period("2026-09"), 1));
        let earlier = OnlineEntry { reported, ..paid() };
        assert_eq!(codes(&[earlier], &[own]), told("payment_repeated", "payments[0].id"));
    }
}
