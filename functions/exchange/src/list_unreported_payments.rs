//! `GET /api/exchange/v1/payments/unreported`: money that the accounting has overlooked.

use axum::Json;
use axum::extract::State;
use domain::{Money, PaymentId};
use http::{ApiError, ApiResult, App, Code, ExchangeCaller, List, ListQuery, Problem};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use table::Table;
use table::entities::exchange_key::Scope;
use table::entities::operation::{UnreportedBefore, UnreportedPayment};
use utoipa::ToSchema;

/// A month to be closed in, and half of one to spare.
const PATIENCE: SignedDuration = SignedDuration::from_hours(45 * 24);

/// A payment that no statement has reported.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverduePayment {
    /// The payment: `payments[].id` of the statement that is to report it.
    #[schema(value_type = String)]
    payment: PaymentId,
    /// Number of the account.
    account: String,
    /// Kopecks.
    #[schema(value_type = i64)]
    amount: Money,
    /// When it was posted.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

impl From<UnreportedPayment> for OverduePayment {
    fn from(item: UnreportedPayment) -> Self {
        Self { payment: item.payment, account: item.number.to_string(), amount: item.amount, at: item.at }
    }
}

/// Payments through the cabinet that no statement has reported for 45 days, oldest first.
#[utoipa::path(get, path = "/api/exchange/v1/payments/unreported", tag = "exchange", params(ListQuery), responses(
    (status = 200, body = List<OverduePayment>),
    (status = 400, description = "`malformed_query` or `cursor_invalid`", body = Problem,
        content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn list_unreported_payments(
    State(app): State<App>,
    caller: ExchangeCaller,
    query: ListQuery,
) -> ApiResult<Json<List<OverduePayment>>> {
    caller.require(Scope::Feeds)?;
    let before = app.clock.now().checked_sub(PATIENCE).unwrap_or(Timestamp::MIN);
    let overdue = UnreportedBefore { organization: caller.organization(), before };
    if query.cursor.as_deref().is_some_and(|cursor| !Table::is_cursor(cursor, &overdue)) {
        return Err(ApiError::new(Code::CursorInvalid));
    }
    let page = app.table.list(&overdue, query.limit(), query.cursor.as_deref()).await?;
    Ok(Json(List { items: page.items.into_iter().map(OverduePayment::from).collect(), next_cursor: page.next }))
}
