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
    /// An address as its owner wrote it: mail to it goes there, however others write it.
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

    /// A login, as long as the registration is kept.
    fn login(user: &User) -> Self {
        let reserved_until = user.reserved_until.map_or(FOREVER, Timestamp::as_second);
        Self { subject: (&user.login).into(), user: user.id.clone(), reserved_until, address: None }
    }

    /// An address, as long as the registration is kept.
    fn email(user: &User) -> Self {
        Self { subject: (&user.email).into(), address: Some(user.email.clone()), ..Self::login(user) }
    }

    /// An address that a person has just confirmed.
    pub fn confirmed_email(user: &UserId, address: &Email) -> Self {
        let subject = address.into();
        Self { subject, user: user.clone(), reserved_until: FOREVER, address: Some(address.clone()) }
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

    /// Begins a registration: the person and both claims, each free or lapsed. The caller adds the mail.
    pub fn registration(&self, user: &User, now: Timestamp) -> Transaction {
        let email = Claim::email(user);
        self.person_with_login(user, now).put_if(EMAIL_STEP, &email, Some(Claim::free(email.key(), now)))
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
