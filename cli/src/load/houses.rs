//! `houses.csv`: a row a house.

use super::item::{Item, Places};
use super::{Format, key_of, object};
use crate::files::{Column, required};

const COLUMNS: &[Column] = &[
    required("code", "Код дома"),
    required("address", "Адрес"),
    required("total_area", "Общая площадь"),
    required("residential_area", "Площадь жилых помещений"),
    required("common_area", "Площадь общего имущества"),
];

/// No two rows belong together, so that a repeated code is noticed.
pub const FORMAT: Format = Format {
    columns: COLUMNS,
    key: &[],
    item: |records| {
        let record = &records[0];
        Ok(Item {
            key: key_of(record, &["code"]),
            value: object([
                ("code", record.text("code")),
                ("address", record.text("address")),
                ("total_area", record.decimal("total_area")),
                ("residential_area", record.decimal("residential_area")),
                ("common_area", record.decimal("common_area")),
            ]),
            places: Places { row: record.row, ..Places::default() },
        })
    },
};
