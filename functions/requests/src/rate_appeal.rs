use axum::Json;
use axum::extract::State;
use domain::AccountId;
use domain::appeal::{AppealId, Rating};
use http::{ApiResult, App, Body, Problem, Resident, Segment};
use serde::Deserialize;
use table::Batch;
use table::entities::appeal_event::AppealDeed;
use utoipa::ToSchema;

use crate::appeal::Appeal;
use crate::desk::{Desk, settle};

/// What the latest answer was worth.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerRating {
    /// Whether it has helped.
    #[schema(schema_with = http::schemas::appeal_rating)]
    rating: Rating,
    /// Messages of the company in the thread that was shown: where it has said more since, nothing is rated. Left out: the
    /// latest answer is meant, whatever it is.
    #[serde(default)]
    answers: Option<u32>,
}

/// Says whether the latest answer has helped; can be changed until the next answer.
#[utoipa::path(put, path = "/api/accounts/{id}/appeals/{appeal}/rating", tag = "appeals", request_body = AnswerRating,
    params(("id" = String, Path), ("appeal" = String, Path)), responses(
    (status = 200, body = Appeal),
    (status = 400, body = Problem),
    (status = 401, body = Problem),
    (status = 404, description = "Not there or not yours", body = Problem),
    (status = 409, description = "`appeal_not_answered`, `appeal_answered_anew`", body = Problem),
    (status = 413, body = Problem),
    (status = 415, body = Problem),
    (status = 422, body = Problem),
    (status = 429, description = "`too_many_requests`: a hundred changes a day", body = Problem),
    (status = 503, body = Problem),
))]
pub async fn rate_appeal(
    State(app): State<App>,
    resident: Resident,
    Segment((account, appeal)): Segment<(AccountId, AppealId)>,
    body: Body,
) -> ApiResult<Json<Appeal>> {
    let place = (&account, &appeal);
    // What is not there is told before what is wrong with the body.
    Desk::visit(&app, &resident, place, Batch::new()).await?;
    let AnswerRating { rating, answers } = body.parse()?;
    let item = settle(&app, &resident, place, AppealDeed::Rated, |appeal| appeal.rated(rating, answers)).await?;
    Ok(Json(Appeal::of(&item)))
}
