//! What a call came to that a person may send twice: the same call again is answered with it.

use domain::UserId;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Transaction, keys};

/// The step of a transaction that fails where the same call was made before.
pub const REQUEST_STEP: &str = "request";

/// How long a repetition is known as one: far longer than any page waits to send again.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A call, by its idempotency key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Who called.
    pub user: UserId,
    /// SHA-256 of the idempotency key.
    pub key_hash: String,
    /// SHA-256 of what was asked for.
    pub fingerprint: String,
    /// What it came to: the id of what was made, or the answer.
    pub outcome: String,
    /// When.
    pub at: Timestamp,
}

impl Entity for Request {
    const TYPE: &'static str = "request";
    fn key(&self) -> Key {
        keys::request(&self.user, &self.key_hash)
    }
    fn expires_at(&self) -> Option<Timestamp> {
        self.at.checked_add(KEPT).ok()
    }
}

impl Transaction {
    /// Remembers the call that this comes from, where it has a key; the same call made before refuses [`REQUEST_STEP`].
    #[must_use]
    pub fn from_call(self, call: Option<&Request>) -> Self {
        match call {
            Some(call) => self.put_new(REQUEST_STEP, call),
            None => self,
        }
    }
}
