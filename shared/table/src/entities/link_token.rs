//! Tokens of links in mails.

use domain::UserId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Update, keys};

/// A token of a link, by its hash; the secret itself is in the mail only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkToken {
    /// SHA-256 of the secret in hexadecimal.
    pub hash: String,
    /// What the link is good for.
    pub purpose: Purpose,
    /// Whose it is.
    pub user: UserId,
    /// From when it is worthless.
    pub valid_until: Timestamp,
}

/// What a link is good for; a token of one purpose is none of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Confirms the address of a registration.
    Activation,
}

impl Entity for LinkToken {
    const TYPE: &'static str = "link_token";
    fn key(&self) -> Key {
        keys::link_token(&self.hash)
    }
    fn expires_at(&self) -> Option<Timestamp> {
        Some(self.valid_until)
    }
}

impl LinkToken {
    /// A token is used by deleting it on the condition that it is still there.
    pub fn use_up(&self) -> Update {
        Update::at(self.key()).exists()
    }
}
