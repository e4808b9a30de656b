//! Who is paid by a statement: the company, or several recipients where services are paid to their suppliers.

use std::collections::BTreeMap;

use super::{Line, Statement};
use crate::Money;
use crate::division::distribute;
use crate::line_text::LineText;

/// The company's code of a recipient; `None` is the company itself.
pub type Recipient<'a> = Option<&'a LineText>;

impl Statement {
    /// The company, and then the recipients in the order of their services.
    pub fn recipients(&self) -> Vec<Recipient<'_>> {
        let lines = self.lines.iter().map(|line| line.recipient.as_ref());
        let shares = self.extras.shares.iter().map(|share| share.recipient.as_ref());
        let mut recipients = vec![None];
        for recipient in lines.chain(shares) {
            if !recipients.contains(&recipient) {
                recipients.push(recipient);
            }
        }
        recipients
    }

    /// There is something to be paid, and to others than the company alone.
    pub fn is_divided(&self) -> bool {
        !self.to_pay.is_zero() && self.recipients() != [None]
    }

    /// The services that are paid to a recipient.
    pub fn lines_of<'a>(&'a self, recipient: Recipient<'a>) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(move |line| line.recipient.as_ref() == recipient)
    }

    /// What each of the recipients is asked to be paid, together `to_pay`. What is said of shares holds; otherwise each
    /// supplier gets the totals of its services, and the company what is left: its own services, balances, payments and
    /// penalty. `None` where nothing is to be paid, or where it cannot be divided without guessing.
    pub fn asked(&self) -> Option<Vec<(Recipient<'_>, Money)>> {
        if self.to_pay.is_zero() {
            return None;
        }
        let recipients = self.recipients();
        let amounts =
            if self.extras.shares.is_empty() { self.by_services(&recipients) } else { self.said(&recipients) };
        Some(recipients.into_iter().zip(amounts?).collect())
    }

    /// How a payment is divided between the recipients: in proportion to what each is asked to be paid (ПП 354, п. 118),
    /// no kopeck lost. Those who get nothing are left out. `None` where there is nothing to divide by.
    pub fn divide(&self, payment: Money) -> Option<Vec<(Recipient<'_>, Money)>> {
        let asked = self.asked()?;
        let weight = |(place, (_, amount)): (usize, &(_, Money))| Some((place, u64::try_from(amount.kopecks()).ok()?));
        let weights: BTreeMap<usize, u64> = asked.iter().enumerate().map(weight).collect::<Option<_>>()?;
        let parts = distribute(payment.kopecks(), &weights)?;
        let divided = asked.iter().zip(parts.into_values());
        let divided = divided.map(|((recipient, _), part)| (*recipient, Money::from_kopecks(part)));
        Some(divided.filter(|(_, part)| !part.is_zero()).collect())
    }

    fn said(&self, recipients: &[Recipient<'_>]) -> Option<Vec<Money>> {
        let shares = &self.extras.shares;
        let share = |recipient: &Recipient<'_>| {
            let own = shares.iter().filter(|share| share.recipient.as_ref() == *recipient);
            Money::checked_sum(own.map(|share| share.to_pay))
        };
        recipients.iter().map(share).collect()
    }

    fn by_services(&self, recipients: &[Recipient<'_>]) -> Option<Vec<Money>> {
        let services = |recipient: &Recipient<'_>| Money::checked_sum(self.lines_of(*recipient).map(|line| line.total));
        let suppliers: Vec<Money> = recipients.iter().skip(1).map(services).collect::<Option<_>>()?;
        let rest = self.to_pay.checked_sub(Money::checked_sum(suppliers.iter().copied())?)?;
        let amounts: Vec<Money> = std::iter::once(rest).chain(suppliers).collect();
        amounts.iter().all(|amount| !amount.is_negative()).then_some(amounts)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Share;
    use super::super::examples::{heating, statement};
    use super::*;

    fn code(text: &str) -> LineText {
        LineText::parse(text).unwrap()
    }

    /// 916.86 to the boiler house, and what is left of 921.49 to the company.
    fn shared() -> Statement {
        let line = Line { recipient: Some(code("boiler")), ..heating() };
        Statement { lines: vec![line], ..statement() }
    }

    fn parts(divided: Option<Vec<(Recipient<'_>, Money)>>) -> Vec<(Option<String>, i64)> {
        let part = |(recipient, part): (Recipient<'_>, Money)| (recipient.map(ToString::to_string), part.kopecks());
        divided.unwrap().into_iter().map(part).collect()
    }

    #[test]
    fn a_supplier_is_asked_for_its_services_and_the_company_for_the_rest() {
        assert_eq!(parts(shared().asked()), [(None, 463), (Some("boiler".to_owned()), 91_686)]);
    }

    #[test]
    fn a_part_of_the_sum_is_divided_in_proportion() {
        assert_eq!(
            parts(shared().divide(Money::from_kopecks(46_075))),
            [(None, 232), (Some("boiler".to_owned()), 45_843)]
        );
    }

    #[test]
    fn who_gets_nothing_is_left_out() {
        assert_eq!(parts(shared().divide(Money::from_kopecks(1))), [(Some("boiler".to_owned()), 1)]);
    }

    #[test]
    fn shares_that_the_company_tells_hold() {
        let mut statement = shared();
        let share = |recipient: Option<&str>, to_pay| Share {
            recipient: recipient.map(code),
            to_pay: Money::from_kopecks(to_pay),
        };
        statement.extras.shares = vec![share(None, 92_000), share(Some("lift"), 149)];
        let expected = [(None, 92_000), (Some("boiler".to_owned()), 0), (Some("lift".to_owned()), 149)];
        assert_eq!(parts(statement.asked()), expected);
    }

    #[test]
    fn nothing_is_guessed() {
        let paid = Statement { to_pay: Money::ZERO, ..shared() };
        assert_eq!(paid.divide(Money::from_kopecks(100)), None);
        let overpaid_company = Statement { to_pay: Money::from_kopecks(90_000), ..shared() };
        assert_eq!(overpaid_company.divide(Money::from_kopecks(100)), None);
    }

    proptest! {
        #[test]
        fn no_kopeck_is_lost(payment in 1_i64..1_500_000_000, own in 0_i64..10_000_000, theirs in 1_i64..10_000_000) {
            let mut statement = shared();
            statement.to_pay = Money::from_kopecks(own + theirs);
            statement.lines[0].total = Money::from_kopecks(theirs);
            let divided = statement.divide(Money::from_kopecks(payment)).unwrap();
            prop_assert_eq!(divided.iter().map(|(_, part)| part.kopecks()).sum::<i64>(), payment);
        }
    }
}
