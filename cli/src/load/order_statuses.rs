//! `order-statuses.csv`: a row a change of an order.

use domain::OrderId;
use domain::code::Refusal as _;
use serde_json::{Value, json};

use super::route::Each;
use super::{Format, object};
use crate::files::{Column, Key, Record, optional, required};

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
        // It becomes a part of an address.
        let order = OrderId::parse(record.cell("order").unwrap_or_default());
        order.map_err(|error| record.wrong("order", error.code(), &error.message()))?;
        Ok(object([
            ("order", record.text("order")),
            ("move_id", record.text("move_id")),
            ("status", record.named("status", &STATES)),
            ("visit_date", visit_date(record)),
            ("visit_slot", record.optional("visit_slot")),
            ("comment", record.optional("comment")),
        ]))
    },
};

fn visit_date(record: &Record<'_>) -> Value {
    if record.cell("visit_date").is_some() { record.date("visit_date") } else { json!(null) }
}
