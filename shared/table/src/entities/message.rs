//! Pending mail: written in the transaction of the change it tells of, sent by the mailer.

use domain::{AccountId, PaymentId, UserId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{CommitError, Entity, Key, Pattern, Table, TableError, Update, keys};

/// A message that waits to be sent. It holds no secret: links get their tokens when the mailer sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Begins with the time, so that the oldest comes first; also tells the shard.
    pub id: String,
    /// The partition it waits in.
    pub shard: u8,
    /// To whom.
    pub to: Recipient,
    /// What it says.
    pub content: Content,
    /// When it was written.
    pub created_at: Timestamp,
    /// Until when some mailer works on it; another one takes it over after that.
    #[serde(default)]
    pub leased_until: Option<Timestamp>,
    /// After a failure: not before this.
    #[serde(default)]
    pub not_before: Option<Timestamp>,
    /// How often sending was begun. Whoever changes the message must have seen this number.
    #[serde(default)]
    pub attempts: u32,
    /// Some attempt may have reached the provider although nobody recorded it.
    #[serde(default)]
    pub possible_duplicate: bool,
}

/// To whom a message goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Recipient {
    /// To this address.
    Address(String),
    /// To the address that a person has when it is sent; to nobody where the person is gone.
    Person {
        /// The person.
        user: UserId,
    },
}

impl From<String> for Recipient {
    fn from(address: String) -> Self {
        Self::Address(address)
    }
}

impl From<&UserId> for Recipient {
    fn from(user: &UserId) -> Self {
        Self::Person { user: user.clone() }
    }
}

/// What a message says; the mailer knows the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "template", rename_all = "snake_case")]
pub enum Content {
    /// Confirms the address of a new registration; carries a link with a token.
    Activation {
        /// Who registers.
        user: UserId,
    },
    /// Somebody tried to register with an address that has an account, or to take it for theirs.
    AlreadyRegistered {
        /// The owner.
        user: UserId,
    },
    /// Somebody forgot the password; carries a link with a token.
    PasswordReset {
        /// Whose.
        user: UserId,
    },
    /// The password is another one now.
    PasswordChanged {
        /// Whose.
        user: UserId,
    },
    /// Confirms a new address; carries a link with a token.
    EmailChange {
        /// Whose.
        user: UserId,
        /// SHA-256 of the new address: the link is good for no other.
        address_hash: String,
    },
    /// Tells the present address that another one was asked for.
    EmailChangeAsked {
        /// Whose.
        user: UserId,
    },
    /// Tells the old address that it is another one now.
    EmailChanged {
        /// Whose.
        user: UserId,
    },
    /// A copied session was noticed and ended.
    SessionStolen {
        /// Whose.
        user: UserId,
    },
    /// Somebody signed in after many wrong passwords.
    SignedInAfterFailures {
        /// Whose.
        user: UserId,
        /// With which program, in words.
        device: String,
        /// From which network, in words.
        place: String,
        /// When.
        at: Timestamp,
    },
    /// The person is erased; the last letter.
    Erased {
        /// Who it was: nothing must be left of them when the letter says so.
        user: UserId,
        /// Their login.
        login: String,
    },
    /// Money was posted.
    PaymentReceived {
        /// The payment.
        payment: PaymentId,
    },
    /// Readings of an account's meters are due.
    ReadingsReminder {
        /// Who wanted to be reminded.
        user: UserId,
        /// Of which account.
        account: AccountId,
        /// First day of the window.
        since: Date,
        /// Last day of the window.
        until: Date,
    },
    /// Written by a newer version of ours: left for a mailer that knows the words.
    #[serde(other)]
    Unknown,
}

impl Content {
    /// Whom it is about; `None` for what is not known.
    pub fn user(&self) -> Option<&UserId> {
        match self {
            Self::Activation { user }
            | Self::AlreadyRegistered { user }
            | Self::PasswordReset { user }
            | Self::PasswordChanged { user }
            | Self::EmailChange { user, .. }
            | Self::EmailChangeAsked { user }
            | Self::EmailChanged { user }
            | Self::SessionStolen { user }
            | Self::SignedInAfterFailures { user, .. }
            | Self::Erased { user, .. }
            | Self::ReadingsReminder { user, .. } => Some(user),
            Self::PaymentReceived { .. } | Self::Unknown => None,
        }
    }
}

impl Message {
    /// A message to be put into a transaction. `id` is a time-ordered unique id.
    pub fn new(id: String, to: impl Into<Recipient>, content: Content, created_at: Timestamp) -> Self {
        let sum: u32 = id.bytes().map(u32::from).sum();
        let shard = u8::try_from(sum % u32::from(keys::OUTBOX_SHARDS)).unwrap_or(0);
        Self {
            id,
            shard,
            to: to.into(),
            content,
            created_at,
            leased_until: None,
            not_before: None,
            attempts: 0,
            possible_duplicate: false,
        }
    }

    /// Somebody may work on it now: nobody does, and it need not wait.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.leased_until.is_none_or(|until| until <= now) && self.not_before.is_none_or(|moment| moment <= now)
    }

    /// The message as whoever leases it sees it. A lease that lapsed was a mailer that died: it may have sent.
    #[must_use]
    pub fn leased(&self, until: Timestamp) -> Self {
        Self {
            leased_until: Some(until),
            attempts: self.attempts.saturating_add(1),
            possible_duplicate: self.possible_duplicate || self.leased_until.is_some(),
            ..self.clone()
        }
    }

    /// Left for later.
    #[must_use]
    pub fn postponed(&self, not_before: Timestamp, possible_duplicate: bool) -> Self {
        let possible_duplicate = self.possible_duplicate || possible_duplicate;
        Self { leased_until: None, not_before: Some(not_before), possible_duplicate, ..self.clone() }
    }

    /// Nobody has taken the message since this state of it was read.
    fn unchanged(&self) -> Update {
        Update::at(self.key()).exists().equals("attempts", self.attempts)
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

    /// Takes a message out of the outbox and leaves its trace; `false` where somebody has taken it over meanwhile.
    pub async fn finish(&self, message: &Message, delivery: &Delivery) -> Result<bool, TableError> {
        let steps = self.transaction().delete_if("message", message.unchanged()).put("delivery", delivery);
        match self.commit(steps).await {
            Ok(()) => Ok(true),
            Err(CommitError::Refused(_)) => Ok(false),
            Err(CommitError::Table(error)) => Err(error),
        }
    }
}

impl Entity for Message {
    const TYPE: &'static str = "message";
    fn key(&self) -> Key {
        keys::message(self.shard, &self.id)
    }
}

/// Pending mail of a shard, oldest first.
pub struct Pending {
    /// The shard.
    pub shard: u8,
}

impl Pattern for Pending {
    type Output = Message;
    fn partition(&self) -> String {
        keys::outbox_partition(self.shard)
    }
    fn prefix(&self) -> String {
        keys::MESSAGE.to_owned()
    }
    fn consistent(&self) -> bool {
        true
    }
}

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
