//! `POST /api/exchange/v1/news/pictures`: leave to send a picture for the news.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::appeal::UploadId;
use http::{ApiError, ApiResult, App, ExchangeCaller, Problem, UploadForm};
use table::entities::exchange_key::Scope;
use table::keys;

/// Asks for leave to send a picture (JPEG, PNG, WebP) of at most 5 MiB. A news item shows it by `![words](picture:id)`; what
/// no item names within a day is forgotten.
#[utoipa::path(post, path = "/api/exchange/v1/news/pictures", tag = "exchange", responses(
    (status = 201, body = UploadForm),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn begin_picture(
    State(app): State<App>,
    caller: ExchangeCaller,
) -> ApiResult<(StatusCode, Json<UploadForm>)> {
    caller.require(Scope::Load)?;
    let id = UploadId::parse(&app.random.id()?).map_err(|error| ApiError::internal(&error))?;
    let object = keys::incoming_picture(caller.organization(), &id);
    UploadForm::to(&app, id, &object).map(|form| (StatusCode::CREATED, Json(form)))
}
