//! `POST /api/auth/logout`

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use http::{ApiResult, App, Body, Problem, hash};
use serde::Deserialize;
use table::entities::session::{Session, SessionsOf};
use table::{Entity as _, keys};
use utoipa::ToSchema;

use crate::cookie::{self, RefreshToken};
use crate::same_site::SameSite;

/// Deletes under way at once.
const PARALLEL: usize = 8;

/// How far the sign-out goes.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignOut {
    /// All sessions of the person, not just this browser's.
    #[serde(default)]
    pub everywhere: bool,
}

/// Ends the session of the refresh cookie, or all of its person's. It is no mistake where there is none.
#[utoipa::path(
    post, path = "/api/auth/logout", tag = "auth", request_body = Option<SignOut>,
    responses((status = 204), (status = 403, body = Problem, description = "`cross_site`"), (status = 422, body = Problem))
)]
pub async fn logout(
    State(app): State<App>,
    _: SameSite,
    headers: HeaderMap,
    body: Option<Body>,
) -> ApiResult<Response> {
    // A call without a body signs out of this browser.
    let sign_out = body.map(Body::parse::<SignOut>).transpose()?.unwrap_or_default();
    if let Some(session) = proven(&app, &headers).await? {
        end(&app, &session, sign_out.everywhere).await?;
    }
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, cookie::clear(&app)?)]).into_response())
}

/// The session whose secret the cookie shows.
async fn proven(app: &App, headers: &HeaderMap) -> ApiResult<Option<Session>> {
    let Some(token) = RefreshToken::of(headers, app) else { return Ok(None) };
    let session = app.table.get::<Session>(keys::session(&token.user, &token.session), true).await?;
    let shown = hash::sha256(&token.secret);
    let is_shown = |known: &String| hash::equal(&shown, known);
    Ok(session.filter(|session| is_shown(&session.secret_hash) || session.previous_hash.as_ref().is_some_and(is_shown)))
}

async fn end(app: &App, session: &Session, everywhere: bool) -> ApiResult<()> {
    if !everywhere {
        return Ok(app.table.delete(session.key()).await?);
    }
    let sessions = app.table.query_all(&SessionsOf { user: &session.user }).await?;
    let deletions = stream::iter(sessions).map(|session| app.table.delete(session.key()));
    Ok(deletions.buffer_unordered(PARALLEL).try_collect::<()>().await?)
}
