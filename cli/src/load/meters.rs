//! `meters.csv`: a row a meter.

use serde_json::Value;

use super::{Format, object};
use crate::files::{CellError, Column, Key, Record, optional, required};

const COLUMNS: &[Column] = &[
    required("account", "Лицевой счёт"),
    required("serial", "Заводской номер"),
    required("resource", "Ресурс"),
    required("unit", "Единица"),
    required("zones", "Зон"),
    required("digits", "Разрядность"),
    required("verification_due", "Поверка до"),
    optional("place", "Место"),
    required("initial_1", "Начальное показание"),
    optional("initial_2", "Начальное показание, зона 2"),
    optional("initial_3", "Начальное показание, зона 3"),
];

/// Names of the resources for people.
const RESOURCES: [(&str, &str); 5] = [
    ("холодная вода", "cold_water"),
    ("горячая вода", "hot_water"),
    ("электроэнергия", "electricity"),
    ("газ", "gas"),
    ("отопление", "heat"),
];

/// The values of the zones.
const INITIAL: &[(&str, &str)] =
    &[("initial", "initial_1"), ("initial[0]", "initial_1"), ("initial[1]", "initial_2"), ("initial[2]", "initial_3")];

/// A row a meter.
pub const FORMAT: Format = Format {
    columns: COLUMNS,
    key: Key::of_rows(&["account", "serial"]),
    value: |records, places| {
        places.columns = INITIAL;
        meter(&records[0])
    },
};

fn meter(record: &Record<'_>) -> Result<Value, CellError> {
    Ok(object([
        ("account", record.text("account")),
        ("serial", record.text("serial")),
        ("resource", record.named_or("resource", &RESOURCES, "")),
        ("unit", record.text("unit")),
        ("zones", record.whole("zones")?),
        ("digits", record.whole("digits")?),
        ("verification_due", record.date("verification_due")),
        ("place", record.optional("place")),
        ("initial", record.zones(["initial_1", "initial_2", "initial_3"])),
    ]))
}
