//! The session that a browser leaves by signing in again. Its cookie is overwritten, so it would stay in the list of its
//! person's sessions with nobody to use it.

use axum::http::HeaderMap;
use http::{ApiResult, App};
use table::entities::session::Session;
use table::{Batch, Found, Key, keys};

use crate::cookie::RefreshToken;

/// What the browser shows of the session it has.
pub struct Former(Option<RefreshToken>);

impl Former {
    /// By the cookie of the request.
    pub fn of(headers: &HeaderMap, app: &App) -> Self {
        Self(RefreshToken::of(headers, app))
    }

    /// Asks for the session too.
    pub fn ask(&self, batch: Batch) -> Batch {
        self.0.iter().fold(batch, |batch, token| batch.with(key(token)))
    }

    /// The session, if the browser holds its secret: who merely names one ends none.
    pub fn read(&self, found: &mut Found) -> ApiResult<Option<Session>> {
        let Some(token) = &self.0 else { return Ok(None) };
        Ok(found.take::<Session>(&key(token))?.filter(|session| token.is_of(session)))
    }
}

fn key(token: &RefreshToken) -> Key {
    keys::session(&token.user, &token.session)
}
