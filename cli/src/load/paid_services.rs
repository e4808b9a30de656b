//! `paid-services.csv`: a row a service.

use serde_json::{Value, json};

use super::{Format, object};
use crate::files::{CellError, Column, Key, Record, optional, required};

const COLUMNS: &[Column] = &[
    required("code", "Код услуги"),
    required("group", "Группа"),
    required("name", "Услуга"),
    optional("description", "Описание"),
    required("price", "Цена"),
    optional("price_kind", "Вид цены"),
    optional("unit", "Единица"),
    optional("conditions", "Условия"),
    optional("slots", "Время"),
    optional("active", "Предлагается"),
];

/// Names of the kinds of prices for people.
const PRICE_KINDS: [(&str, &str); 3] = [("фиксированная", "fixed"), ("от", "from"), ("по договорённости", "agreement")];

/// A row a service.
pub const FORMAT: Format =
    Format { columns: COLUMNS, key: Key::of_rows(&["code"]), value: |records, _| service(&records[0]) };

fn service(record: &Record<'_>) -> Result<Value, CellError> {
    let price = record.cell("price").map(|_| record.money("price")).transpose()?;
    Ok(object([
        ("code", record.text("code")),
        ("group", record.text("group")),
        ("name", record.text("name")),
        ("description", record.optional("description")),
        ("price", json!(price)),
        ("price_kind", price_kind(record)),
        ("unit", record.optional("unit")),
        ("conditions", record.optional("conditions")),
        ("slots", record.list("slots")),
        ("active", json!(record.yes_or_no("active")?.unwrap_or(true))),
    ]))
}

/// A price is fixed where nothing is said of it, and agreed upon where there is none.
fn price_kind(record: &Record<'_>) -> Value {
    let usual = if record.cell("price").is_some() { "fixed" } else { "agreement" };
    record.named_or("price_kind", &PRICE_KINDS, usual)
}
