//! `houses.csv`: a row a house.

use super::{Format, object};
use crate::files::{Column, Key, required};

const COLUMNS: &[Column] = &[
    required("code", "Код дома"),
    required("address", "Адрес"),
    required("total_area", "Общая площадь"),
    required("residential_area", "Площадь жилых помещений"),
    required("common_area", "Площадь общего имущества"),
];

/// A row a house.
pub const FORMAT: Format = Format {
    columns: COLUMNS,
    key: Key::of_rows(&["code"]),
    value: |records, _| {
        let record = &records[0];
        Ok(object([
            ("code", record.text("code")),
            ("address", record.text("address")),
            ("total_area", record.decimal("total_area")),
            ("residential_area", record.decimal("residential_area")),
            ("common_area", record.decimal("common_area")),
        ]))
    },
};
