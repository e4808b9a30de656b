//! Pending mail: written in the transaction of the change it tells of, sent by the mailer.

mod content;
mod delivery;

use domain::UserId;
use domain::contact::Contact;
use domain::id::base32;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::entities::mailing::MailingOf;
use crate::entities::reminder::Subscription;
use crate::{Entity, Key, Pattern, Update, keys};

pub use content::{Content, MailingOrder, ReceiptOrder};
pub use delivery::Delivery;

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
    /// How often the letter itself failed.
    #[serde(default)]
    pub failures: u32,
    /// When the provider last took no letter of anybody: how long this one has waited says nothing before that.
    #[serde(default)]
    pub held_at: Option<Timestamp>,
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

impl Recipient {
    /// The address that a person has left as a contact, else the person's own.
    pub fn reached_by(contact: &Contact, user: &UserId) -> Self {
        contact.email().map_or_else(|| user.into(), |address| Self::Address(address.to_string()))
    }
}

impl From<&UserId> for Recipient {
    fn from(user: &UserId) -> Self {
        Self::Person { user: user.clone() }
    }
}

/// How a message leaves the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Handed over to the provider.
    Sent,
    /// Refused by the provider, or given up.
    Failed,
    /// There was nothing to say any more.
    Skipped,
    /// The period is open again; its next closing goes on.
    Stopped,
}

/// How long after an erasure it is looked once more: twice as long as a form for a file works.
const LATE: SignedDuration = SignedDuration::from_mins(30);

/// An id that follows from a subject. Its first letter puts it behind all ids that begin with a time: what a person
/// waits for before the screen does not wait for thousands of reminders (`y`) and receipts (`z`), nor does what there is one
/// of (`x`), nor do the reminders, which are of a day, for the receipts.
fn follows(first: char, subject: &str) -> String {
    let digest: [u8; 32] = Sha256::digest(subject).into();
    format!("{first}{}", base32(&digest, 25))
}

impl Message {
    /// The mailing of a closing, from its beginning. It goes to nobody itself.
    pub fn mailing(of: MailingOf, closed_at: Timestamp) -> Self {
        let MailingOf { organization, period, version } = &of;
        let id = follows('x', &format!("{organization} {period} {version}"));
        let order = MailingOrder { of, closed_at, shard: 0, cursor: None };
        Self::new(id, String::new(), Content::Mailing(order), closed_at)
    }

    /// A receipt to be mailed. Its shard is the account's, where its mailing counts it.
    pub fn receipt(order: ReceiptOrder, now: Timestamp) -> Self {
        let shard = keys::account_shard(&order.account);
        let (id, to) = (order.id(), Recipient::from(&order.user));
        Self { shard, ..Self::new(id, to, Content::Receipt(order), now) }
    }

    /// Reminds a person of an account's readings of a window. Its id follows from the occasion: each has one reminder.
    pub fn readings_reminder(
        Subscription { user, account, .. }: &Subscription,
        (since, until): (Date, Date),
        occasion: &str,
        now: Timestamp,
    ) -> Self {
        let content = Content::ReadingsReminder { user: user.clone(), account: account.clone(), since, until };
        Self::new(follows('y', &format!("{user} {account} {occasion}")), user, content, now)
    }

    /// The mistakes that are reported in the hour of this moment, told to the operator when it is over. Its id follows from
    /// the hour: there is one.
    pub fn typos_of_the_hour(operator: &str, now: Timestamp) -> Self {
        const HOUR: i64 = 3600;
        let start = now.as_second() - now.as_second().rem_euclid(HOUR);
        let moment = |second| Timestamp::from_second(second).unwrap_or(now);
        let (from, until) = (moment(start), moment(start + HOUR));
        let content = Content::TyposReported { from, until };
        let message = Self::new(follows('x', &from.to_string()), operator.to_owned(), content, now);
        // A report on its way at the last moment still comes in time.
        Self { not_before: Some(moment(start + HOUR + 60)), ..message }
    }

    /// A second look at what a person left behind, which goes to nobody: a form for a file that was signed before the
    /// erasure works a quarter of an hour longer, and a call that was under way may have kept a file or a link meanwhile.
    pub fn late_erasure(id: String, user: &UserId, erased_at: Timestamp) -> Self {
        let content = Content::ErasedLate { user: user.clone() };
        let later = erased_at.checked_add(LATE).unwrap_or(erased_at);
        Self { not_before: Some(later), ..Self::new(id, String::new(), content, erased_at) }
    }

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
            failures: 0,
            held_at: None,
        }
    }

    /// Somebody may work on it now: nobody does, and it need not wait. One with words of a newer version is not touched
    /// by this one, which would write it back without them.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.content != Content::Unknown
            && self.leased_until.is_none_or(|until| until <= now)
            && self.not_before.is_none_or(|moment| moment <= now)
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

    /// Left for later, after a failure of its own.
    #[must_use]
    pub fn postponed(&self, not_before: Timestamp, possible_duplicate: bool) -> Self {
        let possible_duplicate = self.possible_duplicate || possible_duplicate;
        let failures = self.failures.saturating_add(1);
        Self { leased_until: None, not_before: Some(not_before), possible_duplicate, failures, ..self.clone() }
    }

    /// Left for later: no letter of anybody goes out now.
    #[must_use]
    pub fn held(&self, now: Timestamp, not_before: Timestamp) -> Self {
        Self { leased_until: None, not_before: Some(not_before), held_at: Some(now), ..self.clone() }
    }

    /// Since when the provider could have taken it.
    pub fn waits_since(&self) -> Timestamp {
        self.held_at.map_or(self.created_at, |moment| moment.max(self.created_at))
    }

    /// One step further, still in the same hands.
    #[must_use]
    pub fn advanced(&self, content: Content) -> Self {
        Self { content, attempts: self.attempts.saturating_add(1), ..self.clone() }
    }

    /// Given back with what is left of it.
    #[must_use]
    pub fn released(&self) -> Self {
        Self { leased_until: None, not_before: None, attempts: self.attempts.saturating_add(1), ..self.clone() }
    }

    /// Whether it is the order of many letters rather than one.
    pub const fn is_mailing(&self) -> bool {
        matches!(self.content, Content::Mailing(_))
    }

    /// Whether it is one of many that go out at once: those leave a part of the day's quota to the others.
    pub const fn is_bulk(&self) -> bool {
        matches!(self.content, Content::Receipt(_) | Content::ReadingsReminder { .. })
    }

    /// What its mailing counts when it leaves the outbox like this; nothing for a message that belongs to none.
    pub fn counted(&self, outcome: Counted, now: Timestamp) -> Option<Update> {
        let Content::Receipt(order) = &self.content else { return None };
        let count = order.of.shard(self.shard, now);
        Some(match outcome {
            Counted::Sent => count.add("sent", 1),
            Counted::Failed => count.add("failed", 1),
            Counted::Skipped => count.add("skipped", 1),
            Counted::Stopped => count.add("skipped", 1).set("stopped_at", now),
        })
    }

    /// Nobody has taken the message since this state of it was read.
    pub fn unchanged(&self) -> Update {
        Update::at(self.key()).exists().equals("attempts", self.attempts)
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
    /// The mail of everybody else does not wait for it.
    fn passes_over_broken(&self) -> bool {
        true
    }
}
