//! Links that end a subscription without signing in: the mailer signs them, `accounts` believes them. A link works for
//! ever, and for nothing else.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{AccountId, UserId};
use ring::hmac;

use crate::App;

/// Keeps a signature of this purpose from being one of another. The word is of the first mailing; its links go on working.
const PURPOSE: &str = "unsubscribe receipts";
/// What a token of the reminders begins with. No id of a person does.
const REMINDERS: &str = "reminders.";

/// What people subscribe to, for each of their accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mailing {
    /// The receipt, when a period is closed.
    Receipts,
    /// That readings are due.
    Reminders,
}

/// Whose mailing, and of which account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsubscription {
    /// What ends.
    pub mailing: Mailing,
    /// The person.
    pub user: UserId,
    /// The account.
    pub account: AccountId,
}

/// What links are signed with; only the functions that make or read them have it.
#[derive(Clone)]
pub struct UnsubscribeKey(hmac::Key);

/// A secret never shows in a log.
impl std::fmt::Debug for UnsubscribeKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UnsubscribeKey(…)")
    }
}

impl UnsubscribeKey {
    /// The key of a secret.
    pub fn new(secret: &str) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()))
    }

    fn sign(&self, said: &str) -> String {
        URL_SAFE_NO_PAD.encode(hmac::sign(&self.0, format!("{PURPOSE}\0{said}").as_bytes()))
    }

    fn holds(&self, said: &str, signature: &str) -> bool {
        let signature = URL_SAFE_NO_PAD.decode(signature);
        signature.is_ok_and(|tag| hmac::verify(&self.0, format!("{PURPOSE}\0{said}").as_bytes(), &tag).is_ok())
    }
}

impl App {
    /// What ends a subscription; `None` in functions that have no key for it.
    pub fn unsubscribe_token(&self, unsubscription: &Unsubscription) -> Option<String> {
        let mailing = match unsubscription.mailing {
            Mailing::Receipts => "",
            Mailing::Reminders => REMINDERS,
        };
        let said = format!("{mailing}{}.{}", unsubscription.user, unsubscription.account);
        let signature = self.settings.mailing.unsubscribe_key.as_ref()?.sign(&said);
        Some(format!("{said}.{signature}"))
    }

    /// The link in the header of a mail, for mail programs: they post to it as it is (RFC 8058), so nothing of it can
    /// stand behind `#`.
    pub fn unsubscribe_link(&self, token: &str) -> String {
        format!("{}/api/unsubscribe?token={token}", self.settings.base_url)
    }

    /// The link in the text of a mail, for people: the page that asks.
    pub fn unsubscribe_page(&self, token: &str) -> String {
        format!("{}/unsubscribe#token={token}", self.settings.base_url)
    }

    /// What the token of a link says, if we signed it.
    pub fn unsubscription(&self, token: &str) -> Option<Unsubscription> {
        let (said, signature) = token.rsplit_once('.')?;
        let (mailing, whose) = match said.strip_prefix(REMINDERS) {
            Some(whose) => (Mailing::Reminders, whose),
            None => (Mailing::Receipts, said),
        };
        let (user, account) = whose.split_once('.')?;
        let key = self.settings.mailing.unsubscribe_key.as_ref()?;
        let (user, account) = (UserId::parse(user).ok()?, AccountId::parse(account).ok()?);
        let unsubscription = Unsubscription { mailing, user, account };
        key.holds(said, signature).then_some(unsubscription)
    }
}
