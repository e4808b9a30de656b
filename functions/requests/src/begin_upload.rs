use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::AccountId;
use domain::appeal::file::check_size;
use domain::appeal::{FileName, UploadId};
use http::{ApiError, ApiResult, App, Body, Problem, Resident, Segment, UploadForm};
use serde::Deserialize;
use table::Batch;
use table::entities::upload::Upload;
use utoipa::ToSchema;

use crate::throttle::Daily;

/// A file that is to come with a message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUpload {
    /// What the person calls it, at most 120 characters; of a path the last part is taken.
    #[schema(value_type = String, max_length = 120, example = "IMG_0001.jpg")]
    name: FileName,
    /// Its bytes, 5 MiB at most.
    #[schema(minimum = 1, maximum = 5_242_880)]
    size: u64,
}

/// Files of a person in a day.
const DAILY: Daily = Daily { kind: "upload", most: 100, words: "отправить не более 100 файлов" };

/// Asks for leave to send a file: a picture (JPEG, PNG, WebP) or a PDF. The store takes what the form allows; what it is, is
/// looked at when a message names it. What no message names within a day is forgotten.
#[utoipa::path(post, path = "/api/accounts/{id}/uploads", tag = "appeals", request_body = NewUpload,
    params(("id" = String, Path)), responses(
    (status = 201, body = UploadForm),
    (status = 400, body = Problem),
    (status = 401, body = Problem),
    (status = 404, description = "Not there or not yours", body = Problem),
    (status = 413, body = Problem),
    (status = 415, body = Problem),
    (status = 422, description = "`file_empty`, `file_too_large`, `required`, `too_long`", body = Problem),
    (status = 429, description = "`too_many_requests`: a hundred a day", body = Problem),
    (status = 503, body = Problem),
))]
pub async fn begin_upload(
    State(app): State<App>,
    resident: Resident,
    Segment((account,)): Segment<(AccountId,)>,
    body: Body,
) -> ApiResult<(StatusCode, Json<UploadForm>)> {
    resident.visit(&app, &account, Batch::new()).await?;
    let NewUpload { name, size } = body.parse()?;
    check_size(size).map_err(|error| ApiError::field("size", &error))?;
    let (now, user) = (app.clock.now(), resident.user);
    let id = UploadId::parse(&app.random.id()?).map_err(|error| ApiError::internal(&error))?;
    let upload = Upload { user, id, name, at: now, message: None };
    let form = UploadForm::to(&app, upload.id.clone(), &upload.incoming())?;
    let steps = app.table.transaction().unless_erased(&upload.user).put_new("upload", &upload);
    let written = async { app.table.commit(steps).await.map_err(crate::desk::refused) };
    Box::pin(DAILY.during(&app, &upload.user, written)).await?;
    Ok((StatusCode::CREATED, Json(form)))
}
