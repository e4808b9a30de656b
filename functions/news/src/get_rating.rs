use axum::Json;
use axum::extract::State;
use http::{ApiResult, App, Problem, Resident};

use crate::rating::Rating;

/// What all residents of the deployment think of the cabinet. Anybody may see it; who is signed in sees their own voice too.
#[utoipa::path(get, path = "/api/rating", tag = "rating", responses(
    (status = 200, body = Rating),
    (status = 401, description = "A token that is shown is not good", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn get_rating(State(app): State<App>, resident: Option<Resident>) -> ApiResult<Json<Rating>> {
    Rating::read(&app, resident.as_ref().map(|resident| &resident.user)).await.map(Json)
}
