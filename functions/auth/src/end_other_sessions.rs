//! `DELETE /api/auth/sessions`

use axum::extract::State;
use axum::http::StatusCode;
use http::{ApiError, ApiResult, App, Code, Problem, Resident, Whereabouts};
use table::entities::action::ActionCode;
use table::entities::session::Session;
use table::entities::user::User;
use table::{CommitError, keys};

/// Ends all of the caller's sessions but the one that asks.
#[utoipa::path(delete, path = "/api/auth/sessions", tag = "auth", responses(
    (status = 204, description = "Ended"), (status = 401, body = Problem),
))]
pub async fn end_other_sessions(
    State(app): State<App>,
    resident: Resident,
    from: Whereabouts,
) -> ApiResult<StatusCode> {
    let unauthorized = || ApiError::new(Code::Unauthorized);
    let user = app.table.get::<User>(keys::user(&resident.user), true).await?.ok_or_else(unauthorized)?;
    let (generation, ending) = user.end_sessions();
    let action = from.action(&app, &user.id, ActionCode::SessionsEnded)?;
    let steps = app.table.transaction().update("user", ending).put("action", &action);
    let steps = steps.update("session", Session::kept(&user, &resident.session, generation));
    match app.table.commit(steps).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        // A session that has ended ends no others.
        Err(CommitError::Refused(_)) => Err(unauthorized()),
        Err(error) => Err(error.into()),
    }
}
