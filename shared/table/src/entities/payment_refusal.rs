//! Calls of a payment provider that were refused.

use domain::{AccountId, PaymentId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Pattern, keys};

/// A refused call. It stands beside the payment that it named; where it named none, under its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentRefusal {
    /// Time-ordered id.
    pub id: String,
    /// The payment that was named, whether there is one or not.
    pub payment: Option<PaymentId>,
    /// Stable code of the reason.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// The network that the call came from.
    pub network: String,
    /// The provider's id of the operation, if it read.
    #[serde(default)]
    pub operation: Option<String>,
}

/// As long as a claim about money may be brought (ГК РФ, ст. 196).
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 366 * 3);

impl Entity for PaymentRefusal {
    const TYPE: &'static str = "payment_refusal";
    fn key(&self) -> Key {
        keys::payment_refusal(self.payment.as_ref(), self.at, &self.id)
    }
    fn expires_at(&self) -> Option<Timestamp> {
        self.at.checked_add(KEPT).ok()
    }
}

/// Refused calls about the payments of an account, oldest first.
pub struct PaymentRefusalsOf<'a> {
    /// The account.
    pub account: &'a AccountId,
}

impl Pattern for PaymentRefusalsOf<'_> {
    type Output = PaymentRefusal;
    fn partition(&self) -> String {
        keys::account_partition(self.account)
    }
    fn prefix(&self) -> String {
        keys::PAYMENT_REFUSAL.to_owned()
    }
}

/// Refused calls that named no payment, of a day, oldest first.
pub struct StrayRefusals {
    /// Any moment of the day, UTC.
    pub day: Timestamp,
}

impl Pattern for StrayRefusals {
    type Output = PaymentRefusal;
    fn partition(&self) -> String {
        keys::stray_refusals(self.day)
    }
    fn prefix(&self) -> String {
        keys::PAYMENT_REFUSAL.to_owned()
    }
}
