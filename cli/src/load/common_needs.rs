//! `odn.csv`: a row a house and a service.

use super::{Format, object};
use crate::files::{Column, Key, optional, required};

const COLUMNS: &[Column] = &[
    required("house", "Код дома"),
    required("service", "Код услуги"),
    optional("house_volume", "Общедомовой счётчик"),
    required("individual", "Индивидуальные счётчики"),
    required("by_norm", "По нормативу"),
    required("non_residential", "Нежилые помещения"),
    optional("other", "Прочее"),
    optional("cap", "Норматив на дом"),
    required("area_total", "Площадь помещений"),
    required("tariff", "Тариф"),
];

/// A row a calculation.
pub const FORMAT: Format = Format {
    columns: COLUMNS,
    key: Key::of_rows(&["house", "service"]),
    value: |records, _| {
        let record = &records[0];
        Ok(object([
            ("house", record.text("house")),
            ("service", record.text("service")),
            ("house_volume", record.decimal_or_null("house_volume")),
            ("individual", record.decimal("individual")),
            ("by_norm", record.decimal("by_norm")),
            ("non_residential", record.decimal("non_residential")),
            ("other", record.decimal_or_zero("other")),
            ("cap", record.decimal_or_null("cap")),
            ("area_total", record.decimal("area_total")),
            ("tariff", record.decimal("tariff")),
        ]))
    },
};
