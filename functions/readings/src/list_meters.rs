use axum::Json;
use axum::extract::State;
use domain::AccountId;
use http::{ApiResult, App, Problem, Resident, Segment};

use crate::home::Home;
use crate::meter::Meters;

/// Meters of an account with their latest readings, and the days on which readings are entered.
#[utoipa::path(get, path = "/api/accounts/{id}/meters", tag = "readings", params(("id" = String, Path)), responses(
    (status = 200, body = Meters),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
))]
pub async fn list_meters(
    State(app): State<App>,
    resident: Resident,
    Segment((account,)): Segment<(AccountId,)>,
) -> ApiResult<Json<Meters>> {
    Home::look(&app, &resident, &account).await.map(|home| Json(Meters::of(&home)))
}
