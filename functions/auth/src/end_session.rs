//! `DELETE /api/auth/sessions/{id}`

use axum::extract::State;
use axum::http::StatusCode;
use http::{ApiError, ApiResult, App, Code, Problem, Resident, Segment, Whereabouts};
use table::entities::action::ActionCode;
use table::{CommitError, Entity as _, Update};

use crate::asking::{self, Asking};
use crate::session::shown_id;

/// The step that fails where there is no such session.
const ENDED_STEP: &str = "session";

/// Ends one of the caller's sessions. Its access token, if somebody still has one, lives ten minutes at most.
#[utoipa::path(delete, path = "/api/auth/sessions/{id}", tag = "auth", params(("id" = String, Path)), responses(
    (status = 204, description = "Ended"), (status = 401, body = Problem),
    (status = 404, body = Problem, description = "Not there or not yours"),
))]
pub async fn end_session(
    State(app): State<App>,
    resident: Resident,
    from: Whereabouts,
    Segment((id,)): Segment<(String,)>,
) -> ApiResult<StatusCode> {
    let not_found = || ApiError::new(Code::NotFound);
    let (asking, sessions) = Asking::with_all(&app, &resident).await?;
    let session = sessions.into_iter().find(|one| shown_id(one) == id).ok_or_else(not_found)?;
    let action = from.action(&app, &resident.user, ActionCode::SessionEnded)?;
    let ended = Update::at(session.key()).exists();
    let steps = app.table.transaction().delete_if(ENDED_STEP, ended).put("action", &action);
    let steps = steps.check("user", asking.user.unchanged());
    // A transaction names an item once: the asking session may end itself.
    let steps = if session.id == resident.session { steps } else { asking.guard(steps) };
    match app.table.commit(steps).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(CommitError::Refused(refused)) if refused == [ENDED_STEP] => Err(not_found()),
        Err(CommitError::Refused(_)) => Err(asking::unauthorized()),
        Err(error) => Err(error.into()),
    }
}
