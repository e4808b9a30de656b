//! `POST /api/auth/logout`

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use http::{ApiError, ApiResult, App, Body, Code, Problem, Whereabouts};
use serde::Deserialize;
use table::entities::action::ActionCode;
use table::entities::session::Session;
use table::entities::user::User;
use table::{CommitError, Entity as _, Update};
use utoipa::ToSchema;

use crate::cookie::{self, RefreshToken};
use crate::same_site::SameSite;
use crate::session;

/// How often others may change the person while all sessions are ended.
const ATTEMPTS: usize = 3;

/// How far the sign-out goes.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignOut {
    /// All sessions of the person, not just this browser's.
    #[serde(default)]
    pub everywhere: bool,
}

/// Ends the session of the refresh cookie, or all of its person's. It is no mistake where there is none; but who wants all
/// ended is told where the cookie cannot do it any more, because somebody else's may still live.
#[utoipa::path(
    post, path = "/api/auth/logout", tag = "auth", request_body = Option<SignOut>,
    responses(
        (status = 204), (status = 401, body = Problem, description = "`session_ended`, with `everywhere` only"),
        (status = 403, body = Problem, description = "`cross_site`"), (status = 422, body = Problem),
    )
)]
pub async fn logout(
    State(app): State<App>,
    _: SameSite,
    from: Whereabouts,
    headers: HeaderMap,
    body: Option<Body>,
) -> ApiResult<Response> {
    // A call without a body signs out of this browser.
    let SignOut { everywhere } = body.map(Body::parse::<SignOut>).transpose()?.unwrap_or_default();
    let cleared = [(SET_COOKIE, cookie::clear(&app, cookie::REFRESH)?)];
    match proven(&app, &headers).await? {
        Some((user, session)) if everywhere => end_all(&app, user, &session, &from).await?,
        Some((_, session)) => end(&app, &session, &from).await?,
        None if everywhere => return Ok((cleared, ApiError::new(Code::SessionEnded)).into_response()),
        None => {}
    }
    Ok((StatusCode::NO_CONTENT, cleared).into_response())
}

/// The session whose secret the cookie shows, and its person.
async fn proven(app: &App, headers: &HeaderMap) -> ApiResult<Option<(User, Session)>> {
    let Some(token) = RefreshToken::of(headers, app) else { return Ok(None) };
    let live = session::live(app, &token.user, &token.session).await?;
    Ok(live.filter(|(_, session)| token.is_of(session)))
}

async fn end(app: &App, session: &Session, from: &Whereabouts) -> ApiResult<()> {
    let action = from.action(app, &session.user, ActionCode::SignedOut)?;
    let ended = Update::at(session.key()).exists();
    match app.table.commit(app.table.transaction().put("action", &action).delete_if("session", ended)).await {
        // Somebody else has ended it in the same moment.
        Ok(()) | Err(CommitError::Refused(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// All sessions end by one write, however many there are: they are worthless when the person's count goes on. Whoever else
/// changes the count in the same moment may have kept a session of their own, so it goes on once more.
async fn end_all(app: &App, proven: User, session: &Session, from: &Whereabouts) -> ApiResult<()> {
    let mut user = proven;
    for _ in 0..ATTEMPTS {
        let action = from.action(app, &user.id, ActionCode::SignedOutEverywhere)?;
        let steps = app.table.transaction().put("action", &action).delete("session", session.key());
        match app.table.commit(steps.update("user", user.shut_out().1)).await {
            Ok(()) => return Ok(()),
            Err(CommitError::Refused(_)) => {}
            Err(error) => return Err(error.into()),
        }
        let Some(now) = app.table.get::<User>(user.key(), true).await? else { return Ok(()) };
        user = now;
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}
