//! `readings.csv`: a row a reading.

use super::{Format, object};
use crate::files::{Column, Key, optional, required};

const COLUMNS: &[Column] = &[
    required("account", "Лицевой счёт"),
    required("meter", "Счётчик"),
    required("taken_on", "Дата"),
    required("value_1", "Показание"),
    optional("value_2", "Показание, зона 2"),
    optional("value_3", "Показание, зона 3"),
    optional("source", "Источник"),
];

/// Names of the sources for people.
const SOURCES: [(&str, &str); 3] = [("житель", "resident"), ("обход", "company"), ("автомат", "automatic")];

/// The values of the zones.
const VALUES: &[(&str, &str)] =
    &[("values", "value_1"), ("values[0]", "value_1"), ("values[1]", "value_2"), ("values[2]", "value_3")];

/// A row a reading.
pub const FORMAT: Format = Format {
    columns: COLUMNS,
    key: Key::of_rows(&["account", "meter", "taken_on"]),
    value: |records, places| {
        places.columns = VALUES;
        let record = &records[0];
        Ok(object([
            ("account", record.text("account")),
            ("meter", record.text("meter")),
            ("taken_on", record.date("taken_on")),
            ("values", record.zones(["value_1", "value_2", "value_3"])),
            // A file without a source is the list of a walk-round.
            ("source", record.named_or("source", &SOURCES, "company")),
        ]))
    },
};
