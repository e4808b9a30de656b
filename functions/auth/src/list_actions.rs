//! `GET /api/profile/actions`

use axum::Json;
use axum::extract::State;
use http::{ApiError, ApiResult, App, Code, List, ListQuery, Problem, Resident};
use jiff::Timestamp;
use serde::Serialize;
use table::entities::action::{Action, ActionsOf};
use table::{Entity as _, Table};
use utoipa::ToSchema;

/// Something that was done in the cabinet.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActionEntry {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What: a stable code, such as `signed_in`.
    #[schema(value_type = String, example = "signed_in")]
    pub action: table::entities::action::ActionCode,
    /// What it was done to: an account number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// With which program, in words.
    pub device: String,
    /// From which network, in words.
    pub place: String,
}

/// What was done in the caller's cabinet during the last year, newest first.
#[utoipa::path(
    get, path = "/api/profile/actions", tag = "profile", params(ListQuery),
    responses(
        (status = 200, body = List<ActionEntry>), (status = 400, body = Problem, description = "`cursor_invalid`"),
        (status = 401, body = Problem),
    )
)]
pub async fn list_actions(
    State(app): State<App>,
    resident: Resident,
    query: ListQuery,
) -> ApiResult<Json<List<ActionEntry>>> {
    let pattern = ActionsOf { user: &resident.user };
    let cursor = query.cursor.as_deref();
    if cursor.is_some_and(|cursor| !Table::is_cursor(cursor, &pattern)) {
        return Err(ApiError::new(Code::CursorInvalid));
    }
    let page = app.table.list(&pattern, query.limit(), cursor).await?;
    let now = app.clock.now();
    let kept = |action: &Action| action.expires_at().is_none_or(|until| until > now);
    let items = page.items.into_iter().filter(kept).map(entry).collect();
    Ok(Json(List { items, next_cursor: page.next }))
}

fn entry(action: Action) -> ActionEntry {
    let Action { at, code, detail, device, place, .. } = action;
    ActionEntry { at, action: code, detail, device, place }
}
