use axum::Json;
use axum::extract::State;
use domain::AccountId;
use http::{ApiResult, App, Problem, Resident, Segment};
use serde::Serialize;
use table::entities::appeal::UnreadAppeals;
use table::{Batch, keys};
use utoipa::ToSchema;

/// How many appeals have something new for the person.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnreadCount {
    /// So many.
    unread: u32,
}

/// How many of the caller's appeals at an account have something unread, for the menu.
#[utoipa::path(get, path = "/api/accounts/{id}/appeals/unread", tag = "appeals", params(("id" = String, Path)),
    responses(
    (status = 200, body = UnreadCount),
    (status = 401, body = Problem),
    (status = 404, description = "Not there or not yours", body = Problem),
))]
pub async fn count_unread_appeals(
    State(app): State<App>,
    resident: Resident,
    Segment((account,)): Segment<(AccountId,)>,
) -> ApiResult<Json<UnreadCount>> {
    let key = keys::unread_appeals(&resident.user, &account);
    let (_, mut found) = resident.visit(&app, &account, Batch::consistent().with(key.clone())).await?;
    let unread = found.take_part::<UnreadAppeals>(&key)?.map_or(0, |unread| unread.count);
    Ok(Json(UnreadCount { unread }))
}
