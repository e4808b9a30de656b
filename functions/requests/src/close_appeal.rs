use axum::Json;
use axum::extract::State;
use domain::AccountId;
use domain::appeal::AppealId;
use http::{ApiResult, App, Problem, Resident, Segment};
use table::entities::appeal_event::AppealDeed;

use crate::appeal::Appeal;
use crate::desk::settle;

/// Closes an appeal: the person needs nothing more. A closed one stays closed.
#[utoipa::path(post, path = "/api/accounts/{id}/appeals/{appeal}/close", tag = "appeals",
    params(("id" = String, Path), ("appeal" = String, Path)), responses(
    (status = 200, body = Appeal),
    (status = 401, body = Problem),
    (status = 404, description = "Not there or not yours", body = Problem),
    (status = 429, description = "`too_many_requests`: a hundred changes a day", body = Problem),
    (status = 503, body = Problem),
))]
pub async fn close_appeal(
    State(app): State<App>,
    resident: Resident,
    Segment((account, appeal)): Segment<(AccountId, AppealId)>,
) -> ApiResult<Json<Appeal>> {
    let item = settle(&app, &resident, (&account, &appeal), AppealDeed::Closed, |appeal| Ok(appeal.closed())).await?;
    Ok(Json(Appeal::of(&item)))
}
