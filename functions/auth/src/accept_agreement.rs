//! `POST /api/profile/agreement`

use axum::extract::State;
use axum::http::StatusCode;
use http::{ApiError, ApiResult, App, Body, Code, Problem, Resident, Whereabouts};
use serde::Deserialize;
use table::entities::action::ActionCode;
use table::entities::user::User;
use table::{CommitError, Update, keys};
use utoipa::ToSchema;

use crate::agreement;
use crate::register::FormError;

/// What is accepted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// The version that the person has seen: only the one in force can be accepted.
    pub version: String,
}

/// Accepts the agreement anew after it has changed. Once accepted, it keeps the time of the first acceptance.
#[utoipa::path(
    post, path = "/api/profile/agreement", tag = "profile", request_body = Acceptance,
    responses(
        (status = 204), (status = 401, body = Problem),
        (status = 422, body = Problem, description = "`agreement_outdated`"),
    )
)]
pub async fn accept_agreement(
    State(app): State<App>,
    resident: Resident,
    from: Whereabouts,
    body: Body,
) -> ApiResult<StatusCode> {
    let acceptance = body.parse::<Acceptance>()?;
    if acceptance.version != agreement::VERSION {
        return Err(ApiError::field("version", &FormError::AgreementOutdated));
    }
    let action = from.action(&app, &resident.user, ActionCode::AgreementAccepted)?;
    let accepted = Update::at(keys::user(&resident.user))
        .set("agreement_version", agreement::VERSION)
        .set("agreement_accepted_at", app.clock.now())
        .compare("agreement_version", "<>", agreement::VERSION);
    let steps = app.table.transaction().update("user", accepted.exists()).put("action", &action);
    match app.table.commit(steps).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(CommitError::Refused(_)) => accepted_before(&app, &resident).await,
        Err(error) => Err(error.into()),
    }
}

async fn accepted_before(app: &App, resident: &Resident) -> ApiResult<StatusCode> {
    let user = app.table.get::<User>(keys::user(&resident.user), true).await?;
    user.map(|_| StatusCode::NO_CONTENT).ok_or_else(|| ApiError::new(Code::Unauthorized))
}
