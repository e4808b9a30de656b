//! The states of a payment as a machine. What a state carries is set by the move into it and by nothing else; what was
//! ordered (account, amount, mode, term) is set once and has no way to change.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::PaymentId;
use crate::Money;

crate::refusals! {
    /// Why a payment cannot move.
    pub enum MoveError {
        AlreadyPaid = "payment_already_paid", "Платёж уже проведён.";
        Ended = "payment_ended", "Платёж уже завершён.";
        NotPaid = "payment_not_paid", "Платёж не проведён: возвращать нечего.";
        RefundNotPositive = "amount_not_positive", "Сумма возврата должна быть больше нуля.";
        RefundTooLarge = "refund_too_large", "Сумма возвратов не должна быть больше суммы платежа.";
    }
}

/// What the provider calls the movement of money; unique for ever among its operations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// The provider's id.
    pub id: String,
    /// When it was posted here.
    pub at: Timestamp,
}

/// Where a payment stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum State {
    /// Ordered; the person has been sent to the provider.
    Created,
    /// The provider has asked whether it may take the money.
    Pending,
    /// The money is there.
    Paid {
        /// By which movement.
        operation: Operation,
    },
    /// The provider told the person that it failed.
    Failed,
    /// Nobody paid in time.
    Expired,
    /// The company gave money back, the whole or a part.
    Refunded {
        /// By which movement it had been paid.
        operation: Operation,
        /// How much was given back, all refunds together.
        refunded: Money,
    },
}

/// How long the provider repeats a notification that was not answered: 24 to 27 hours.
const REPEATS: SignedDuration = SignedDuration::from_hours(27);

/// What happens to a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// The provider asks whether it may take the money.
    Ask,
    /// The provider took the money.
    Pay(Operation),
    /// The provider told the person that it failed.
    Fail,
    /// Its term ended.
    Expire,
    /// The company gave this much back.
    Refund(Money),
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    id: PaymentId,
    amount: Money,
    test: bool,
    payable_until: Timestamp,
    state: State,
}

impl Payment {
    /// Ordered: of this amount, in the provider's test mode or not, to be paid before a moment.
    pub const fn new(id: PaymentId, amount: Money, test: bool, payable_until: Timestamp) -> Self {
        Self { id, amount, test, payable_until, state: State::Created }
    }

    /// Its id, which tells the account too.
    pub const fn id(&self) -> &PaymentId {
        &self.id
    }

    /// What was ordered, in kopecks.
    pub const fn amount(&self) -> Money {
        self.amount
    }

    /// No real money moves.
    pub const fn is_test(&self) -> bool {
        self.test
    }

    /// When its term ends.
    pub const fn payable_until(&self) -> Timestamp {
        self.payable_until
    }

    /// Where it stands in the record. Pages show [`Payment::state_at`].
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// When it expires, should nothing happen to it before; `None` for what is paid or has ended. Of what the provider has
    /// asked about, it may still tell for [`REPEATS`] that it was paid.
    pub fn expires_at(&self) -> Option<Timestamp> {
        match self.state {
            State::Created => Some(self.payable_until),
            State::Pending => self.payable_until.checked_add(REPEATS).ok(),
            _ => None,
        }
    }

    /// Where it stands at a moment: what nobody paid in time has expired, recorded or not.
    pub fn state_at(&self, now: Timestamp) -> State {
        let is_over = self.expires_at().is_some_and(|end| now >= end);
        if is_over { State::Expired } else { self.state.clone() }
    }

    /// Whether the provider may still take the money.
    pub fn is_payable(&self, now: Timestamp) -> bool {
        now < self.payable_until
    }

    /// The movement by which it was paid.
    pub const fn operation(&self) -> Option<&Operation> {
        match &self.state {
            State::Paid { operation } | State::Refunded { operation, .. } => Some(operation),
            _ => None,
        }
    }

    /// What was given back.
    pub const fn refunded(&self) -> Money {
        match self.state {
            State::Refunded { refunded, .. } => refunded,
            _ => Money::ZERO,
        }
    }

    /// The payment after a move. Money that the provider took is never refused because it comes late: a payment that
    /// failed or expired becomes paid all the same.
    pub fn after(&self, step: Move) -> Result<Self, MoveError> {
        let state = match (&self.state, step) {
            (State::Created, Move::Ask) => State::Pending,
            (State::Created | State::Pending, Move::Fail) => State::Failed,
            (State::Created | State::Pending, Move::Expire) => State::Expired,
            (State::Created | State::Pending | State::Failed | State::Expired, Move::Pay(operation)) => {
                State::Paid { operation }
            }
            (State::Paid { operation } | State::Refunded { operation, .. }, Move::Refund(amount)) => {
                State::Refunded { operation: operation.clone(), refunded: self.refunding(amount)? }
            }
            (_, Move::Refund(_)) => return Err(MoveError::NotPaid),
            (State::Paid { .. } | State::Refunded { .. }, _) => return Err(MoveError::AlreadyPaid),
            _ => return Err(MoveError::Ended),
        };
        Ok(Self { state, ..self.clone() })
    }

