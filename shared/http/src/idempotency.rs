//! The header `Idempotency-Key`: the name that a caller gives to a call, to be able to repeat it.

use std::convert::Infallible;

use crate::{ApiError, ApiResult, Code, hash};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

const HEADER: &str = "idempotency-key";
const LONGEST: usize = 255;

/// The SHA-256 of the key, if a good one was given. That it must be is told after ownership was looked at.
#[derive(Debug, Clone)]
pub struct IdempotencyKey {
    hash: Option<String>,
    is_given: bool,
}

impl IdempotencyKey {
    /// The hash, where there is one.
    pub fn hash(&self) -> Option<&str> {
        self.hash.as_deref()
    }

    /// The hash, nothing of a call without a key, or the refusal of a key that is no good: who gave it relies upon it.
    pub fn optional(&self) -> ApiResult<Option<&str>> {
        if self.is_given { self.required().map(Some) } else { Ok(None) }
    }

    /// The hash, or the refusal of a call without a good key.
    pub fn required(&self) -> ApiResult<&str> {
        self.hash().ok_or_else(|| ApiError::new(Code::IdempotencyKeyRequired))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let mut given = parts.headers.get_all(HEADER).iter();
        let only = given.next().filter(|_| given.next().is_none());
        let good =
            |text: &&str| (1..=LONGEST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        let hash = only.and_then(|value| value.to_str().ok()).filter(good).map(hash::sha256);
        Ok(Self { hash, is_given: parts.headers.contains_key(HEADER) })
    }
}
