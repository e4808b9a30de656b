//! `accounts.csv`: a row a service; the columns of the account are repeated.

use serde_json::{Value, json};

use super::{Format, Places, check_repeated, object};
use crate::files::{CellError, Column, Key, Record, optional, required};

const COLUMNS: &[Column] = &[
    required("number", "Лицевой счёт"),
    required("house", "Код дома"),
    optional("flat", "Квартира"),
    required("subscriber", "Абонент"),
    required("area", "Площадь"),
    required("residents", "Проживает"),
    optional("unified_account", "ЕЛС"),
    optional("service_id", "Идентификатор ЖКУ"),
    optional("access_code", "Код доступа"),
    optional("service_code", "Код услуги"),
    optional("service_name", "Услуга"),
    optional("supplier", "Поставщик"),
    optional("unit", "Единица"),
    optional("tariff", "Тариф"),
];

/// What every row of an account repeats, or leaves empty.
const OF_THE_ACCOUNT: &[&str] =
    &["house", "flat", "subscriber", "area", "residents", "unified_account", "service_id", "access_code"];

/// Fields of a service whose columns are named otherwise.
const RENAMED: &[(&str, &str)] = &[("services[].code", "service_code"), ("services[].name", "service_name")];

/// Rows with the same number belong together.
pub const FORMAT: Format = Format {
    columns: COLUMNS,
    key: Key::of_groups(&["number"]),
    value: |records, places| {
        places.columns = RENAMED;
        check_repeated(records, OF_THE_ACCOUNT)?;
        let services = services(records, places);
        account(&records[0], &services)
    },
};

fn account(record: &Record<'_>, services: &[Value]) -> Result<Value, CellError> {
    Ok(object([
        ("number", record.text("number")),
        ("house", record.text("house")),
        ("flat", record.optional("flat")),
        ("subscriber", record.text("subscriber")),
        ("area", record.decimal("area")),
        ("residents", record.whole("residents")?),
        ("unified_account", record.optional("unified_account")),
        ("service_id", record.optional("service_id")),
        ("access_code", record.optional("access_code")),
        ("services", json!(services)),
    ]))
}

/// An account without services has one row whose service columns are empty.
fn services(records: &[Record<'_>], places: &mut Places) -> Vec<Value> {
    let mut services = Vec::new();
    for record in records {
        let columns = ["service_code", "service_name", "supplier", "unit", "tariff"];
        if columns.iter().all(|column| record.cell(column).is_none()) {
            continue;
        }
        places.part(format!("services[{}]", services.len()), record.row);
        services.push(object([
            ("code", record.text("service_code")),
            ("name", record.text("service_name")),
            ("supplier", record.text("supplier")),
            ("unit", record.text("unit")),
            ("tariff", record.decimal("tariff")),
        ]));
    }
    services
}
