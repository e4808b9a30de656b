//! `DELETE /api/profile/email`

use axum::extract::State;
use axum::http::StatusCode;
use http::{ApiError, ApiResult, App, Code, Problem, Resident, Whereabouts};
use table::CommitError;
use table::entities::action::ActionCode;

use crate::asking::{self, ASKING_STEP, Asking};

/// Takes back that another address was asked for; its link is worthless then. It is no mistake where none was.
#[utoipa::path(delete, path = "/api/profile/email", tag = "profile", responses(
    (status = 204), (status = 401, body = Problem),
))]
pub async fn withdraw_email(State(app): State<App>, resident: Resident, from: Whereabouts) -> ApiResult<StatusCode> {
    let asking = Asking::of(&app, &resident).await?;
    if asking.user.pending_email.is_none() {
        return Ok(StatusCode::NO_CONTENT);
    }
    let action = from.action(&app, &resident.user, ActionCode::EmailChangeWithdrawn)?;
    let withdrawal = asking.user.unchanged().remove("pending_email");
    let steps = app.table.transaction().update("user", withdrawal).put("action", &action);
    match app.table.commit(asking.guard(steps)).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(error) if error.refused_by(ASKING_STEP) => Err(asking::unauthorized()),
        // The password or the other sessions have changed: who asks once more learns what that means for this one.
        Err(CommitError::Refused(_)) => Err(ApiError::new(Code::Unavailable).retry_after(1)),
        Err(error) => Err(error.into()),
    }
}
