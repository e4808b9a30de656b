//! `POST /api/auth/activation`

use axum::extract::State;
use axum::http::StatusCode;
use http::{ApiError, ApiResult, App, Body, Code, Problem, hash};
use serde::Deserialize;
use table::entities::link_token::{LinkToken, Purpose};
use table::entities::user::User;
use table::{CommitError, keys};
use utoipa::ToSchema;

/// The token of the link in the mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Activation {
    /// As it stands in the link.
    pub token: String,
}

/// Confirms the address of a registration. A link is good once and for 48 hours; whatever is wrong with it, the
/// answer is the same.
#[utoipa::path(
    post, path = "/api/auth/activation", tag = "auth", request_body = Activation,
    responses((status = 204), (status = 400, body = Problem, description = "`link_invalid`"), (status = 422, body = Problem))
)]
pub async fn activate(State(app): State<App>, body: Body) -> ApiResult<StatusCode> {
    let now = app.clock.now();
    let invalid = || ApiError::new(Code::LinkInvalid);
    let activation = body.parse::<Activation>()?;
    let key = keys::link_token(&hash::sha256(&activation.token));
    let token = app.table.get::<LinkToken>(key, true).await?;
    let token = token.filter(|token| token.purpose == Purpose::Activation && token.valid_until > now);
    let token = token.ok_or_else(invalid)?;
    let user = app.table.get::<User>(keys::user(&token.user), true).await?.filter(|user| !user.has_lapsed(now));
    let user = user.ok_or_else(invalid)?;
    // The link of a mail sent again is used up even where another one was quicker.
    let begun = if user.activated_at.is_some() { app.table.transaction() } else { app.table.activation(&user, now) };
    match app.table.commit(begun.delete_if("token", token.use_up())).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(CommitError::Refused(_)) => Err(invalid()),
        Err(error) => Err(error.into()),
    }
}
