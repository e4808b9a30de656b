//! Files on their way: who may send one, and what a message keeps of it.

use domain::UserId;
use domain::appeal::{FileKind, FileName, UploadId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Transaction, Update, keys};

/// The step of a transaction that fails where a file has come with another message meanwhile.
pub const UPLOAD_STEP: &str = "upload";

/// How long a file waits for its message; the store forgets what waits longer.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// Leave to send a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// Whose.
    pub user: UserId,
    /// Random.
    pub id: UploadId,
    /// What the person calls the file.
    pub name: FileName,
    /// When it was asked for.
    pub at: Timestamp,
    /// The message that it has come with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

impl Upload {
    /// The object that the form makes.
    pub fn incoming(&self) -> String {
        format!("{}{}", keys::incoming_files(&self.user), self.id)
    }

    /// It may come with a message.
    pub fn is_free(&self, now: Timestamp) -> bool {
        self.message.is_none() && self.expires_at().is_some_and(|until| now < until)
    }
}

impl Entity for Upload {
    const TYPE: &'static str = "upload";
    fn key(&self) -> Key {
        keys::upload(&self.user, &self.id)
    }
    fn expires_at(&self) -> Option<Timestamp> {
        self.at.checked_add(KEPT).ok()
    }
}

/// A file that came with a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageFile {
    /// The upload that it was: names its object.
    pub upload: UploadId,
    /// What the person calls it.
    pub name: FileName,
    /// What it is.
    pub kind: FileKind,
    /// Its bytes.
    pub size: u64,
}

impl MessageFile {
    /// The object that is kept, of this person.
    pub fn object(&self, user: &UserId) -> String {
        format!("{}{}", keys::kept_files(user), self.upload)
    }
}

impl Transaction {
    /// Lets these files come with a message, each of them with no other.
    #[must_use]
    pub fn claim(self, user: &UserId, files: &[MessageFile], message: &str) -> Self {
        files.iter().fold(self, |steps, file| {
            let claim = Update::at(keys::upload(user, &file.upload)).exists().absent("message");
            steps.update(UPLOAD_STEP, claim.set("message", message))
        })
    }
}
