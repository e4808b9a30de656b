//! `GET /api/exchange/v1/feeds/payments`: money that came through the cabinet.

use axum::Json;
use axum::extract::State;
use domain::account::AccountNumber;
use domain::statement::Channel;
use domain::{Money, PaymentId};
use http::{ApiResult, App, ExchangeCaller, Problem};
use jiff::Timestamp;
use serde::Serialize;
use table::entities::payment::PaymentPosted;
use table::feed::Entry;
use utoipa::ToSchema;

use crate::feed::{FeedAnswer, FeedQuery, walk};

/// A payment that was posted.
#[derive(Debug, Serialize, ToSchema)]
pub struct FeedPayment {
    /// Id of the entry: an entry that was met before may come again when a call is repeated.
    id: String,
    /// When it was posted.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// The payment: `payments[].id` of the statement that reports it.
    #[schema(value_type = String)]
    payment: PaymentId,
    /// Number of the account.
    #[schema(value_type = String, example = "100200300")]
    account: AccountNumber,
    /// Kopecks.
    #[schema(value_type = i64)]
    amount: Money,
    /// Always `online`.
    #[schema(schema_with = http::schemas::channel)]
    channel: Channel,
    /// The provider's number of the operation.
    operation: String,
    /// No real money moved: the provider's test mode.
    test: bool,
}

impl From<Entry<PaymentPosted>> for FeedPayment {
    fn from(entry: Entry<PaymentPosted>) -> Self {
        let PaymentPosted { payment, account, amount, test, operation } = entry.event;
        Self { id: entry.id, at: entry.at, payment, account, amount, channel: Channel::Online, operation, test }
    }
}

/// Payments through the cabinet, in their order. What was posted in the last quarter of a minute comes a little later,
/// so that nothing is ever skipped.
#[utoipa::path(get, path = "/api/exchange/v1/feeds/payments", tag = "exchange", params(FeedQuery), responses(
    (status = 200, body = FeedAnswer<FeedPayment>),
    (status = 400, description = "`malformed_query` or `cursor_invalid`", body = Problem,
        content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn follow_payments(
    State(app): State<App>,
    caller: ExchangeCaller,
    query: FeedQuery,
) -> ApiResult<Json<FeedAnswer<FeedPayment>>> {
    walk::<PaymentPosted, FeedPayment>(&app, &caller, &query).await
}
