//! `order-statuses.csv`: a row a change of an order.

use domain::OrderId;
use serde_json::json;

use super::route::Each;
use super::{Format, object};
use crate::files::{Column, Key, day_of, optional, required};

const COLUMNS: &[Column] = &[
    required("order", "Заявка"),
    required("move_id", "Номер изменения"),
    required("status", "Состояние"),
    optional("visit_date", "День визита"),
    optional("visit_slot", "Время визита"),
    optional("comment", "Комментарий"),
];

/// Names of the states for people.
const STATES: [(&str, &str); 5] = [
    ("принята", "accepted"),
    ("назначен визит", "scheduled"),
    ("выполнена", "done"),
    ("отклонена", "declined"),
    ("отменена", "cancelled"),
];

/// Orders are moved one by one.
pub const ROUTE: Each = Each { of: "orders", id: "order", deed: "status" };

/// A row a change. It always has a number: a file that is loaded again would otherwise move orders back.
pub const FORMAT: Format = Format {
    columns: COLUMNS,
    key: Key::of_rows(&["order", "move_id"]),
    value: |records, _| {
        let record = &records[0];
        Ok(object([
            ("order", record.id("order", OrderId::parse)?),
            ("move_id", record.text("move_id")),
            ("status", record.named("status", &STATES)),
            ("visit_date", json!(record.cell("visit_date").map(day_of))),
            ("visit_slot", record.optional("visit_slot")),
            ("comment", record.optional("comment")),
        ]))
    },
};
