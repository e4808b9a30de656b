//! `GET /api/exchange/v1/payments/unposted`: money that the provider took and the cabinet did not post.

use axum::Json;
use axum::extract::State;
use domain::{Money, PaymentId};
use http::{ApiError, ApiResult, App, Code, ExchangeCaller, List, ListQuery, Problem};
use jiff::Timestamp;
use serde::Serialize;
use table::Table;
use table::entities::exchange_key::Scope;
use table::entities::unposted::{UnpostedMoney, UnpostedOf};
use utoipa::ToSchema;

/// Money that nothing was posted for: to be looked up at the provider, and given back or put right there.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnpostedPayment {
    /// The payment that the provider named, whether there is one or not.
    #[schema(value_type = String)]
    payment: PaymentId,
    /// The shop's number at the provider.
    shop: String,
    /// The provider's id of the movement.
    operation: String,
    /// Kopecks that were taken.
    #[schema(value_type = i64)]
    amount: Money,
    /// Why it was not posted: `amount_differs`, `second_operation`, `operation_reused`, `payment_unknown`, `shop_unknown`,
    /// `test_mode_differs`.
    code: String,
    /// The same in a sentence.
    message: String,
    /// When the provider told of it last.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

impl From<UnpostedMoney> for UnpostedPayment {
    fn from(money: UnpostedMoney) -> Self {
        let UnpostedMoney { payment, shop, operation, amount, reason: code, message, at, .. } = money;
        Self { payment, shop, operation, amount, code, message, at }
    }
}

/// What the company's own shop told of, by its signature, and the cabinet could not post; three years back.
#[utoipa::path(get, path = "/api/exchange/v1/payments/unposted", tag = "exchange", params(ListQuery), responses(
    (status = 200, body = List<UnpostedPayment>),
    (status = 400, description = "`malformed_query` or `cursor_invalid`", body = Problem,
        content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn list_unposted_payments(
    State(app): State<App>,
    caller: ExchangeCaller,
    query: ListQuery,
) -> ApiResult<Json<List<UnpostedPayment>>> {
    caller.require(Scope::Feeds)?;
    let unposted = UnpostedOf { organization: caller.organization() };
    if query.cursor.as_deref().is_some_and(|cursor| !Table::is_cursor(cursor, &unposted)) {
        return Err(ApiError::new(Code::CursorInvalid));
    }
    let page = app.table.list(&unposted, query.limit(), query.cursor.as_deref()).await?;
    Ok(Json(List { items: page.items.into_iter().map(UnpostedPayment::from).collect(), next_cursor: page.next }))
}
