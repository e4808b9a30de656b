//! `GET /api/exchange/v1/feeds/orders`: orders that residents made or took back.

use std::collections::{HashMap, HashSet};

use axum::Json;
use axum::extract::State;
use domain::OrderId;
use domain::account::AccountNumber;
use domain::contact::Contact;
use domain::order::{Remark, Status};
use http::{ApiResult, App, ExchangeCaller, Problem};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use table::entities::order::{OrderItem, OrderTold, OrderedService};
use table::feed::Entry;
use table::{Batch, keys};
use utoipa::ToSchema;

use crate::feed::{FeedAnswer, FeedQuery, read};

/// An order that a resident made or took back.
#[derive(Debug, Serialize, ToSchema)]
pub struct FeedOrder {
    /// Id of the entry: an entry that was met before may come again when a call is repeated.
    id: String,
    /// When it happened.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// The order: what its status is set by.
    #[schema(value_type = String)]
    order: OrderId,
    /// `new`, or `cancelled` where the resident took it back.
    #[schema(value_type = String)]
    status: Status,
    /// Number of the account.
    #[schema(value_type = String, example = "100200300")]
    account: AccountNumber,
    /// What was ordered, as it was shown: `{code, group, name, price:{kind, amount}, unit}`.
    #[schema(value_type = Object)]
    service: OrderedService,
    /// The day that is wished.
    #[schema(value_type = Option<String>, format = Date)]
    wish_date: Option<Date>,
    /// The part of the day that is wished.
    wish_slot: Option<String>,
    /// What the person says of it; null once the person has left the cabinet.
    #[schema(value_type = Option<String>)]
    comment: Option<Remark>,
    /// Where the person is answered, `{email?, phone?}`; null once the person has left the cabinet.
    #[schema(value_type = Option<Object>)]
    contact: Option<Contact>,
}

impl FeedOrder {
    fn of(entry: Entry<OrderTold>, item: OrderItem) -> Self {
        Self {
            id: entry.id,
            at: entry.at,
            order: item.id,
            status: entry.event.status,
            account: item.number,
            service: item.service,
            wish_date: item.wish_date,
            wish_slot: item.wish_slot.as_ref().map(ToString::to_string),
            comment: item.comment,
            contact: item.contact,
        }
    }
}

/// Orders that residents made or took back, in their order. What happened in the last quarter of a minute comes a little
/// later, so that nothing is ever skipped. Contact and comment are those of the order as it is now.
#[utoipa::path(get, path = "/api/exchange/v1/feeds/orders", tag = "exchange", params(FeedQuery), responses(
    (status = 200, body = FeedAnswer<FeedOrder>),
    (status = 400, description = "`malformed_query` or `cursor_invalid`", body = Problem,
        content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn follow_orders(
    State(app): State<App>,
    caller: ExchangeCaller,
    query: FeedQuery,
) -> ApiResult<Json<FeedAnswer<FeedOrder>>> {
    let page = read::<OrderTold>(&app, &caller, &query).await?;
    let orders: HashSet<&OrderId> = page.entries.iter().map(|entry| &entry.event.order).collect();
    let mut found =
        app.table.batch(Batch::consistent().with_all(orders.iter().map(|order| keys::order(order)))).await?;
    let mut items: HashMap<OrderId, OrderItem> = HashMap::new();
    for order in orders {
        if let Some(item) = found.take::<OrderItem>(&keys::order(order))? {
            items.insert(order.clone(), item);
        }
    }
    Ok(Json(FeedAnswer::of(page, |entry| {
        let item = items.get(&entry.event.order).cloned()?;
        Some(FeedOrder::of(entry, item))
    })))
}
