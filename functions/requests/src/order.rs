//! An order as residents see it.

use domain::contact::Contact;
use domain::order::{Mover, OrderMove, Status};
use domain::paid_service::Price;
use domain::{OrderId, UserId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use table::entities::order::OrderItem;
use utoipa::ToSchema;

/// A price as it is shown, and as an order keeps it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = PriceFields)]
pub struct PriceShown(pub Price);

/// A price.
#[derive(ToSchema)]
#[schema(as = Price)]
#[expect(dead_code, reason = "the shape of the domain's type, for the document")]
pub struct PriceFields {
    /// `fixed`; `from`: this or more; `agreement`: told when the work is seen.
    kind: PriceWord,
    /// Kopecks; null where it is agreed upon.
    amount: Option<i64>,
}

/// What a price says.
#[derive(ToSchema)]
#[schema(as = PriceKind, rename_all = "snake_case")]
#[expect(dead_code, reason = "the shape of the domain's type, for the document")]
pub enum PriceWord {
    Fixed,
    From,
    Agreement,
}

/// An order of a paid service.
#[derive(Debug, Serialize, ToSchema)]
pub struct Order {
    /// Opaque id.
    #[schema(value_type = String)]
    id: OrderId,
    /// What was ordered, as it was shown then.
    service: OrderService,
    /// `new`, `accepted`, `scheduled`, `done`, `declined`, `cancelled`.
    #[schema(value_type = String)]
    status: Status,
    /// What became of it, oldest first.
    moves: Vec<OrderStep>,
    /// The day that was wished.
    #[schema(value_type = Option<String>, format = Date)]
    wish_date: Option<Date>,
    /// The part of the day that was wished.
    wish_slot: Option<String>,
    /// You ordered it. Who lives in the same flat sees the order, but neither its comment nor its contact.
    mine: bool,
    /// You can take it back.
    can_cancel: bool,
    /// What was said of it; only your own.
    comment: Option<String>,
    /// Where you are answered; only your own.
    contact: Option<OrderContact>,
    /// When it was ordered.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

/// What was ordered.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderService {
    /// Its id in the catalogue, if it is still there.
    id: String,
    /// Its group.
    group: String,
    /// Its name.
    name: String,
    /// Its price when it was ordered.
    price: PriceShown,
    /// What the price is for.
    unit: Option<String>,
}

/// Where somebody is answered.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderContact {
    /// The address.
    email: Option<String>,
    /// The number.
    phone: Option<String>,
}

/// A move of an order.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderStep {
    /// What it became.
    #[schema(value_type = String)]
    status: Status,
    /// `resident` or `company`.
    #[schema(value_type = String)]
    by: Mover,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// What the company says of it.
    comment: Option<String>,
    /// The day on which somebody comes.
    #[schema(value_type = Option<String>, format = Date)]
    visit_date: Option<Date>,
    /// The part of the day.
    visit_slot: Option<String>,
}

impl Order {
    /// The order as this person sees it.
    pub fn of(item: &OrderItem, viewer: &UserId) -> Self {
        let status = item.progress.status();
        let mine = item.user == *viewer;
        let service = &item.service;
        Self {
            id: item.id.clone(),
            service: OrderService {
                id: service.code.to_string(),
                group: service.group.to_string(),
                name: service.name.to_string(),
                price: PriceShown(service.price),
                unit: service.unit.as_ref().map(ToString::to_string),
            },
            status,
            moves: item.progress.moves().iter().map(OrderStep::of).collect(),
            wish_date: item.wish_date,
            wish_slot: item.wish_slot.as_ref().map(ToString::to_string),
            mine,
            can_cancel: mine && !status.is_final(),
            comment: item.comment.as_ref().filter(|_| mine).map(ToString::to_string),
            contact: item.contact.as_ref().filter(|_| mine).map(OrderContact::of),
            created_at: item.created_at,
        }
    }
}

impl OrderContact {
    fn of(contact: &Contact) -> Self {
        Self { email: contact.email().map(ToString::to_string), phone: contact.phone().map(ToString::to_string) }
    }
}

impl OrderStep {
    fn of(step: &OrderMove) -> Self {
        let visit = step.visit.as_ref();
        Self {
            status: step.status,
            by: step.by,
            at: step.at,
            comment: step.comment.as_ref().map(ToString::to_string),
            visit_date: visit.map(|visit| visit.date),
            visit_slot: visit.and_then(|visit| visit.slot.as_ref()).map(ToString::to_string),
        }
    }
}
