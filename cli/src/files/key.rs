//! What tells the things of a file apart.

use domain::account::AccountNumber;
use domain::line_text::LineText;
use domain::meter::serial_identity;

use super::Record;

/// The natural key of a kind of file.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its columns.
    pub columns: &'static [&'static str],
    /// Rows with the same key that stand one below another are one thing; otherwise each row is one.
    pub gathers: bool,
}

/// A key as the service reads it: two that differ in writing only are the same.
pub type Identity = Vec<String>;

impl Key {
    /// Each row is on its own.
    pub const fn of_rows(columns: &'static [&'static str]) -> Self {
        Self { columns, gathers: false }
    }

    /// Rows of one key belong together.
    pub const fn of_groups(columns: &'static [&'static str]) -> Self {
        Self { columns, gathers: true }
    }

    /// The key as it stands in the file, for people.
    pub fn shown(&self, record: &Record<'_>) -> String {
        let cells: Vec<&str> = self.columns.iter().filter_map(|column| record.cell(column)).collect();
        cells.join(":")
    }

    /// The key of a row; `None` where a part of it is missing.
    pub fn identity(&self, record: &Record<'_>) -> Option<Identity> {
        self.columns.iter().map(|column| canonical(record, column)).collect()
    }
}

fn canonical(record: &Record<'_>, column: &str) -> Option<String> {
    let cell = record.cell(column)?;
    let text =
        |shown: fn(&LineText) -> String| LineText::parse(cell).map_or_else(|_| cell.to_owned(), |text| shown(&text));
    Some(match column {
        "account" | "number" => {
            AccountNumber::parse(cell).map_or_else(|_| cell.to_owned(), |number| number.to_string())
        }
        "meter" | "serial" => text(serial_identity),
        "taken_on" => record.day(column),
        _ => text(LineText::to_string),
    })
}

#[cfg(test)]
mod tests {
    use csv::StringRecord;

    use super::*;
    use crate::files::{Column, Header, required};

    const COLUMNS: &[Column] =
        &[required("account", "Счёт"), required("meter", "Счётчик"), required("taken_on", "Дата")];
    const KEY: Key = Key::of_rows(&["account", "meter", "taken_on"]);

    fn identity(cells: [&str; 3]) -> Option<Identity> {
        let header = Header::read(COLUMNS, &StringRecord::from(vec!["account", "meter", "taken_on"])).unwrap();
        KEY.identity(&Record::new(2, &header, &StringRecord::from(cells.to_vec())))
    }

    #[test]
    fn keys_that_differ_in_writing_only_are_the_same() {
        let known = identity(["30-а", "СВК-1", "2026-10-05"]);
        assert!(known.is_some());
        assert_eq!(identity(["30 -А", "свк-1", "5.10.2026"]), known);
        assert_ne!(identity(["30-а", "СВК-1", "2026-10-06"]), known);
    }

    #[test]
    fn a_key_without_a_part_is_none() {
        assert_eq!(identity(["30001", "", "2026-10-05"]), None);
    }
}