    fn refunding(&self, amount: Money) -> Result<Money, MoveError> {
        if amount <= Money::ZERO {
            return Err(MoveError::RefundNotPositive);
        }
        let refunded = self.refunded().checked_add(amount).filter(|refunded| *refunded <= self.amount);
        refunded.ok_or(MoveError::RefundTooLarge)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn operation(id: &str) -> Operation {
        Operation { id: id.to_owned(), at: moment("2026-10-20T12:00:00Z") }
    }

    fn payment() -> Payment {
        let id = PaymentId::parse(&"0".repeat(48)).unwrap();
        Payment::new(id, Money::from_kopecks(10_000), false, moment("2026-10-21T12:00:00Z"))
    }

    fn walked(steps: impl IntoIterator<Item = Move>) -> Result<Payment, MoveError> {
        steps.into_iter().try_fold(payment(), |payment, step| payment.after(step))
    }

    fn refund(kopecks: i64) -> Move {
        Move::Refund(Money::from_kopecks(kopecks))
    }

    #[test]
    fn a_payment_is_paid_from_every_state_in_which_it_is_not() {
        for before in [vec![], vec![Move::Ask], vec![Move::Fail], vec![Move::Expire], vec![Move::Ask, Move::Expire]] {
            let paid = walked(before.into_iter().chain([Move::Pay(operation("1"))])).unwrap();
            assert_eq!(paid.state(), &State::Paid { operation: operation("1") });
        }
    }

    #[test]
    fn a_paid_payment_is_paid_once() {
        let twice = [Move::Pay(operation("1")), Move::Pay(operation("2"))];
        assert_eq!(walked(twice), Err(MoveError::AlreadyPaid));
        for late in [Move::Ask, Move::Fail, Move::Expire] {
            assert_eq!(walked([Move::Pay(operation("1")), late]), Err(MoveError::AlreadyPaid));
        }
    }

    #[test]
    fn what_ended_does_not_begin_again() {
        for end in [Move::Fail, Move::Expire] {
            for step in [Move::Ask, Move::Fail, Move::Expire] {
                assert_eq!(walked([end.clone(), step]), Err(MoveError::Ended));
            }
        }
    }

    #[test]
    fn no_more_is_given_back_than_was_paid() {
        let pay = Move::Pay(operation("1"));
        let half = walked([pay.clone(), refund(4_000)]).unwrap();
        assert_eq!(half.refunded().kopecks(), 4_000);
        let whole = half.after(refund(6_000)).unwrap();
        assert_eq!((whole.refunded(), whole.operation()), (whole.amount(), Some(&operation("1"))));
        assert_eq!(whole.after(refund(1)), Err(MoveError::RefundTooLarge));
        assert_eq!(walked([pay.clone(), refund(i64::MAX)]), Err(MoveError::RefundTooLarge));
        assert_eq!(walked([pay, refund(0)]), Err(MoveError::RefundNotPositive));
        assert_eq!(walked([refund(1)]), Err(MoveError::NotPaid));
    }

    #[test]
    fn no_move_changes_what_was_ordered() {
        let refunded = walked([Move::Ask, Move::Expire, Move::Pay(operation("1")), refund(1)]).unwrap();
        assert_eq!(Payment { state: State::Created, ..refunded }, payment());
    }

    #[test]
    fn what_nobody_paid_in_time_has_expired_unrecorded() {
        let (before, at) = (moment("2026-10-21T11:59:59Z"), moment("2026-10-21T12:00:00Z"));
        assert_eq!((payment().state_at(before), payment().state_at(at)), (State::Created, State::Expired));
        let paid = walked([Move::Pay(operation("1"))]).unwrap();
        assert_eq!(&paid.state_at(at), paid.state());
    }

    #[test]
    fn of_what_the_provider_has_asked_about_it_may_tell_for_27_hours_more() {
        let (asked, at) = (walked([Move::Ask]).unwrap(), moment("2026-10-21T12:00:00Z"));
        let (late, over) = (moment("2026-10-22T14:59:59Z"), moment("2026-10-22T15:00:00Z"));
        assert_eq!((asked.state_at(late), asked.state_at(over)), (State::Pending, State::Expired));
        assert!(!asked.is_payable(at), "though it takes no money any more");
        assert_eq!((payment().expires_at(), asked.expires_at()), (Some(at), Some(over)));
        let ended = [walked([Move::Expire]), walked([Move::Fail]), walked([Move::Pay(operation("1"))])];
        assert!(ended.into_iter().all(|payment| payment.unwrap().expires_at().is_none()));
    }
}
