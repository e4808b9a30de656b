//! A signed-in browser.

use domain::UserId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Pattern, Update, keys};

/// A session. Its refresh token changes with every use; only hashes are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Whose it is.
    pub user: UserId,
    /// Random id, part of the access token and of the cookie.
    pub id: String,
    /// SHA-256 of the secret that is good now.
    pub secret_hash: String,
    /// SHA-256 of the secret before it: shown again after the grace it was stolen, like any older one.
    #[serde(default)]
    pub previous_hash: Option<String>,
    /// What the present secret was made of, together with the previous one.
    pub salt: String,
    /// When the secret was changed last.
    pub rotated_at: Timestamp,
    /// The person asked to be remembered.
    pub remember: bool,
    /// When the person signed in.
    pub created_at: Timestamp,
    /// From when it is worthless.
    pub valid_until: Timestamp,
}

impl Entity for Session {
    const TYPE: &'static str = "session";
    fn key(&self) -> Key {
        keys::session(&self.user, &self.id)
    }
    fn expires_at(&self) -> Option<Timestamp> {
        Some(self.valid_until)
    }
}

impl Session {
    /// Replaces the secret, provided that nobody has replaced it meanwhile.
    pub fn rotate(&self, secret_hash: &str, salt: &str, now: Timestamp) -> Update {
        Update::at(self.key())
            .set("previous_hash", &self.secret_hash)
            .set("secret_hash", secret_hash)
            .set("salt", salt)
            .set("rotated_at", now)
            .equals("secret_hash", &self.secret_hash)
    }
}

/// The sessions of a person.
pub struct SessionsOf<'a> {
    /// The person.
    pub user: &'a UserId,
}

impl Pattern for SessionsOf<'_> {
    type Output = Session;
    fn partition(&self) -> String {
        keys::user_partition(self.user)
    }
    fn prefix(&self) -> String {
        keys::SESSION.to_owned()
    }
    fn consistent(&self) -> bool {
        true
    }
}
