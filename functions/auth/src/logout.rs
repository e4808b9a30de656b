//! `POST /api/auth/logout`

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use http::{ApiResult, App, Body, Problem, Whereabouts};
use serde::Deserialize;
use table::entities::action::ActionCode;
use table::entities::session::Session;
use table::entities::user::User;
use table::{Batch, CommitError, Entity as _, Update, keys};
use utoipa::ToSchema;

use crate::cookie::{self, RefreshToken};
use crate::same_site::SameSite;

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
    from: Whereabouts,
    headers: HeaderMap,
    body: Option<Body>,
) -> ApiResult<Response> {
    // A call without a body signs out of this browser.
    let sign_out = body.map(Body::parse::<SignOut>).transpose()?.unwrap_or_default();
    if let Some((user, session)) = proven(&app, &headers).await? {
        end(&app, &user, &session, &from, sign_out.everywhere).await?;
    }
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, cookie::clear(&app, cookie::REFRESH)?)]).into_response())
}

/// The session whose secret the cookie shows, and its person.
async fn proven(app: &App, headers: &HeaderMap) -> ApiResult<Option<(User, Session)>> {
    let Some(token) = RefreshToken::of(headers, app) else { return Ok(None) };
    let (user, session) = (keys::user(&token.user), keys::session(&token.user, &token.session));
    let mut found = app.table.batch(Batch::consistent().with(user.clone()).with(session.clone())).await?;
    let both = found.take::<User>(&user)?.zip(found.take::<Session>(&session)?);
    Ok(both.filter(|(user, session)| token.is_of(session) && session.is_live(user, app.clock.now())))
}

/// All sessions end by one write, however many there are: they are worthless when the person's count goes on.
async fn end(app: &App, user: &User, session: &Session, from: &Whereabouts, everywhere: bool) -> ApiResult<()> {
    let code = if everywhere { ActionCode::SignedOutEverywhere } else { ActionCode::SignedOut };
    let mut steps = app.table.transaction().put("action", &from.action(app, &user.id, code)?);
    steps = steps.delete_if("session", Update::at(session.key()).exists());
    if everywhere {
        steps = steps.update("user", user.shut_out().1);
    }
    match app.table.commit(steps).await {
        // Somebody else has ended it, or all of them, in the same moment.
        Ok(()) | Err(CommitError::Refused(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
