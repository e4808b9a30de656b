//! The accounting system that calls.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::OrganizationId;
use table::entities::exchange_key::{OrganizationScope, Scope};

use crate::caller::bearer;
use crate::{ApiError, ApiResult, App, Code, hash};

/// What every exchange key begins with.
pub const KEY_MARK: &str = "kab_";

/// An accounting system that showed a live key of its company.
#[derive(Debug, Clone)]
pub struct ExchangeCaller(OrganizationScope);

impl ExchangeCaller {
    /// The company.
    pub fn organization(&self) -> &OrganizationId {
        self.0.organization()
    }

    /// Public part of the key: who acted, for the trail.
    pub fn key_prefix(&self) -> &str {
        self.0.key_prefix()
    }

    /// Refuses a key that may not do this.
    pub fn require(&self, scope: Scope) -> ApiResult<()> {
        if self.0.allows(scope) { Ok(()) } else { Err(ApiError::new(Code::ScopeMissing)) }
    }
}

impl FromRequestParts<App> for ExchangeCaller {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> ApiResult<Self> {
        let refused = || ApiError::new(Code::KeyInvalid);
        let key = bearer(parts).ok_or_else(refused)?;
        let prefix = key_prefix(key).ok_or_else(refused)?;
        let scope = app.table.exchange_scope(prefix, &hash::sha256(key), app.clock.now(), hash::equal).await?;
        scope.map(Self).ok_or_else(refused)
    }
}

/// The public part of a key: `kab_PREFIX_SECRET`; none where it cannot be a key.
pub fn key_prefix(key: &str) -> Option<&str> {
    let (prefix, secret) = key.strip_prefix(KEY_MARK)?.split_once('_')?;
    let plain = |text: &str| (8..=60).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (plain(prefix) && plain(secret)).then_some(prefix)
}

#[cfg(test)]
mod tests {
    use super::key_prefix;

    #[test]
    fn a_key_shows_its_prefix() {
        assert_eq!(key_prefix("kab_abcdefgh_0123456789"), Some("abcdefgh"));
    }

    #[test]
    fn what_is_not_a_key_has_no_prefix() {
        for text in ["", "kab_", "kab_ab#cdefgh_0123456789", "abcdefgh_0123456789", "kab_abcdefgh"] {
            assert_eq!(key_prefix(text), None, "{text}");
        }
    }
}
