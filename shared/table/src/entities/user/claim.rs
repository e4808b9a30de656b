//! Claims: that a login or an address is somebody's, and nobody else's.

use domain::UserId;
use domain::email::Email;
use domain::login::{Login, SignInName};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::User;
use crate::{Entity, Key, Table, TableError, Transaction, Update, keys};

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
    /// An address as its owner wrote it: mail to it goes there, however others write it. With a login, the address that
    /// its registration waits to have confirmed.
    #[serde(default)]
    pub address: Option<Email>,
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

    /// Its person has confirmed.
    pub fn is_settled(&self) -> bool {
        self.reserved_until == FOREVER
    }

    /// Waits to be confirmed at this address.
    pub fn waits_at(&self, address: &Email) -> bool {
        !self.is_settled() && self.address.as_ref().is_some_and(|known| known.key() == address.key())
    }

    /// A login, as long as the registration is kept.
    fn login(user: &User) -> Self {
        let reserved_until = user.reserved_until.map_or(FOREVER, Timestamp::as_second);
        let address = Some(user.email.clone());
        Self { subject: (&user.login).into(), user: user.id.clone(), reserved_until, address }
    }

    /// An address, as long as the registration is kept.
    fn email(user: &User) -> Self {
        Self { subject: (&user.email).into(), ..Self::login(user) }
    }

    /// An address that a person has just confirmed.
    pub fn confirmed_email(user: &UserId, address: &Email) -> Self {
        let subject = address.into();
        Self { subject, user: user.clone(), reserved_until: FOREVER, address: Some(address.clone()) }
    }

    /// Nobody has confirmed this. An address that merely waits is held by none of those who registered with it: whoever
    /// reads its mail decides.
    pub fn unsettled(key: Key) -> Update {
        Update::at(key).absent_or("reserved_until", "<", FOREVER)
    }

    /// Nobody holds this, or not any more.
    pub fn free(key: Key, now: Timestamp) -> Update {
        Update::at(key).absent_or("reserved_until", "<=", now.as_second())
    }
}

/// The step of a transaction that fails where the login is taken.
pub const LOGIN_STEP: &str = "login";
/// The step of a transaction that fails where the address is taken, or not taken any more.
pub const EMAIL_STEP: &str = "email";

impl Table {
    /// The person who holds a login or an address, activated or not.
    pub async fn holder(&self, subject: &Subject, now: Timestamp) -> Result<Option<User>, TableError> {
        let claim = self.get::<Claim>(subject.key(), true).await?;
        self.holder_by(claim, now).await
    }

    /// The person of a claim that was read. The read is made also where there is no claim, so that the time of an
    /// answer does not tell.
    pub async fn holder_by(&self, claim: Option<Claim>, now: Timestamp) -> Result<Option<User>, TableError> {
        let claim = claim.filter(|claim| claim.holds(now));
        let is_held = claim.is_some();
        let holder = claim.map_or_else(|| UserId::from_random([0; 16]), |claim| claim.user);
        let user = self.get::<User>(keys::user(&holder), true).await?;
        Ok(user.filter(|user| is_held && !user.has_lapsed(now)))
    }

    /// Begins a registration: the person, a login that is free or lapsed, an address that nobody has confirmed. The
    /// caller adds the mail.
    pub fn registration(&self, user: &User, now: Timestamp) -> Transaction {
        let email = Claim::email(user);
        self.person_with_login(user, now).put_if(EMAIL_STEP, &email, Some(Claim::unsettled(email.key())))
    }

    /// Begins a registration with an address that is still to be `owner`'s: the person and the login are kept like
    /// any others, so that nobody can tell by them, but the address stays with its owner. Such a person can never be
    /// activated and lapses. The caller adds the mail.
    pub fn registration_beside(&self, user: &User, owner: &Claim, now: Timestamp) -> Transaction {
        let held = Update::at(owner.key()).equals("user", &owner.user);
        let address = held.equals("reserved_until", owner.reserved_until);
        self.person_with_login(user, now).check(EMAIL_STEP, address)
    }

    fn person_with_login(&self, user: &User, now: Timestamp) -> Transaction {
        let login = Claim::login(user);
        self.transaction().put_new("user", user).put_if(LOGIN_STEP, &login, Some(Claim::free(login.key(), now)))
    }

    /// Begins an activation: the person and both claims become permanent; refused where somebody else has confirmed the
    /// address. The caller adds the token.
    pub fn activation(&self, user: &User, now: Timestamp) -> Transaction {
        let login = Update::at(Subject::from(&user.login).key());
        let login =
            login.set("reserved_until", FOREVER).remove("expires_at").remove("address").equals("user", &user.id);
        let person = Update::at(user.key()).set("activated_at", now).remove("reserved_until").remove("expires_at");
        let email = Claim::confirmed_email(&user.id, &user.email);
        self.transaction().update("user", person.exists()).update(LOGIN_STEP, login).put_if(
            EMAIL_STEP,
            &email,
            Some(Claim::unsettled(email.key())),
        )
    }
}
