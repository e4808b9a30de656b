//! Appeals: the list of a person, and the thread of each.
//!
//! A thread belongs to the person who began it, within an account: neighbours of the same account do not see it. The
//! person's list holds the heads; who began a thread, where to answer and the messages stand under the appeal's id,
//! where the company's side finds them.

use domain::account::AccountNumber;
use domain::appeal::{Appeal, AppealId, MessageText, Topic};
use domain::contact::Contact;
use domain::{AccountId, UserId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::entities::upload::MessageFile;
use crate::{Entity, Key, Pattern, Update, keys};

/// An appeal in its person's list. Whoever changes it must have seen its revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealItem {
    /// Begins with the account's id, and sorts by time within it.
    pub id: AppealId,
    /// Who began it.
    pub user: UserId,
    /// What it is about.
    pub topic: Topic,
    /// Where it stands.
    pub appeal: Appeal,
    /// The company has said something that the person has not looked at.
    pub unread: bool,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When something last happened to it.
    pub updated_at: Timestamp,
    /// How often it was changed.
    pub revision: u32,
}

impl AppealItem {
    /// The item with another standing.
    #[must_use]
    pub fn moved(&self, appeal: Appeal, now: Timestamp) -> Self {
        Self { appeal, updated_at: now, revision: self.revision.saturating_add(1), ..self.clone() }
    }

    /// The item after the company put it there, with words for the person or without.
    #[must_use]
    pub fn replied(&self, appeal: Appeal, has_words: bool, now: Timestamp) -> Self {
        Self { unread: self.unread || has_words, ..self.moved(appeal, now) }
    }

    /// The item as the person has seen it who was shown so many messages of the company; `None` where that changes
    /// nothing: it was read before, or the company has said more since.
    #[must_use]
    pub fn seen(&self, answers: u32) -> Option<Self> {
        (self.unread && self.appeal.answers <= answers).then(|| Self {
            unread: false,
            revision: self.revision.saturating_add(1),
            ..self.clone()
        })
    }

    /// Nobody has changed it since it was read.
    pub fn unchanged(&self) -> Update {
        Update::at(self.key()).equals("revision", self.revision)
    }

    /// A change of the person's count of unread appeals, by as much as this one's mark changes.
    pub fn count_unread(&self, becomes: bool) -> Option<Update> {
        let by = i64::from(becomes) - i64::from(self.unread);
        let key = keys::unread_appeals(&self.user, &self.id.account());
        (by != 0).then(|| Update::at(key).set("type", UnreadAppeals::TYPE).add("count", by))
    }
}

impl Entity for AppealItem {
    const TYPE: &'static str = "appeal";
    fn key(&self) -> Key {
        keys::appeal(&self.user, &self.id)
    }
}

/// The appeals of a person at an account, newest first.
pub struct AppealsOf<'a> {
    /// The person.
    pub user: &'a UserId,
    /// The account.
    pub account: &'a AccountId,
}

impl Pattern for AppealsOf<'_> {
    type Output = AppealItem;
    fn partition(&self) -> String {
        keys::appeals_partition(self.user)
    }
    fn prefix(&self) -> String {
        keys::appeals_at(self.account)
    }
    fn newest_first(&self) -> bool {
        true
    }
}

/// How many appeals of a person at an account have something unread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadAppeals {
    /// So many.
    pub count: u32,
}

impl UnreadAppeals {
    /// Its `type` in the table; it is only ever added to, so it is no entity.
    pub const TYPE: &'static str = "unread_appeals";
}

/// What a thread is about: whose it is and where to answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealThread {
    /// The appeal.
    pub id: AppealId,
    /// Who began it.
    pub user: UserId,
    /// Number of the account in the company.
    pub number: AccountNumber,
    /// What it is about.
    pub topic: Topic,
    /// Where to answer.
    pub contact: Contact,
}

impl Entity for AppealThread {
    const TYPE: &'static str = "appeal_thread";
    fn key(&self) -> Key {
        keys::appeal_thread(&self.id)
    }
}

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The person.
    Resident,
    /// The company.
    Company,
}

/// A message of a thread. Never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealMessage {
    /// The appeal.
    pub appeal: AppealId,
    /// Ordered by time.
    pub id: String,
    /// Who wrote it.
    pub author: Author,
    /// The words.
    pub text: MessageText,
    /// Files that came with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<MessageFile>,
    /// When.
    pub at: Timestamp,
}

impl Entity for AppealMessage {
    const TYPE: &'static str = "appeal_message";
    fn key(&self) -> Key {
        keys::appeal_message(&self.appeal, &self.id)
    }
}

/// The messages of a thread, oldest first.
pub struct AppealMessagesOf<'a> {
    /// The appeal.
    pub appeal: &'a AppealId,
}

impl Pattern for AppealMessagesOf<'_> {
    type Output = AppealMessage;
    fn partition(&self) -> String {
        keys::appeal_partition(self.appeal)
    }
    fn prefix(&self) -> String {
        keys::APPEAL_MESSAGE.to_owned()
    }
    /// Whoever has just written looks for their words.
    fn consistent(&self) -> bool {
        true
    }
}
