use axum::Json;
use axum::extract::State;
use domain::rating::Grade;
use http::{ApiError, ApiResult, App, Body, Code, Problem, Resident};
use serde::Deserialize;
use table::entities::erasure::ERASED_STEP;
use table::entities::rating::Vote;
use table::{CommitError, keys};
use utoipa::ToSchema;

use crate::rating::{GradeName, Rating};

/// How often a voice is written anew that changed meanwhile, in another window of the same person.
const ATTEMPTS: usize = 4;

/// A voice.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Voice {
    /// The grade.
    #[schema(value_type = GradeName)]
    grade: Grade,
}

/// Gives a grade, or another one than before: one voice a person.
#[utoipa::path(put, path = "/api/rating", tag = "rating", request_body = Voice, responses(
    (status = 200, description = "The results with this voice", body = Rating),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`validation_failed`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn put_rating(State(app): State<App>, resident: Resident, body: Body) -> ApiResult<Json<Rating>> {
    let Voice { grade } = body.parse()?;
    let vote = Vote { user: resident.user, grade, at: app.clock.now() };
    for _ in 0..ATTEMPTS {
        if count(&app, &vote).await? {
            return Rating::read(&app, Some(&vote.user)).await.map(Json);
        }
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}

/// Voice and counts change together; `false` where the voice changed meanwhile.
async fn count(app: &App, vote: &Vote) -> ApiResult<bool> {
    let known: Option<Vote> = app.table.get(keys::vote(&vote.user), true).await?;
    if known.as_ref().is_some_and(|known| known.grade == vote.grade) {
        return Ok(true);
    }
    let steps = app
        .table
        .transaction()
        .put_if("vote", vote, Some(Vote::unchanged(&vote.user, known.as_ref())))
        .update("count", vote.count(known.as_ref()))
        .unless_erased(&vote.user);
    match app.table.commit(steps).await {
        Ok(()) => Ok(true),
        Err(CommitError::Refused(steps)) if steps.contains(&ERASED_STEP) => Err(ApiError::new(Code::Unauthorized)),
        Err(CommitError::Refused(_)) => Ok(false),
        Err(CommitError::Table(error)) => Err(error.into()),
    }
}
