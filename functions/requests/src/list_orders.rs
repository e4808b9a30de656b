use axum::Json;
use axum::extract::State;
use domain::AccountId;
use http::{ApiError, ApiResult, App, Code, List, ListQuery, Problem, Resident, Segment};
use table::entities::order::OrdersOf;
use table::{Batch, Table};

use crate::order::Order;

/// Orders of an account, newest first.
#[utoipa::path(get, path = "/api/accounts/{id}/orders", tag = "requests", params(("id" = String, Path), ListQuery),
    responses(
    (status = 200, body = List<Order>),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
))]
pub async fn list_orders(
    State(app): State<App>,
    resident: Resident,
    Segment((account,)): Segment<(AccountId,)>,
    query: ListQuery,
) -> ApiResult<Json<List<Order>>> {
    let pattern = OrdersOf { account: &account };
    let reading = async {
        if query.cursor.as_deref().is_some_and(|cursor| !Table::is_cursor(cursor, &pattern)) {
            return Err(ApiError::new(Code::CursorInvalid));
        }
        Ok(Box::pin(app.table.list(&pattern, query.limit(), query.cursor.as_deref())).await?)
    };
    let (_, _, page) = resident.visit_during(&app, &account, Batch::new(), reading).await?;
    let items = page.items.iter().map(|item| Order::of(item, &resident.user)).collect();
    Ok(Json(List { items, next_cursor: page.next }))
}
