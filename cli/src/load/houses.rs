//! `houses.csv`: a row a house. A load replaces a house whole, so its own days of readings stand here too.

use serde_json::{Value, json};

use super::{Format, object};
use crate::files::{CellError, Column, Key, Record, optional, required};

const COLUMNS: &[Column] = &[
    required("code", "Код дома"),
    required("address", "Адрес"),
    required("total_area", "Общая площадь"),
    required("residential_area", "Площадь жилых помещений"),
    required("common_area", "Площадь общего имущества"),
    optional("window_from_day", "Показания с"),
    optional("window_to_day", "Показания по"),
    optional("time_zone", "Часовой пояс"),
];

/// Fields whose columns are named otherwise.
const RENAMED: &[(&str, &str)] = &[
    ("readings_window", "window_from_day"),
    ("readings_window.from_day", "window_from_day"),
    ("readings_window.to_day", "window_to_day"),
    ("readings_window.time_zone", "time_zone"),
];

/// A row a house.
pub const FORMAT: Format = Format {
    columns: COLUMNS,
    key: Key::of_rows(&["code"]),
    value: |records, places| {
        places.columns = RENAMED;
        let record = &records[0];
        Ok(object([
            ("code", record.text("code")),
            ("address", record.text("address")),
            ("total_area", record.decimal("total_area")),
            ("residential_area", record.decimal("residential_area")),
            ("common_area", record.decimal("common_area")),
            ("readings_window", window(record)?),
        ]))
    },
};

/// The days of the house, where it does not go by the company's.
fn window(record: &Record<'_>) -> Result<Value, CellError> {
    if ["window_from_day", "window_to_day", "time_zone"].iter().all(|column| record.cell(column).is_none()) {
        return Ok(json!(null));
    }
    Ok(object([
        ("from_day", record.whole("window_from_day")?),
        ("to_day", record.whole("window_to_day")?),
        ("time_zone", record.optional("time_zone")),
    ]))
}
