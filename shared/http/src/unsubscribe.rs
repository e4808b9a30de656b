//! Links that end a subscription without signing in: the mailer signs them, `accounts` believes them. A link works for
//! ever, and for nothing else.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{AccountId, UserId};
use ring::hmac;

use crate::App;

/// Keeps a signature of this purpose from being one of another.
const PURPOSE: &str = "unsubscribe receipts";

/// Whose receipts, and of which account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsubscription {
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
    /// The link that a mail carries; `None` in functions that have no key for it.
    pub fn unsubscribe_link(&self, unsubscription: &Unsubscription) -> Option<String> {
        let said = format!("{}.{}", unsubscription.user, unsubscription.account);
        let signature = self.settings.mailing.unsubscribe_key.as_ref()?.sign(&said);
        Some(format!("{}/api/unsubscribe?token={said}.{signature}", self.settings.base_url))
    }

    /// What the token of a link says, if we signed it.
    pub fn unsubscription(&self, token: &str) -> Option<Unsubscription> {
        let (said, signature) = token.rsplit_once('.')?;
        let (user, account) = said.split_once('.')?;
        let key = self.settings.mailing.unsubscribe_key.as_ref()?;
        let unsubscription =
            Unsubscription { user: UserId::parse(user).ok()?, account: AccountId::parse(account).ok()? };
        key.holds(said, signature).then_some(unsubscription)
    }
}
