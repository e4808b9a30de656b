use axum::Json;
use axum::extract::State;
use domain::AccountId;
use http::{ApiError, ApiResult, App, Code, List, ListQuery, Problem, Resident, Segment};
use table::entities::meter::MeterItem;
use table::entities::reading::ReadingsOf;
use table::{Batch, Table, keys};

use crate::meter_id::MeterId;
use crate::reading::PastReading;

/// Readings of a meter, newest first, those that were replaced among them; the installation's comes last.
#[utoipa::path(get, path = "/api/accounts/{id}/meters/{meter}/readings", tag = "readings",
    params(("id" = String, Path), ("meter" = String, Path), ListQuery), responses(
    (status = 200, body = List<PastReading>),
    (status = 400, description = "`malformed_query` or `cursor_invalid`", body = Problem,
        content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
))]
pub async fn list_readings(
    State(app): State<App>,
    resident: Resident,
    Segment((account, MeterId(meter))): Segment<(AccountId, MeterId)>,
    query: ListQuery,
) -> ApiResult<Json<List<PastReading>>> {
    let pattern = ReadingsOf { account: &account, meter: &meter };
    let reading = async {
        if query.cursor.as_deref().is_some_and(|cursor| !Table::is_cursor(cursor, &pattern)) {
            return Err(ApiError::new(Code::CursorInvalid));
        }
        Ok(Box::pin(app.table.list(&pattern, query.limit(), query.cursor.as_deref())).await?)
    };
    let key = keys::meter(&account, &meter);
    let (scope, mut found, page) =
        resident.visit_during(&app, &account, Batch::new().with(key.clone()), reading).await?;
    let meter: MeterItem = found.take(&key)?.ok_or_else(|| ApiError::new(Code::NotFound))?;
    let mut items: Vec<PastReading> = page.items.into_iter().map(|item| PastReading::of(item, scope.user())).collect();
    if page.next.is_none() {
        items.push(PastReading::installation(&meter));
    }
    Ok(Json(List { items, next_cursor: page.next }))
}
