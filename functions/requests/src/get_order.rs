use axum::Json;
use axum::extract::State;
use domain::{AccountId, OrderId};
use http::{ApiError, ApiResult, App, Code, Problem, Resident, Segment};
use table::entities::order::OrderItem;
use table::{Batch, keys};

use crate::order::Order;

/// An order with all that became of it.
#[utoipa::path(get, path = "/api/accounts/{id}/orders/{order}", tag = "requests",
    params(("id" = String, Path), ("order" = String, Path)), responses(
    (status = 200, body = Order),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
))]
pub async fn get_order(
    State(app): State<App>,
    resident: Resident,
    Segment((account, order)): Segment<(AccountId, OrderId)>,
) -> ApiResult<Json<Order>> {
    let item = visit(&app, &resident, (&account, &order)).await?;
    Ok(Json(Order::of(&item, &resident.user)))
}

/// Reads an order, for a person who has attached its account.
pub async fn visit(app: &App, resident: &Resident, (account, order): (&AccountId, &OrderId)) -> ApiResult<OrderItem> {
    let place = keys::order(order);
    let (_, mut found) = resident.visit(app, account, Batch::consistent().with(place.clone())).await?;
    let item: Option<OrderItem> = found.take(&place)?;
    // The id may name another account's order.
    item.filter(|_| order.account() == *account).ok_or_else(|| ApiError::new(Code::NotFound))
}
