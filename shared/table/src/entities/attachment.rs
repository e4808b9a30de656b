//! The right of a person to an account, and the only place where proofs of it are minted.

use domain::{AccountId, UserId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Batch, Entity, Found, Key, Pattern, Table, TableError, keys};

/// A person has attached an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The person.
    pub user: UserId,
    /// The account.
    pub account: AccountId,
    /// The person's own name for it: «Дача».
    #[serde(default)]
    pub label: Option<String>,
    /// Receipts by mail when a period closes.
    #[serde(default)]
    pub receipt_mailing: bool,
    /// Reminders by mail when readings are due.
    #[serde(default)]
    pub readings_reminder: bool,
    /// Since when.
    pub attached_at: Timestamp,
}

impl Entity for Attachment {
    const TYPE: &'static str = "attachment";
    fn key(&self) -> Key {
        keys::attachment(&self.user, &self.account)
    }
}

/// The accounts of a person.
pub struct AttachmentsOf<'a> {
    /// The person.
    pub user: &'a UserId,
}

impl Pattern for AttachmentsOf<'_> {
    type Output = Attachment;
    fn partition(&self) -> String {
        keys::user_partition(self.user)
    }
    fn prefix(&self) -> String {
        keys::ATTACHMENT.to_owned()
    }
}

/// Proof that a person may see an account. It can only be had from the table, by reading the attachment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountScope {
    attachment: Attachment,
}

impl AccountScope {
    /// The account.
    pub fn account(&self) -> &AccountId {
        &self.attachment.account
    }

    /// The person.
    pub fn user(&self) -> &UserId {
        &self.attachment.user
    }

    /// The attachment itself.
    pub fn attachment(&self) -> &Attachment {
        &self.attachment
    }
}

/// Somebody asks for an account; nothing is proven yet.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Who asks.
    pub user: UserId,
    /// For which account.
    pub account: AccountId,
}

impl Table {
    /// Reads the proof and the items of a page in one round trip; `None` where the account is not the person's, and
    /// then nothing of what was read is given away.
    pub async fn visit(&self, visit: &Visit, page: Batch) -> Result<Option<(AccountScope, Found)>, TableError> {
        let proof = keys::attachment(&visit.user, &visit.account);
        let mut found = self.batch(page.with(proof.clone())).await?;
        Ok(found.take(&proof)?.map(|attachment| (AccountScope { attachment }, found)))
    }
}
