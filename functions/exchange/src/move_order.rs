//! `POST /api/exchange/v1/orders/{order}/status`: the company moves an order.

use axum::Json;
use axum::extract::State;
use domain::OrderId;
use domain::order::{MoveId, Outcome, Remark, Status, Step, StepError, Visit};
use domain::paid_service::Slot;
use http::{ApiError, ApiResult, App, Code, ExchangeBody, ExchangeCaller, Problem, Segment};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use table::entities::exchange_key::Scope;
use table::entities::order::OrderItem;
use table::{CommitError, keys};
use utoipa::ToSchema;

use crate::month::ATTEMPTS;

/// What an order becomes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StatusChange {
    /// The company's own id of the change, up to 40 characters: the same one again changes nothing, however late it comes.
    /// Left out, what says the same as the latest change is that one again.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 40, example = "move-3")]
    move_id: Option<MoveId>,
    /// `accepted`, `scheduled`, `done`, `declined` or `cancelled`.
    #[schema(value_type = String, example = "accepted")]
    status: Status,
    /// What the resident reads of it, up to 1,000 characters.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 1000)]
    comment: Option<Remark>,
    /// When it happened; now, where nothing is said.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
    /// With `scheduled`: the day on which somebody comes; not before the order, at most a year ahead.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    visit_date: Option<Date>,
    /// With `visit_date`: the part of the day.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 40)]
    visit_slot: Option<Slot>,
}

/// Where an order stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderStanding {
    /// The order.
    #[schema(value_type = String)]
    id: OrderId,
    /// Its state.
    #[schema(value_type = String)]
    status: Status,
}

impl StatusChange {
    fn step(self) -> ApiResult<Step> {
        if self.visit_slot.is_some() && self.visit_date.is_none() {
            return Err(ApiError::field("visit_date", &StepError::SlotWithoutDate));
        }
        let slot = self.visit_slot;
        let visit = self.visit_date.map(|date| Visit { date, slot });
        Ok(Step { id: self.move_id, status: self.status, comment: self.comment, visit, at: self.at })
    }
}

/// Moves an order: new → accepted → scheduled → done; declined or cancelled from any of them but the last. A visit may
/// be arranged anew. The same call again changes nothing. The resident gets a mail of each move.
#[utoipa::path(post, path = "/api/exchange/v1/orders/{order}/status", tag = "exchange", request_body = StatusChange,
    params(("order" = String, Path)), responses(
    (status = 200, body = OrderStanding),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not of this company", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "`order_final`, `order_move_impossible`, `order_moves_too_many`, `move_id_reused`", body = Problem,
        content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`status_not_allowed`, `visit_not_expected`, `visit_date_required`, `visit_date_out_of_range`, `at_out_of_range`",
        body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`: send it again", body = Problem, content_type = "application/problem+json"),
))]
pub async fn move_order(
    State(app): State<App>,
    caller: ExchangeCaller,
    Segment((order,)): Segment<(OrderId,)>,
    body: ExchangeBody,
) -> ApiResult<Json<OrderStanding>> {
    caller.require(Scope::Load)?;
    if order.account().organization() != *caller.organization() {
        return Err(ApiError::new(Code::NotFound));
    }
    // What is not there is told before what is wrong with the body.
    let mut item = read(&app, &order).await?;
    let step = body.parse::<StatusChange>()?.step()?;
    for _ in 0..ATTEMPTS {
        let now = app.clock.now();
        step.check(item.created_at, now).map_err(|(field, error)| ApiError::field(field, &error))?;
        let outcome = item.after(step.clone(), now, caller.key_prefix()).map_err(ApiError::from)?;
        let Outcome::Moved(progress) = outcome else { return Ok(standing(&item)) };
        let steps = app.table.order_moved_by_company(&item, progress.clone(), app.random.ordered_id(now)?, now);
        match app.table.commit(steps).await {
            Ok(()) => return Ok(standing(&item.moved(progress))),
            Err(CommitError::Refused(_)) => item = read(&app, &order).await?,
            Err(CommitError::Table(error)) => return Err(error.into()),
        }
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}

async fn read(app: &App, order: &OrderId) -> ApiResult<OrderItem> {
    app.table.get(keys::order(order), true).await?.ok_or_else(|| ApiError::new(Code::NotFound))
}

fn standing(item: &OrderItem) -> Json<OrderStanding> {
    Json(OrderStanding { id: item.id.clone(), status: item.progress.status() })
}
