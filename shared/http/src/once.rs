//! Calls that are safe to repeat: what is sent twice happens once and is answered the same.

use domain::UserId;
use serde::Serialize;
use table::entities::request::Request;
use table::{Batch, Found, Key, keys};

use crate::{ApiError, ApiResult, App, Code, IdempotencyKey, hash};

/// A call by its idempotency key, where it has one: without a key it is a new call every time.
#[derive(Debug, Clone)]
pub struct Once {
    user: UserId,
    key_hash: Option<String>,
    before: Option<Request>,
}

impl Once {
    /// Adds to a page what the call came to before.
    pub fn ask(batch: Batch, user: &UserId, key: &IdempotencyKey) -> Batch {
        match Self::place(user, key) {
            Some(place) => batch.with(place),
            None => batch,
        }
    }

    /// The call as the page found it; that its key is no good is told only to who may make it.
    pub fn found(found: &mut Found, user: &UserId, key: &IdempotencyKey) -> ApiResult<Self> {
        let key_hash = key.optional()?.map(str::to_owned);
        let before = key_hash.as_ref().map(|hash| found.take(&keys::request(user, hash))).transpose()?.flatten();
        Ok(Self { user: user.clone(), key_hash, before })
    }

    fn place(user: &UserId, key: &IdempotencyKey) -> Option<Key> {
        key.hash().map(|hash| keys::request(user, hash))
    }

    /// What the same call came to before; another call under the same key is refused.
    pub fn before(&self, fingerprint: &str) -> ApiResult<Option<&str>> {
        match &self.before {
            Some(before) if before.fingerprint != fingerprint => Err(ApiError::new(Code::IdempotencyKeyReused)),
            Some(before) => Ok(Some(&before.outcome)),
            None => Ok(None),
        }
    }

    /// As [`Once::before`], of a call that was refused: the same call may have been quicker, and be what refused it. Else the
    /// refusal stands.
    pub async fn look_again(&mut self, app: &App, fingerprint: &str, refusal: ApiError) -> ApiResult<String> {
        let Some(key_hash) = &self.key_hash else { return Err(refusal) };
        self.before = app.table.get(keys::request(&self.user, key_hash), true).await?;
        self.before(fingerprint)?.map(str::to_owned).ok_or(refusal)
    }

    /// What refuses a call where the same one is written already.
    pub fn quicker() -> ApiError {
        ApiError::new(Code::Unavailable).retry_after(1)
    }

    /// What is written beside the outcome, of a call with a key.
    pub fn request(&self, app: &App, fingerprint: &str, outcome: &str) -> Option<Request> {
        Some(Request {
            user: self.user.clone(),
            key_hash: self.key_hash.clone()?,
            fingerprint: fingerprint.to_owned(),
            outcome: outcome.to_owned(),
            at: app.clock.now(),
        })
    }
}

/// What is asked for, and where, in short.
pub fn fingerprint(place: &str, form: &impl Serialize) -> ApiResult<String> {
    let text = serde_json::to_string(&(place, form)).map_err(|error| ApiError::internal(&error))?;
    Ok(hash::sha256(&text))
}
