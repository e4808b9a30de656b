//! The session that a browser leaves by signing in again. Its cookie is overwritten, so it would stay in the list of its
//! person's sessions with nobody to use it.

use axum::http::HeaderMap;
use http::{ApiResult, App};
use table::entities::session::Session;
use table::entities::user::User;
use table::{Batch, Found, Key, keys};

use crate::cookie::RefreshToken;
use crate::session::Former;

/// What the browser shows of the session it has.
pub struct Shown(Option<RefreshToken>);

impl Shown {
    /// By the cookie of the request.
    pub fn of(headers: &HeaderMap, app: &App) -> Self {
        Self(RefreshToken::of(headers, app))
    }

    /// Asks for the session and its person too.
    pub fn ask(&self, batch: Batch) -> Batch {
        self.0.iter().fold(batch, |batch, token| batch.with(key(token)).with(keys::user(&token.user)))
    }

    /// The session, if the browser holds its secret: who merely names one ends none.
    pub fn read(&self, app: &App, found: &mut Found) -> ApiResult<Option<Former>> {
        let Some(token) = &self.0 else { return Ok(None) };
        let Some(session) = found.take::<Session>(&key(token))? else { return Ok(None) };
        let user = found.take::<User>(&keys::user(&token.user))?;
        let is_live = user.is_some_and(|user| session.is_live(&user, app.clock.now()));
        Ok(token.is_of(&session).then_some(Former { session, is_live }))
    }
}

fn key(token: &RefreshToken) -> Key {
    keys::session(&token.user, &token.session)
}
