//! `statements.csv`: a row a service; the balances of the account are repeated, and may stand in its first row alone.
//! A row may also, or only, hold a payment.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{Format, check_repeated, object};
use crate::files::{CellError, Column, Key, Record, optional, required};

const COLUMNS: &[Column] = &[
    required("account", "Лицевой счёт"),
    required("opening", "Входящий остаток"),
    optional("penalty", "Пени"),
    required("closing", "Исходящий остаток"),
    required("to_pay", "К оплате"),
    required("service", "Код услуги"),
    required("name", "Услуга"),
    required("unit", "Единица"),
    required("individual_volume", "Объём"),
    optional("odn_volume", "Объём ОДН"),
    required("tariff", "Тариф"),
    required("base", "Начислено"),
    optional("recalculation", "Перерасчёт"),
    optional("recalculation_period", "Период перерасчёта"),
    optional("recalculation_reason", "Причина перерасчёта"),
    optional("privilege", "Льгота"),
    required("total", "Итого"),
    optional("recipient", "Получатель"),
    optional("norm", "Норматив"),
    optional("payment_date", "Дата оплаты"),
    optional("payment_amount", "Оплачено"),
    optional("payment_channel", "Способ оплаты"),
    optional("payment_id", "Номер платежа кабинета"),
];

/// Columns that say that a row holds a recalculation, or a payment.
const RECALCULATION: [&str; 3] = ["recalculation", "recalculation_period", "recalculation_reason"];
const PAYMENT: [&str; 4] = ["payment_date", "payment_amount", "payment_channel", "payment_id"];

/// Names of the ways of paying for people.
const CHANNELS: [(&str, &str); 4] = [("кабинет", "online"), ("банк", "bank"), ("почта", "post"), ("касса", "cash")];

/// Fields of lines and payments whose columns are named otherwise.
const RENAMED: &[(&str, &str, &str)] = &[
    ("lines", "recalculations", "recalculation"),
    ("payments", "id", "payment_id"),
    ("payments", "date", "payment_date"),
    ("payments", "amount", "payment_amount"),
    ("payments", "channel", "payment_channel"),
];

/// Rows with the same account belong together.
pub const FORMAT: Format = Format {
    columns: COLUMNS,
    key: Key::of_groups(&["account"]),
    value: |records, places| {
        places.columns = RENAMED;
        statement(records, &mut places.parts)
    },
};

fn statement(records: &[Record<'_>], parts: &mut HashMap<(&'static str, usize), u64>) -> Result<Value, CellError> {
    let first = &records[0];
    check_repeated(records, &["opening", "penalty", "closing", "to_pay"])?;
    let (mut lines, mut payments) = (Vec::new(), Vec::new());
    for record in records {
        if record.cell("service").is_some() {
            parts.insert(("lines", lines.len()), record.row);
            lines.push(line(record)?);
        } else {
            refuse_loose_charges(record)?;
        }
        if PAYMENT.iter().any(|column| record.cell(column).is_some()) {
            parts.insert(("payments", payments.len()), record.row);
            payments.push(payment(record)?);
        }
    }
    Ok(object([
        ("account", first.text("account")),
        ("opening", first.money("opening")?),
        ("lines", json!(lines)),
        ("penalty", first.money_or_zero("penalty")?),
        ("payments", json!(payments)),
        ("closing", first.money("closing")?),
        ("to_pay", first.money("to_pay")?),
    ]))
}

/// A charge without a service would be lost.
fn refuse_loose_charges(record: &Record<'_>) -> Result<(), CellError> {
    let charges = ["name", "base", "recalculation", "privilege", "total"];
    if charges.iter().any(|column| record.cell(column).is_some()) {
        return Err(record.wrong("service", "required", "Укажите код услуги."));
    }
    Ok(())
}

fn line(record: &Record<'_>) -> Result<Value, CellError> {
    Ok(object([
        ("service", record.text("service")),
        ("name", record.text("name")),
        ("unit", record.text("unit")),
        ("individual_volume", record.decimal("individual_volume")),
        ("odn_volume", record.decimal_or_zero("odn_volume")),
        ("tariff", record.decimal("tariff")),
        ("base", record.money("base")?),
        ("recalculations", recalculations(record)?),
        ("privilege", record.money_or_zero("privilege")?),
        ("total", record.money("total")?),
        ("recipient", record.optional("recipient")),
        ("norm", record.decimal_or_null("norm")),
    ]))
}

fn recalculations(record: &Record<'_>) -> Result<Value, CellError> {
    if RECALCULATION.iter().all(|column| record.cell(column).is_none()) {
        return Ok(json!([]));
    }
    Ok(json!([object([
        ("period", record.text("recalculation_period")),
        ("amount", record.money("recalculation")?),
        ("reason", record.text("recalculation_reason")),
    ])]))
}

fn payment(record: &Record<'_>) -> Result<Value, CellError> {
    let channel = record.cell("payment_channel").unwrap_or_default();
    let named = CHANNELS.iter().find(|(russian, _)| *russian == channel.to_lowercase());
    Ok(object([
        ("id", record.optional("payment_id")),
        ("date", record.date("payment_date")),
        ("amount", record.money("payment_amount")?),
        ("channel", json!(named.map_or(channel, |(_, name)| name))),
    ]))
}
