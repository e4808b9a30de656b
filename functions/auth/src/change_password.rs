//! `POST /api/profile/password`

use axum::extract::State;
use axum::http::StatusCode;
use http::{ApiError, ApiResult, App, Body, Code, Problem, Resident, Whereabouts};
use serde::Deserialize;
use table::CommitError;
use table::entities::action::ActionCode;
use table::entities::message::{Content, Message};
use table::entities::session::Session;
use utoipa::ToSchema;

use crate::hashing::Place;
use crate::proof::Proven;
use crate::{hashing, new_password, proof};

/// The present password and the new one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// The present one.
    pub current: String,
    /// By the policy of the deployment.
    pub password: String,
    /// The same once more.
    pub password_confirmation: String,
}

/// Changes the password, ends the other sessions, forgets an address that waits and tells the person by mail.
#[utoipa::path(
    post, path = "/api/profile/password", tag = "profile", request_body = PasswordChange,
    responses(
        (status = 204), (status = 401, body = Problem),
        (status = 422, body = Problem, description = "`password_wrong`, `validation_failed`"),
        (status = 429, body = Problem, description = "`too_many_attempts`"),
    )
)]
pub async fn change_password(
    State(app): State<App>,
    resident: Resident,
    from: Whereabouts,
    body: Body,
) -> ApiResult<StatusCode> {
    let change = body.parse::<PasswordChange>()?;
    let place = hashing::place()?;
    let proven = Box::pin(proof::prove(&app, &resident, "current", &change.current)).await?;
    let outcome = Box::pin(replace(&app, &resident, &from, &proven, &place, &change)).await;
    proven.conclude(&app, outcome).await
}

async fn replace(
    app: &App,
    resident: &Resident,
    from: &Whereabouts,
    proven: &Proven,
    place: &Place,
    change: &PasswordChange,
) -> ApiResult<StatusCode> {
    let user = &proven.user;
    let policy = app.settings.password_policy;
    let password = new_password::read(&change.password, &change.password_confirmation, policy, user)?;
    let password_hash = hashing::hash(app, place, &password).await?;
    let now = app.clock.now();
    let (generation, ending) = user.shut_out();
    let content = Content::PasswordChanged { user: user.id.clone() };
    let steps = app
        .table
        .transaction()
        .update("user", ending.set("password_hash", password_hash))
        .update("session", Session::kept(user, &resident.session, generation))
        .update("attempt", proven.release())
        .put("action", &from.action(app, &user.id, ActionCode::PasswordChanged)?)
        .put("mail", &Message::new(app.random.ordered_id(now)?, &user.id, content, now));
    match app.table.commit(steps).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        // Somebody has changed the password meanwhile, or ended this session.
        Err(CommitError::Refused(_)) => Err(ApiError::new(Code::Unauthorized)),
        Err(error) => Err(error.into()),
    }
}
