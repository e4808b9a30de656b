//! Opening sessions and telling the browser about them.

use axum::Json;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use domain::UserId;
use http::{ApiError, ApiResult, App, hash};
use jiff::SignedDuration;
use serde::Serialize;
use table::entities::session::Session;
use table::entities::user::User;
use utoipa::ToSchema;

use crate::cookie::{self, RefreshToken};

/// How long a session lives when the person asked to be remembered, in hours, and when not.
const REMEMBERED_HOURS: i64 = 30 * 24;
const USUAL_HOURS: i64 = 12;
/// How long an access token lives, in seconds.
const ACCESS_SECONDS: i64 = 600;

/// What a signed-in page needs. The refresh token is in the cookie only.
#[derive(Debug, Serialize, ToSchema)]
pub struct Grant {
    /// For the header `Authorization: Bearer …`.
    pub access_token: String,
    /// `Bearer`.
    #[schema(value_type = String)]
    pub token_type: &'static str,
    /// Seconds that the access token lives.
    pub expires_in: i64,
    /// Who is signed in.
    pub user: SignedIn,
}

/// A signed-in person.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignedIn {
    /// Opaque id.
    #[schema(value_type = String)]
    pub id: UserId,
    /// Name to sign in with.
    pub login: String,
    /// Address.
    pub email: String,
}

/// Opens a session for a person whose password was right.
pub async fn open(app: &App, user: &User, remember: bool) -> ApiResult<Response> {
    let now = app.clock.now();
    let token = RefreshToken { user: user.id.clone(), session: app.random.id()?, secret: app.random.secret()? };
    let hours = if remember { REMEMBERED_HOURS } else { USUAL_HOURS };
    let session = Session {
        user: user.id.clone(),
        id: token.session.clone(),
        secret_hash: hash::sha256(&token.secret),
        previous_hash: None,
        salt: cookie::salt(&app.random)?,
        rotated_at: now,
        remember,
        created_at: now,
        valid_until: now.checked_add(SignedDuration::from_hours(hours)).map_err(|error| ApiError::internal(&error))?,
    };
    app.table.put(&session).await?;
    answer(app, user, &session, &token)
}

/// The grant, with the cookie that brings the next one.
pub fn answer(app: &App, user: &User, session: &Session, token: &RefreshToken) -> ApiResult<Response> {
    let cookie = token.set(session, app)?;
    Ok(([(SET_COOKIE, cookie)], Json(grant(app, user, session)?)).into_response())
}

fn grant(app: &App, user: &User, session: &Session) -> ApiResult<Grant> {
    let no_key = || ApiError::internal(&"no signing key is configured");
    let key = app.settings.signing_key.as_ref().ok_or_else(no_key)?;
    let access_token = key.sign(&user.id, &session.id, app.clock.now()).map_err(|error| ApiError::internal(&error))?;
    let user = SignedIn { id: user.id.clone(), login: user.login.to_string(), email: user.email.to_string() };
    Ok(Grant { access_token, token_type: "Bearer", expires_in: ACCESS_SECONDS, user })
}
