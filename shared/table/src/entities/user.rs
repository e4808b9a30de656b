//! A registered person and the claims that keep logins and e-mails unique.

use domain::UserId;
use domain::email::Email;
use domain::login::{Login, SignInName};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Table, TableError, Transaction, Update, keys};

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
}

/// Nothing personal ever shows in a log.
impl std::fmt::Debug for User {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "User({})", self.id)
    }
}

impl User {
    /// A registration that was not confirmed in time: it holds nothing any more.
    pub fn has_lapsed(&self, now: Timestamp) -> bool {
        self.activated_at.is_none() && self.reserved_until.is_none_or(|until| until <= now)
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

/// Until when the claims of an activated person hold, in seconds of the epoch.
const FOREVER: i64 = i64::MAX;

/// That a login or an address is somebody's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// What is claimed.
    pub subject: Subject,
    /// By whom.
    pub user: UserId,
    /// Until when, in seconds of the epoch: conditions compare it.
    pub reserved_until: i64,
}

/// What can be claimed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A login, by its skeleton.
    Login(String),
    /// An address, by its key.
    Email(String),
}

/// Nothing personal ever shows in a log.
impl std::fmt::Debug for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Subject(…)")
    }
}

impl Subject {
    /// The key of its claim.
    pub fn key(&self) -> Key {
        match self {
            Self::Login(skeleton) => keys::login(skeleton),
            Self::Email(address) => keys::email(address),
        }
    }
}

impl From<&Login> for Subject {
    fn from(login: &Login) -> Self {
        Self::Login(login.skeleton())
    }
}

impl From<&Email> for Subject {
    fn from(email: &Email) -> Self {
        Self::Email(email.key())
    }
}

impl From<&SignInName> for Subject {
    fn from(name: &SignInName) -> Self {
        match name {
            SignInName::Login(login) => login.into(),
            SignInName::Email(email) => email.into(),
        }
    }
}

impl Entity for Claim {
    const TYPE: &'static str = "claim";
    fn key(&self) -> Key {
        self.subject.key()
    }
    fn expires_at(&self) -> Option<Timestamp> {
        Timestamp::from_second(self.reserved_until).ok()
    }
}

impl Claim {
    /// The claim has not lapsed.
    pub fn holds(&self, now: Timestamp) -> bool {
        self.reserved_until > now.as_second()
    }

    /// What a person claims, as long as the registration is kept.
    fn by(user: &User, subject: Subject) -> Self {
        let reserved_until = user.reserved_until.map_or(FOREVER, Timestamp::as_second);
        Self { subject, user: user.id.clone(), reserved_until }
    }

    /// Nobody holds this, or not any more.
    fn free(key: Key, now: Timestamp) -> Update {
        Update::at(key).absent_or("reserved_until", "<=", now.as_second())
    }
}

/// The step of a transaction that fails where the login is taken.
pub const LOGIN_STEP: &str = "login";
/// The step of a transaction that fails where the address is taken, or not taken any more.
pub const EMAIL_STEP: &str = "email";

impl Table {
    /// The person who holds a login or an address, activated or not. Both reads are made also where nobody does, so
    /// that the time of an answer does not tell.
    pub async fn holder(&self, subject: &Subject, now: Timestamp) -> Result<Option<User>, TableError> {
        let claim = self.get::<Claim>(subject.key(), true).await?.filter(|claim| claim.holds(now));
        let is_held = claim.is_some();
        let holder = claim.map_or_else(|| UserId::from_random([0; 16]), |claim| claim.user);
        let user = self.get::<User>(keys::user(&holder), true).await?;
        Ok(user.filter(|user| is_held && !user.has_lapsed(now)))
    }

    /// Begins a registration: the person and both claims, each free or lapsed. The caller adds the mail.
    pub fn registration(&self, user: &User, now: Timestamp) -> Transaction {
        let email = Claim::by(user, (&user.email).into());
        self.person_with_login(user, now).put_if(EMAIL_STEP, &email, Some(Claim::free(email.key(), now)))
    }

    /// Begins a registration with an address that is still to be `owner`'s: the person and the login are kept like
    /// any others, so that nobody can tell by them, but the address stays with its owner. Such a person can never be
    /// activated and lapses. The caller adds the mail.
    pub fn registration_beside(&self, user: &User, owner: &User, now: Timestamp) -> Transaction {
        let address = Update::at(Subject::from(&owner.email).key()).equals("user", &owner.id);
        self.person_with_login(user, now).check(EMAIL_STEP, address)
    }

    fn person_with_login(&self, user: &User, now: Timestamp) -> Transaction {
        let login = Claim::by(user, (&user.login).into());
        self.transaction().put_new("user", user).put_if(LOGIN_STEP, &login, Some(Claim::free(login.key(), now)))
    }

    /// Begins an activation: the person and both claims become permanent; refused where the address is another
    /// person's. The caller adds the token.
    pub fn activation(&self, user: &User, now: Timestamp) -> Transaction {
        let settle = |subject: Subject| {
            Update::at(subject.key()).set("reserved_until", FOREVER).remove("expires_at").equals("user", &user.id)
        };
        let person = Update::at(user.key()).set("activated_at", now).remove("reserved_until").remove("expires_at");
        self.transaction()
            .update("user", person.exists())
            .update(LOGIN_STEP, settle((&user.login).into()))
            .update(EMAIL_STEP, settle((&user.email).into()))
    }
}
