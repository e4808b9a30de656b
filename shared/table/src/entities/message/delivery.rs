//! How a message is taken, given back, and leaves the outbox with a trace.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Message;
use crate::{CommitError, Entity, Key, Table, TableError, Update, keys};

/// The trace of a message after it left the outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The message.
    pub id: String,
    /// How often sending was begun.
    pub attempts: u32,
    /// The provider's id of the message; `None` where it was given up.
    pub provider_id: Option<String>,
    /// A mailer died between the provider's acceptance and our record, so the message may have gone out twice.
    pub possible_duplicate: bool,
    /// When.
    pub finished_at: Timestamp,
}

impl Delivery {
    /// The trace of a mail that was asked for in vain: there was nobody to tell anything to.
    pub fn nothing_to_send(id: String, now: Timestamp) -> Self {
        Self { id, attempts: 0, provider_id: None, possible_duplicate: false, finished_at: now }
    }
}

impl Entity for Delivery {
    const TYPE: &'static str = "delivery";
    fn key(&self) -> Key {
        keys::delivery(&self.id)
    }
    fn expires_at(&self) -> Option<Timestamp> {
        self.finished_at.checked_add(jiff::SignedDuration::from_hours(24 * 400)).ok()
    }
}

impl Table {
    /// Takes a message for a while; `None` where somebody was quicker.
    pub async fn lease(&self, message: &Message, until: Timestamp) -> Result<Option<Message>, TableError> {
        let leased = message.leased(until);
        Ok(self.replace(message, &leased).await?.then_some(leased))
    }

    /// Puts a state of a message in place of the one that was read; `false` where it has changed meanwhile.
    pub async fn replace(&self, old: &Message, new: &Message) -> Result<bool, TableError> {
        match self.commit(self.transaction().put_if("message", new, Some(old.unchanged()))).await {
            Ok(()) => Ok(true),
            Err(CommitError::Refused(_)) => Ok(false),
            Err(CommitError::Table(error)) => Err(error),
        }
    }

    /// Takes a message out of the outbox, leaves its trace and counts it where it is counted; `false` where somebody has
    /// taken it over meanwhile, or what it depends on is no longer so.
    pub async fn finish(
        &self,
        message: &Message,
        delivery: &Delivery,
        count: Option<Update>,
        as_long_as: Option<Update>,
    ) -> Result<bool, TableError> {
        let steps = self.transaction().delete_if("message", message.unchanged()).put("delivery", delivery);
        let steps = count.into_iter().fold(steps, |steps, count| steps.update("count", count));
        let steps = as_long_as.into_iter().fold(steps, |steps, guard| steps.check("guard", guard));
        match self.commit(steps).await {
            Ok(()) => Ok(true),
            Err(CommitError::Refused(_)) => Ok(false),
            Err(CommitError::Table(error)) => Err(error),
        }
    }
}
