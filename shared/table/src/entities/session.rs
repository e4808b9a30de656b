//! A signed-in browser.

use domain::UserId;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::entities::user::User;
use crate::{Entity, Key, Pattern, Update, keys};

/// How many answers in a row may get lost on the way to a browser, and within what time of the first.
const MOST_LOST: u32 = 5;
const LOST_WITHIN: SignedDuration = SignedDuration::from_hours(24);

/// A session. Its refresh token changes with every use; only hashes are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Whose it is.
    pub user: UserId,
    /// Random id, part of the access token and of the cookie.
    pub id: String,
    /// SHA-256 of the secret that is good now.
    pub secret_hash: String,
    /// SHA-256 of the secret before it: taken as long as the present one was never shown.
    #[serde(default)]
    pub previous_hash: Option<String>,
    /// What the present secret was made of, together with the previous one.
    pub salt: String,
    /// When the secret was changed last.
    pub rotated_at: Timestamp,
    /// When the previous secret was shown first.
    #[serde(default)]
    pub previous_shown_at: Option<Timestamp>,
    /// How often it was given another successor, because its answer was lost.
    #[serde(default)]
    pub given_up: u32,
    /// The person asked to be remembered.
    pub remember: bool,
    /// When the person signed in.
    pub created_at: Timestamp,
    /// From when it is worthless.
    pub valid_until: Timestamp,
    /// The person's count of endings when it was opened: it is worthless after the next one.
    #[serde(default)]
    pub generation: u32,
    /// The browser, in words.
    #[serde(default)]
    pub device: String,
    /// The network it was last used from, in words.
    #[serde(default)]
    pub place: String,
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
    /// It lives, and all sessions of its person were not ended since it was opened.
    pub fn is_live(&self, user: &User, now: Timestamp) -> bool {
        self.valid_until > now && self.generation == user.session_generation
    }

    /// Outlives the ending of all sessions that makes this the person's count, unless it was ended before: an access
    /// token that is still about must not bring it back.
    pub fn kept(user: &User, session: &str, generation: u32) -> Update {
        let session = Update::at(keys::session(&user.id, session)).set("generation", generation).exists();
        session.absent_or("generation", "=", user.session_generation)
    }

    /// Replaces the secret, provided that nobody has replaced it meanwhile.
    pub fn rotate(&self, secret_hash: &str, salt: &str, place: &str, now: Timestamp) -> Update {
        let replaced = self.change(secret_hash, salt, place, now).set("previous_hash", &self.secret_hash);
        replaced.set("previous_shown_at", now).set("given_up", 0)
    }

    /// Replaces the secret by another successor of the previous one, whose answer was lost. The successor that is given
    /// up becomes one that the session does not know.
    pub fn replace(&self, secret_hash: &str, salt: &str, place: &str, now: Timestamp) -> Update {
        self.change(secret_hash, salt, place, now).set("given_up", self.given_up.saturating_add(1))
    }

    /// The previous secret may be shown once more: so often, and so long after it was shown first, answers get lost; who
    /// comes later or more often has copied it.
    pub fn may_have_lost_answer(&self, now: Timestamp) -> bool {
        let since = self.previous_shown_at.unwrap_or(self.rotated_at);
        self.given_up < MOST_LOST && now.duration_since(since) <= LOST_WITHIN
    }

    fn change(&self, secret_hash: &str, salt: &str, place: &str, now: Timestamp) -> Update {
        Update::at(self.key())
            .set("secret_hash", secret_hash)
            .set("salt", salt)
            .set("rotated_at", now)
            .set("place", place)
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
