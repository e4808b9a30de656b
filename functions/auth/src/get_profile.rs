//! `GET /api/profile`

use axum::Json;
use axum::extract::State;
use http::{ApiError, ApiResult, App, Code, Problem, Resident};
use table::entities::attachment::AttachmentsOf;
use table::entities::user::User;
use table::keys;

use crate::profile::Profile;

/// The signed-in person.
#[utoipa::path(
    get, path = "/api/profile", tag = "profile",
    responses((status = 200, body = Profile), (status = 401, body = Problem))
)]
pub async fn get_profile(State(app): State<App>, resident: Resident) -> ApiResult<Json<Profile>> {
    let pattern = AttachmentsOf { user: &resident.user };
    let (user, attachments) =
        futures::try_join!(app.table.get::<User>(keys::user(&resident.user), true), app.table.query_all(&pattern),)?;
    // A token outlives its person by minutes.
    let user = user.ok_or_else(|| ApiError::new(Code::Unauthorized))?;
    Ok(Json(Profile::of(user, attachments.len(), app.clock.now())))
}
