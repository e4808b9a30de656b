use axum::Json;
use axum::extract::State;
use domain::order::Outcome;
use domain::{AccountId, OrderId};
use http::{ApiError, ApiResult, App, Code, Problem, Resident, Segment};
use table::CommitError;
use table::entities::erasure::ERASED_STEP;

use crate::get_order::visit;
use crate::order::Order;

/// How often an order that moved meanwhile is looked at again.
const ATTEMPTS: u32 = 4;

/// Takes an order back; a second time changes nothing. A mail confirms it.
#[utoipa::path(post, path = "/api/accounts/{id}/orders/{order}/cancel", tag = "requests",
    params(("id" = String, Path), ("order" = String, Path)), responses(
    (status = 200, body = Order),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`forbidden`: somebody else in the flat ordered it", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "`order_final`", body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn cancel_order(
    State(app): State<App>,
    resident: Resident,
    Segment((account, order)): Segment<(AccountId, OrderId)>,
) -> ApiResult<Json<Order>> {
    for _ in 0..ATTEMPTS {
        let item = visit(&app, &resident, (&account, &order)).await?;
        if item.user != resident.user {
            return Err(ApiError::new(Code::Forbidden));
        }
        let now = app.clock.now();
        let progress = match item.progress.cancelled(now).map_err(ApiError::from)? {
            Outcome::Repeated => return Ok(Json(Order::of(&item, &resident.user))),
            Outcome::Moved(progress) => progress,
        };
        let ids = (app.random.ordered_id(now)?, app.random.ordered_id(now)?);
        let steps = app.table.order_moved_by_resident(&item, progress.clone(), ids, now);
        match app.table.commit(steps).await {
            Ok(()) => return Ok(Json(Order::of(&item.moved(progress), &resident.user))),
            Err(error) if error.refused_by(ERASED_STEP) => return Err(ApiError::new(Code::Unauthorized)),
            Err(CommitError::Refused(_)) => {}
            Err(CommitError::Table(error)) => return Err(error.into()),
        }
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}
