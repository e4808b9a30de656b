//! Calls that are safe to repeat: what is sent twice happens once and is answered the same.

use domain::UserId;
use serde::Serialize;
use table::entities::request::Request;
use table::{Batch, Found, Key, keys};

use crate::{ApiError, ApiResult, App, Code, IdempotencyKey, hash};

/// A call by its idempotency key.
#[derive(Debug, Clone)]
pub struct Once {
    user: UserId,
    key_hash: String,
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

    /// The call as the page found it; that its key is missing is told only to who may make it.
    pub fn found(found: &mut Found, user: &UserId, key: &IdempotencyKey) -> ApiResult<Self> {
        let key_hash = key.required()?.to_owned();
        let before = found.take(&keys::request(user, &key_hash))?;
        Ok(Self { user: user.clone(), key_hash, before })
    }

    /// The same of a call that may also be made without a key.
    pub fn if_named(found: &mut Found, user: &UserId, key: &IdempotencyKey) -> ApiResult<Option<Self>> {
        key.optional()?.map(|_| Self::found(found, user, key)).transpose()
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

    /// As [`Once::before`], after another call under the same key was quicker.
    pub async fn look_again(&mut self, app: &App, fingerprint: &str) -> ApiResult<String> {
        self.before = app.table.get(keys::request(&self.user, &self.key_hash), true).await?;
        let before = self.before(fingerprint)?.map(str::to_owned);
        before.ok_or_else(|| ApiError::internal(&"a request that is not there"))
    }

    /// What is written beside the outcome.
    pub fn request(&self, app: &App, fingerprint: &str, outcome: &str) -> Request {
        Request {
            user: self.user.clone(),
            key_hash: self.key_hash.clone(),
            fingerprint: fingerprint.to_owned(),
            outcome: outcome.to_owned(),
            at: app.clock.now(),
        }
    }
}

/// What is asked for, and where, in short.
pub fn fingerprint(place: &str, form: &impl Serialize) -> ApiResult<String> {
    let text = serde_json::to_string(&(place, form)).map_err(|error| ApiError::internal(&error))?;
    Ok(hash::sha256(&text))
}
