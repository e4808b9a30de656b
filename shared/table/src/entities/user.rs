//! A registered person; beside, the claims that keep logins and addresses unique.

mod claim;

use domain::UserId;
use domain::email::Email;
use domain::login::Login;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Table, TableError, Transaction, Update, keys};

pub use claim::{Claim, EMAIL_STEP, LOGIN_STEP, Subject};

/// A person. One who registered with somebody else's address has no claim to it and is never activated.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Opaque id.
    pub id: UserId,
    /// The name to sign in with, as the person wrote it.
    pub login: Login,
    /// Address for mail.
    pub email: Email,
    /// Hash of the password in PHC form.
    pub password_hash: String,
    /// When the person registered.
    pub created_at: Timestamp,
    /// When the address was confirmed.
    #[serde(default)]
    pub activated_at: Option<Timestamp>,
    /// Until when a registration that is not confirmed holds its login and address.
    #[serde(default)]
    pub reserved_until: Option<Timestamp>,
    /// Version of the agreement that was accepted.
    pub agreement_version: String,
    /// When it was accepted.
    pub agreement_accepted_at: Timestamp,
    /// How often all sessions were ended at once: those opened before the last time are worthless.
    #[serde(default)]
    pub session_generation: u32,
    /// Another address that waits to be confirmed.
    #[serde(default)]
    pub pending_email: Option<PendingEmail>,
    /// What is known against an address, perhaps a former one; see [`User::mail_problem`].
    #[serde(default)]
    pub mail_problem: Option<MailProblem>,
}

/// An address that waits to be confirmed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingEmail {
    /// The address.
    pub address: Email,
    /// The session that asked for it: it outlives the change.
    pub session: String,
    /// Until when it can be confirmed.
    pub valid_until: Timestamp,
}

/// Why mail that people subscribe to is no longer sent to an address.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailProblem {
    /// What happened.
    pub kind: MailProblemKind,
    /// When.
    pub at: Timestamp,
    /// The key of the address.
    pub address: String,
}

/// What happens to addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailProblemKind {
    /// Mail comes back for good: there is no such mailbox.
    Bounce,
    /// The person told the provider that our mail is unwanted.
    Complaint,
}

/// Nothing personal ever shows in a log.
impl std::fmt::Debug for MailProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MailProblem({:?}, {})", self.kind, self.at)
    }
}

/// Nothing personal ever shows in a log.
impl std::fmt::Debug for User {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "User({})", self.id)
    }
}

impl User {
    /// What is known against the address that the person has now.
    pub fn mail_problem(&self) -> Option<&MailProblem> {
        self.mail_problem.as_ref().filter(|problem| problem.address == self.email.key())
    }

    /// A registration that was not confirmed in time: it holds nothing any more.
    pub fn has_lapsed(&self, now: Timestamp) -> bool {
        self.activated_at.is_none() && self.reserved_until.is_none_or(|until| until <= now)
    }

    /// The address that waits to be confirmed, if it still can be.
    pub fn pending(&self, now: Timestamp) -> Option<&PendingEmail> {
        self.pending_email.as_ref().filter(|pending| pending.valid_until > now)
    }

    /// What a link for a new password is good for, to be hashed: it dies with the password, and with the address that it
    /// was mailed to.
    pub fn reset_binding(&self) -> String {
        format!("{} {}", self.password_hash, self.email.key())
    }

    /// A change of the person as it was read: of its password and its sessions nothing has changed since.
    pub fn unchanged(&self) -> Update {
        let same = Update::at(self.key()).equals("password_hash", &self.password_hash);
        same.absent_or("session_generation", "=", self.session_generation)
    }

    /// Ends all sessions; those that are to outlive it are given this count too.
    pub fn end_sessions(&self) -> (u32, Update) {
        let generation = self.session_generation.wrapping_add(1);
        (generation, self.unchanged().set("session_generation", generation))
    }

    /// Ends all sessions and forgets the address that waits: whoever is shut out may have asked for it, and its link
    /// would hand them the account.
    pub fn shut_out(&self) -> (u32, Update) {
        let (generation, ending) = self.end_sessions();
        (generation, ending.remove("pending_email"))
    }
}

impl Entity for User {
    const TYPE: &'static str = "user";
    fn key(&self) -> Key {
        keys::user(&self.id)
    }
    fn expires_at(&self) -> Option<Timestamp> {
        self.reserved_until.filter(|_| self.activated_at.is_none())
    }
}

impl Transaction {
    /// Whoever asks for mail says by that that their mailbox works: what is known against it is forgotten.
    #[must_use]
    pub fn trusting_mailbox(self, user: &UserId) -> Self {
        self.update("user", Update::at(keys::user(user)).remove("mail_problem").exists())
    }
}

impl Table {
    /// Remembers what happened to an address, with the person who holds it; `false` where nobody does.
    pub async fn record_mail_problem(
        &self,
        email: &Email,
        kind: MailProblemKind,
        at: Timestamp,
    ) -> Result<bool, TableError> {
        let subject = Subject::from(email);
        let Some(claim) = self.get::<Claim>(subject.key(), true).await?.filter(|claim| claim.holds(at)) else {
            return Ok(false);
        };
        let problem = MailProblem { kind, at, address: email.key() };
        self.update(Update::at(keys::user(&claim.user)).set("mail_problem", problem).exists()).await
    }
}
