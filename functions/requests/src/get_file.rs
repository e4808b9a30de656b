use axum::Json;
use axum::extract::State;
use domain::AccountId;
use domain::appeal::{AppealId, FileId};
use http::{ApiResult, App, FileLink, Problem, Resident, Segment};
use table::{Batch, keys};

use crate::desk::Desk;

/// A link to a file of an appeal; it works for five minutes and saves the file.
#[utoipa::path(get, path = "/api/accounts/{id}/appeals/{appeal}/files/{file}", tag = "appeals",
    params(("id" = String, Path), ("appeal" = String, Path), ("file" = String, Path)), responses(
    (status = 200, body = FileLink),
    (status = 401, body = Problem),
    (status = 404, description = "Not there or not yours", body = Problem),
    (status = 503, body = Problem),
))]
pub async fn get_file(
    State(app): State<App>,
    resident: Resident,
    Segment((account, appeal, file)): Segment<(AccountId, AppealId, FileId)>,
) -> ApiResult<Json<FileLink>> {
    let place = keys::appeal_message(&appeal, &file.message);
    let page = Batch::new().with(place.clone());
    let (desk, mut found) = Desk::visit(&app, &resident, (&account, &appeal), page).await?;
    FileLink::to(&app, found.take(&place)?, &file, &desk.thread.user).map(Json)
}
