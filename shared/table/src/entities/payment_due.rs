//! Payments under way, by the end of their term.

use domain::PaymentId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Pattern, keys};

/// That a payment was begun, and when it is to be looked at. It stays until then, whatever happens to the payment: what
/// pays it writes nothing more for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentDue {
    /// The payment.
    pub payment: PaymentId,
    /// When.
    pub at: Timestamp,
}

impl Entity for PaymentDue {
    const TYPE: &'static str = "payment_due";
    fn key(&self) -> Key {
        keys::payment_due(self.at, &self.payment)
    }
}

/// Payments of one shard that are to be looked at before the second of a moment, the earliest first.
pub struct PaymentsDue {
    /// The shard.
    pub shard: u8,
    /// The moment.
    pub before: Timestamp,
}

impl Pattern for PaymentsDue {
    type Output = PaymentDue;
    fn partition(&self) -> String {
        keys::payments_due(self.shard)
    }
    fn prefix(&self) -> String {
        keys::PAYMENT_DUE.to_owned()
    }
    fn range(&self) -> Option<(String, String)> {
        Some((keys::PAYMENT_DUE.to_owned(), keys::payments_due_since(self.before)))
    }
    fn consistent(&self) -> bool {
        true
    }
}
