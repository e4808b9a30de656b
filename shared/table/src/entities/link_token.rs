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
    /// SHA-256 of what must not have changed since: the password hash, or the new address.
    #[serde(default)]
    pub bound_to: Option<String>,
}

/// What a link is good for; a token of one purpose is none of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Confirms the address of a registration.
    Activation,
    /// Lets a new password be chosen.
    PasswordReset,
    /// Confirms a new address.
    EmailChange,
}

impl Entity for LinkToken {
    const TYPE: &'static str = "link_token";
    fn key(&self) -> Key {
        keys::link_token(&self.user, &self.hash)
    }
    fn expires_at(&self) -> Option<Timestamp> {
        Some(self.valid_until)
    }
}

impl LinkToken {
    /// It is for this, still lives, and nothing that it is bound to has changed.
    pub fn is_good(&self, purpose: Purpose, bound_to: Option<&str>, now: Timestamp) -> bool {
        self.purpose == purpose && self.valid_until > now && self.bound_to.as_deref() == bound_to
    }

    /// A token is used by deleting it on the condition that it is still there.
    pub fn use_up(&self) -> Update {
        Update::at(self.key()).exists()
    }
}
