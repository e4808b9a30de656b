use axum::Json;
use axum::extract::State;
use domain::AccountId;
use http::{ApiError, ApiResult, App, Code, List, ListQuery, Problem, Resident, Segment};
use table::entities::appeal::AppealsOf;
use table::{Batch, Table};

use crate::appeal::Appeal;

/// The caller's appeals at an account, newest first. What neighbours of the same account wrote is theirs.
#[utoipa::path(get, path = "/api/accounts/{id}/appeals", tag = "appeals", params(("id" = String, Path), ListQuery),
    responses(
    (status = 200, body = List<Appeal>),
    (status = 400, description = "`malformed_query` or `cursor_invalid`", body = Problem),
    (status = 401, body = Problem),
    (status = 404, description = "Not there or not yours", body = Problem),
))]
pub async fn list_appeals(
    State(app): State<App>,
    resident: Resident,
    Segment((account,)): Segment<(AccountId,)>,
    query: ListQuery,
) -> ApiResult<Json<List<Appeal>>> {
    let pattern = AppealsOf { user: &resident.user, account: &account };
    let reading = async {
        if query.cursor.as_deref().is_some_and(|cursor| !Table::is_cursor(cursor, &pattern)) {
            return Err(ApiError::new(Code::CursorInvalid));
        }
        Ok(Box::pin(app.table.list(&pattern, query.limit(), query.cursor.as_deref())).await?)
    };
    let (_, _, page) = resident.visit_during(&app, &account, Batch::new(), reading).await?;
    Ok(Json(List { items: page.items.iter().map(Appeal::of).collect(), next_cursor: page.next }))
}
