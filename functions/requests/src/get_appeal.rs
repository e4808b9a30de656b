use axum::Json;
use axum::extract::State;
use domain::AccountId;
use domain::appeal::AppealId;
use http::{ApiResult, App, Problem, Resident, Segment};
use table::Batch;
use table::entities::appeal::AppealMessagesOf;

use crate::appeal::{Appeal, AppealThread};
use crate::desk::Desk;
use crate::message::Message;

/// An appeal with everything that was written. Looking does not mark it as read: that is a call of its own.
#[utoipa::path(get, path = "/api/accounts/{id}/appeals/{appeal}", tag = "appeals",
    params(("id" = String, Path), ("appeal" = String, Path)), responses(
    (status = 200, body = AppealThread),
    (status = 401, body = Problem),
    (status = 404, description = "Not there or not yours", body = Problem),
))]
pub async fn get_appeal(
    State(app): State<App>,
    resident: Resident,
    Segment((account, appeal)): Segment<(AccountId, AppealId)>,
) -> ApiResult<Json<AppealThread>> {
    thread(&app, &resident, (&account, &appeal), Batch::consistent()).await.map(Json)
}

/// Head and messages, read at the same time.
pub async fn thread(
    app: &App,
    resident: &Resident,
    place: (&AccountId, &AppealId),
    page: Batch,
) -> ApiResult<AppealThread> {
    let pattern = AppealMessagesOf { appeal: place.1 };
    let (desk, messages) =
        futures::join!(Desk::visit(app, resident, place, page), Box::pin(app.table.query_all(&pattern)));
    let (desk, _) = desk?;
    let messages = messages?.into_iter().map(Message::of).collect();
    Ok(Appeal::of(&desk.item).with(desk.thread.contact, messages))
}
