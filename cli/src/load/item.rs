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
    /// Rows of the parts of its lists: `("lines", 2)`.
    pub parts: HashMap<(&'static str, usize), u64>,
    /// Columns whose names differ from the fields': `("payments", "date")` → `payment_date`.
    pub columns: &'static [(&'static str, &'static str, &'static str)],
}

impl Places {
    /// Row and column of a field such as `lines[2].total`.
    pub fn find(&self, field: &str) -> (u64, String) {
        let Some((list, rest)) = field.split_once('[') else { return (self.row, field.to_owned()) };
        let Some((index, rest)) = rest.split_once(']') else { return (self.row, field.to_owned()) };
        let name = rest.trim_start_matches('.').split(['[', '.']).next().unwrap_or_default();
        let part = self.parts.iter().find(|((of, at), _)| *of == list && index.parse() == Ok(*at));
        let column = self.columns.iter().find(|(of, from, _)| *of == list && *from == name);
        (part.map_or(self.row, |(_, row)| *row), column.map_or(name, |(.., column)| column).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_of_the_answer_is_found_in_the_file() {
        let places = Places {
            row: 5,
            parts: HashMap::from([(("lines", 1), 6), (("payments", 0), 7)]),
            columns: &[("payments", "date", "payment_date")],
        };
        assert_eq!(places.find("closing"), (5, "closing".to_owned()));
        assert_eq!(places.find("lines[1].total"), (6, "total".to_owned()));
        assert_eq!(places.find("payments[0].date"), (7, "payment_date".to_owned()));
        assert_eq!(places.find(""), (5, String::new()));
    }
}
