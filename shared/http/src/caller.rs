//! The resident who calls.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use domain::{AccountId, UserId};
use table::entities::attachment::{AccountScope, Visit};
use table::{Batch, Found};

use crate::{ApiError, ApiResult, App, Code};

/// A signed-in person, known from the access token alone: no read is spent on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resident {
    /// The person.
    pub user: UserId,
    /// The session the token was issued to.
    pub session: String,
}

impl FromRequestParts<App> for Resident {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> ApiResult<Self> {
        let claims = bearer(parts).and_then(|token| app.tokens.verify(token, app.clock.now()));
        let claims = claims.ok_or_else(|| ApiError::new(Code::Unauthorized))?;
        Ok(Self { user: claims.sub, session: claims.sid })
    }
}

/// For pages that anybody may see and that know more about who is signed in. A credential that is shown must be good.
impl OptionalFromRequestParts<App> for Resident {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> ApiResult<Option<Self>> {
        if !parts.headers.contains_key(AUTHORIZATION) {
            return Ok(None);
        }
        <Self as FromRequestParts<App>>::from_request_parts(parts, app).await.map(Some)
    }
}

impl Resident {
    /// Reads the items of a page of an account together with the proof that this person may see it; anybody else
    /// learns nothing, not even that the account exists.
    pub async fn visit(&self, app: &App, account: &AccountId, page: Batch) -> ApiResult<(AccountScope, Found)> {
        let visit = Visit { user: self.user.clone(), account: account.clone() };
        app.table.visit(&visit, page).await?.ok_or_else(|| ApiError::new(Code::NotFound))
    }

    /// As [`Resident::visit`], with a read that is more than keys going on at the same time. What it read is given away
    /// only with the proof; that the account is not theirs is told before anything that the read complains of.
    pub async fn visit_during<T>(
        &self,
        app: &App,
        account: &AccountId,
        page: Batch,
        reading: impl Future<Output = ApiResult<T>>,
    ) -> ApiResult<(AccountScope, Found, T)> {
        let (visit, read) = futures::join!(self.visit(app, account, page), reading);
        let (scope, found) = visit?;
        Ok((scope, found, read?))
    }
}

/// The credential of the header `Authorization: Bearer …`.
pub(crate) fn bearer(parts: &Parts) -> Option<&str> {
    let value = parts.headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}
