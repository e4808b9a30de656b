//! `statements.csv`: a row a service; the balances of the account are repeated, and may stand in its first row alone.
//! A row may also, or only, hold a further recalculation, a payment, a share of a recipient or an instalment.

mod columns;
mod lines;

use serde_json::{Value, json};

use super::{Format, Places, check_repeated, object};
use crate::files::{CellError, Key, Record};
use columns::{COLUMNS, INSTALMENT, OF_THE_LINE, PAYMENT, RECALCULATION, RENAMED, SHARE};
use lines::Lines;

/// What every row of an account repeats, or leaves empty.
const OF_THE_ACCOUNT: &[&str] = &["opening", "penalty", "closing", "to_pay", "document_id"];

/// Names of the ways of paying for people.
const CHANNELS: [(&str, &str); 4] = [("кабинет", "online"), ("банк", "bank"), ("почта", "post"), ("касса", "cash")];

/// Rows with the same account belong together.
pub const FORMAT: Format = Format {
    columns: COLUMNS,
    key: Key::of_groups(&["account"]),
    value: |records, places| {
        places.columns = RENAMED;
        statement(records, places)
    },
};

fn statement(records: &[Record<'_>], places: &mut Places) -> Result<Value, CellError> {
    let first = &records[0];
    check_repeated(records, OF_THE_ACCOUNT)?;
    Ok(object([
        ("account", first.text("account")),
        ("opening", first.money("opening")?),
        ("lines", lines(records, places)?),
        ("penalty", first.money_or_zero("penalty")?),
        ("payments", parts(records, places, "payments", PAYMENT, payment)?),
        ("closing", first.money("closing")?),
        ("to_pay", first.money("to_pay")?),
        ("document_id", first.optional("document_id")),
        ("shares", parts(records, places, "shares", SHARE, share)?),
        ("instalments", parts(records, places, "instalments", INSTALMENT, instalment)?),
    ]))
}

fn lines(records: &[Record<'_>], places: &mut Places) -> Result<Value, CellError> {
    let mut lines = Lines::default();
    for record in records {
        if record.cell("service").is_some() {
            lines.add(record, places)?;
        } else if has(record, OF_THE_LINE) || has(record, RECALCULATION) {
            // What is said of a charge without a service would be lost.
            return Err(record.wrong("service", "required", "Укажите код услуги."));
        }
    }
    Ok(lines.into())
}

/// What stands in some columns of those rows that have something there.
fn parts(
    records: &[Record<'_>],
    places: &mut Places,
    list: &str,
    columns: &[&str],
    part: fn(&Record<'_>) -> Result<Value, CellError>,
) -> Result<Value, CellError> {
    let mut found = Vec::new();
    for record in records.iter().filter(|record| has(record, columns)) {
        places.part(format!("{list}[{}]", found.len()), record.row);
        found.push(part(record)?);
    }
    Ok(json!(found))
}

fn has(record: &Record<'_>, columns: &[&str]) -> bool {
    columns.iter().any(|column| record.cell(column).is_some())
}

fn payment(record: &Record<'_>) -> Result<Value, CellError> {
    Ok(object([
        ("id", record.optional("payment_id")),
        ("date", record.date("payment_date")),
        ("amount", record.money("payment_amount")?),
        ("channel", record.named_or("payment_channel", &CHANNELS, "")),
    ]))
}

fn share(record: &Record<'_>) -> Result<Value, CellError> {
    Ok(object([("recipient", record.optional("share_recipient")), ("to_pay", record.money("share_to_pay")?)]))
}

fn instalment(record: &Record<'_>) -> Result<Value, CellError> {
    Ok(object([
        ("name", record.text("instalment_name")),
        ("current", record.money("instalment_current")?),
        ("earlier", record.money_or_zero("instalment_earlier")?),
        ("rate", record.decimal_or_zero("instalment_rate")),
        ("interest", record.money_or_zero("instalment_interest")?),
        ("to_pay", record.money("instalment_to_pay")?),
    ]))
}
