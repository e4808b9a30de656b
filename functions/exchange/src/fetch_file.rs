//! `GET /api/exchange/v1/appeals/{appeal}/files/{file}`: a file that a resident sent.

use axum::Json;
use axum::extract::State;
use domain::appeal::{AppealId, FileId};
use http::{ApiError, ApiResult, App, Code, ExchangeCaller, FileLink, Problem, Segment};
use table::entities::appeal::AppealThread;
use table::entities::exchange_key::Scope;
use table::{Batch, keys};

/// A link to a file of an appeal; it works for five minutes.
#[utoipa::path(get, path = "/api/exchange/v1/appeals/{appeal}/files/{file}", tag = "exchange",
    params(("appeal" = String, Path), ("file" = String, Path)), responses(
    (status = 200, body = FileLink),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there, not of this company, or its resident has left the cabinet", body = Problem,
        content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn fetch_file(
    State(app): State<App>,
    caller: ExchangeCaller,
    Segment((appeal, file)): Segment<(AppealId, FileId)>,
) -> ApiResult<Json<FileLink>> {
    caller.require(Scope::Feeds)?;
    if appeal.account().organization() != *caller.organization() {
        return Err(ApiError::new(Code::NotFound));
    }
    let (thread, message) = (keys::appeal_thread(&appeal), keys::appeal_message(&appeal, &file.message));
    let mut found = app.table.batch(Batch::consistent().with(thread.clone()).with(message.clone())).await?;
    let thread: AppealThread = found.take(&thread)?.ok_or_else(|| ApiError::new(Code::NotFound))?;
    FileLink::to(&app, found.take(&message)?, &file, &thread.user).map(Json)
}
