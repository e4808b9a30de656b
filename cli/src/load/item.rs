//! An item of the API and the cells it came from.

use std::collections::HashMap;

use serde_json::Value;

use crate::files::CellError;

/// What one call carries up to a thousand of.
#[derive(Debug)]
pub struct Item {
    /// Its natural key, as it stands in the file.
    pub key: String,
    /// The item.
    pub value: Value,
    /// Where its parts stand.
    pub places: Places,
}

/// A group of lines out of which no item could be made.
#[derive(Debug)]
pub struct Rejected {
    /// Its natural key, as it stands in the file.
    pub key: String,
    /// The cells at fault.
    pub errors: Vec<CellError>,
}

/// Where the fields of an item stand in the file.
#[derive(Debug, Default)]
pub struct Places {
    /// The first of its rows.
    pub row: u64,
    /// Rows of the parts of its lists: `lines[2]`, `lines[2].recalculations[1]`.
    parts: HashMap<String, u64>,
    /// Columns whose names differ from the fields': `("payments[].date", "payment_date")`, `("values[1]", "value_2")`.
    pub columns: &'static [(&'static str, &'static str)],
}

impl Places {
    /// Nothing but the first of its rows is known.
    pub fn beginning_at(row: u64) -> Self {
        Self { row, ..Self::default() }
    }

    /// Says in which row a part stands.
    pub fn part(&mut self, part: String, row: u64) {
        self.parts.insert(part, row);
    }

    /// Row and column of a field such as `lines[2].total`; of a list's part as a whole, no column.
    pub fn find(&self, field: &str) -> (u64, String) {
        let ends = field.match_indices(']').map(|(at, _)| at + 1).rev();
        let part = ends.map(|end| &field[..end]).find_map(|part| self.parts.get(part));
        (part.map_or(self.row, |row| *row), self.column(field))
    }

    /// The innermost field that has a column; others are their own columns.
    fn column(&self, field: &str) -> String {
        let any = without_indexes(field);
        let is_of = |(name, _): &&(&str, &str)| field.starts_with(name) || any.starts_with(name);
        let renamed = self.columns.iter().filter(is_of).max_by_key(|(name, _)| name.len());
        let own = any.split_once("[].").map_or(any.as_str(), |(_, rest)| rest);
        let own = own.split(['[', '.']).next().unwrap_or_default();
        renamed.map_or(own, |(_, column)| column).to_owned()
    }
}

/// `lines[2].total` → `lines[].total`.
fn without_indexes(field: &str) -> String {
    let mut parts = field.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |path, part| path + "[]" + part.split_once(']').map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_of_the_answer_is_found_in_the_file() {
        let mut places = Places::beginning_at(5);
        places.columns = &[("payments[].date", "payment_date"), ("lines[].recalculations[].amount", "recalculation")];
        places.part("lines[1]".to_owned(), 6);
        places.part("lines[1].recalculations[1]".to_owned(), 8);
        places.part("payments[0]".to_owned(), 7);
        for (field, row, column) in [
            ("closing", 5, "closing"),
            ("readings_window.time_zone", 5, "readings_window"),
            ("lines", 5, "lines"),
            ("lines[1].total", 6, "total"),
            ("lines[1].recalculations[1].amount", 8, "recalculation"),
            ("lines[1].recalculations[0].amount", 6, "recalculation"),
            ("payments[0].date", 7, "payment_date"),
            ("", 5, ""),
        ] {
            assert_eq!(places.find(field), (row, column.to_owned()), "{field}");
        }
    }
}
