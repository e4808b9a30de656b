//! `DELETE /api/profile/email`

use axum::extract::State;
use axum::http::StatusCode;
use http::{ApiResult, App, Problem, Resident, Whereabouts};
use table::entities::action::ActionCode;
use table::{CommitError, Update, keys};

/// Takes back that another address was asked for; its link is worthless then. It is no mistake where none was.
#[utoipa::path(delete, path = "/api/profile/email", tag = "profile", responses(
    (status = 204), (status = 401, body = Problem),
))]
pub async fn withdraw_email(State(app): State<App>, resident: Resident, from: Whereabouts) -> ApiResult<StatusCode> {
    let action = from.action(&app, &resident.user, ActionCode::EmailChangeWithdrawn)?;
    let pending = Update::at(keys::user(&resident.user)).remove("pending_email").present("pending_email");
    match app.table.commit(app.table.transaction().update("user", pending).put("action", &action)).await {
        Ok(()) | Err(CommitError::Refused(_)) => Ok(StatusCode::NO_CONTENT),
        Err(error) => Err(error.into()),
    }
}
