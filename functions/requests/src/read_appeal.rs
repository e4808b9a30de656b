use axum::extract::State;
use axum::http::StatusCode;
use domain::AccountId;
use domain::appeal::AppealId;
use http::{ApiError, ApiResult, App, Body, Code, Problem, Resident, Segment};
use serde::Deserialize;
use table::Batch;
use utoipa::ToSchema;

use crate::desk::{ATTEMPTS, Desk, check};

/// How far the person has read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadUpTo {
    /// Messages of the company in the thread that was shown. They only ever become more, in one order for all, which their
    /// times are not.
    answers: u32,
}

/// Marks what the company said as read, up to the last answer that was shown: what it has said since stays unread.
#[utoipa::path(post, path = "/api/accounts/{id}/appeals/{appeal}/read", tag = "appeals", request_body = ReadUpTo,
    params(("id" = String, Path), ("appeal" = String, Path)), responses(
    (status = 204, description = "Read"),
    (status = 400, body = Problem),
    (status = 401, body = Problem),
    (status = 404, description = "Not there or not yours", body = Problem),
    (status = 413, body = Problem),
    (status = 415, body = Problem),
    (status = 422, description = "`required`, `wrong_type`", body = Problem),
    (status = 503, body = Problem),
))]
pub async fn read_appeal(
    State(app): State<App>,
    resident: Resident,
    Segment((account, appeal)): Segment<(AccountId, AppealId)>,
    body: Body,
) -> ApiResult<StatusCode> {
    let place = (&account, &appeal);
    let (mut desk, _) = Desk::visit(&app, &resident, place, Batch::consistent()).await?;
    let ReadUpTo { answers } = body.parse()?;
    for _ in 0..ATTEMPTS {
        let (seen, count) = (desk.item.seen(answers), desk.item.count_unread(false));
        let Some((seen, count)) = seen.zip(count) else { return Ok(StatusCode::NO_CONTENT) };
        let steps = app.table.transaction().put_if("appeal", &seen, Some(desk.item.unchanged()));
        match app.table.commit(steps.update("count", count)).await {
            Ok(()) => return Ok(StatusCode::NO_CONTENT),
            Err(error) => check(error)?,
        }
        (desk, _) = Desk::visit(&app, &resident, place, Batch::consistent()).await?;
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}
