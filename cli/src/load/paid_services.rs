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

/// Stands between the parts of the day in their cell.
const BETWEEN_SLOTS: char = '|';

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
        ("slots", slots(record)),
        ("active", json!(active(record)?)),
    ]))
}

/// A price is fixed where nothing is said of it, and agreed upon where there is none.
fn price_kind(record: &Record<'_>) -> Value {
    let usual = if record.cell("price").is_some() { "fixed" } else { "agreement" };
    let Some(cell) = record.cell("price_kind") else { return json!(usual) };
    let named = PRICE_KINDS.iter().find(|(russian, _)| *russian == cell.to_lowercase());
    json!(named.map_or(cell, |(_, name)| name))
}

fn slots(record: &Record<'_>) -> Value {
    let cell = record.cell("slots").unwrap_or_default();
    json!(cell.split(BETWEEN_SLOTS).map(str::trim).filter(|slot| !slot.is_empty()).collect::<Vec<_>>())
}

fn active(record: &Record<'_>) -> Result<bool, CellError> {
    match record.cell("active").map(str::to_lowercase).as_deref() {
        None | Some("да" | "true" | "1") => Ok(true),
        Some("нет" | "false" | "0") => Ok(false),
        Some(_) => Err(record.wrong("active", "unknown_value", "Укажите «да» или «нет».")),
    }
}
