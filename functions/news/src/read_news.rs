use axum::extract::State;
use axum::http::StatusCode;
use domain::AccountId;
use domain::news::NewsId;
use http::{ApiError, ApiResult, App, Code, Problem, Resident, Segment};
use table::entities::erasure::ERASED_STEP;
use table::entities::news::NewsRead;
use table::{CommitError, Update};

use crate::reader::Reader;

/// Remembers that the person has read an item, at whichever of their accounts.
#[utoipa::path(post, path = "/api/accounts/{id}/news/{news}/read", tag = "news",
    params(("id" = String, Path), ("news" = String, Path)), responses(
    (status = 204),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there, not shown now, of another house, or not your account", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn read_news(
    State(app): State<App>,
    resident: Resident,
    Segment((account, news)): Segment<(AccountId, NewsId)>,
) -> ApiResult<StatusCode> {
    let (reader, news) = Reader::of(&app, &resident, &account, &news).await?;
    if reader.read.is_some_and(|read| read.knows(&news.posted)) {
        return Ok(StatusCode::NO_CONTENT);
    }
    let id = &news.posted.id;
    if !write(&app, &resident, NewsRead::remember(&resident.user, id)).await? {
        write(&app, &resident, NewsRead::begin_anew(&resident.user, id, app.clock.now())).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// `false` where there is no room. A token outlives its person by minutes, and nothing of theirs may come back.
async fn write(app: &App, resident: &Resident, change: Update) -> ApiResult<bool> {
    let steps = app.table.transaction().update("read", change).unless_erased(&resident.user);
    match app.table.commit(steps).await {
        Ok(()) => Ok(true),
        Err(CommitError::Refused(steps)) if steps.contains(&ERASED_STEP) => Err(ApiError::new(Code::NotFound)),
        Err(CommitError::Refused(_)) => Ok(false),
        Err(CommitError::Table(error)) => Err(error.into()),
    }
}
