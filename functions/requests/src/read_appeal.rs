use axum::extract::State;
use axum::http::StatusCode;
use domain::AccountId;
use domain::appeal::AppealId;
use http::{ApiError, ApiResult, App, Code, Problem, Resident, Segment};
use table::Batch;

use crate::desk::{ATTEMPTS, Desk, check};

/// Marks what the company said as read.
#[utoipa::path(post, path = "/api/accounts/{id}/appeals/{appeal}/read", tag = "appeals",
    params(("id" = String, Path), ("appeal" = String, Path)), responses(
    (status = 204, description = "Read"),
    (status = 401, body = Problem),
    (status = 404, description = "Not there or not yours", body = Problem),
    (status = 503, body = Problem),
))]
pub async fn read_appeal(
    State(app): State<App>,
    resident: Resident,
    Segment((account, appeal)): Segment<(AccountId, AppealId)>,
) -> ApiResult<StatusCode> {
    for _ in 0..ATTEMPTS {
        let (desk, _) = Desk::visit(&app, &resident, (&account, &appeal), Batch::consistent()).await?;
        let Some(count) = desk.item.count_unread(false) else { return Ok(StatusCode::NO_CONTENT) };
        let steps = app.table.transaction().put_if("appeal", &desk.item.seen(), Some(desk.item.unchanged()));
        match app.table.commit(steps.update("count", count)).await {
            Ok(()) => return Ok(StatusCode::NO_CONTENT),
            Err(error) => check(error)?,
        }
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}
