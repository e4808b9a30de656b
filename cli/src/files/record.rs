//! A line of a file, and what may be wrong with a cell of it.

use csv::StringRecord;
use domain::Money;
use domain::code::Refusal;
use serde_json::{Value, json};

use super::Header;

/// A line with its number in the file; the header is line 1.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// Number of the row as a spreadsheet shows it.
    pub row: u64,
    header: &'a Header,
    cells: &'a StringRecord,
}

/// A cell that does not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellError {
    /// Number of the row.
    pub row: u64,
    /// Name of the column in the API.
    pub column: String,
    /// Stable code.
    pub code: String,
    /// What is wrong, in Russian.
    pub message: String,
}

impl<'a> Record<'a> {
    /// A line under a header.
    pub const fn new(row: u64, header: &'a Header, cells: &'a StringRecord) -> Self {
        Self { row, header, cells }
    }

    /// The cell, `None` where it is empty.
    pub fn cell(&self, column: &str) -> Option<&str> {
        self.header.cell(self.cells, column)
    }

    /// The cell as text; empty text where it is empty, which the service refuses where it must not be.
    pub fn text(&self, column: &str) -> Value {
        json!(self.cell(column).unwrap_or_default())
    }

    /// The cell as text or null.
    pub fn optional(&self, column: &str) -> Value {
        json!(self.cell(column))
    }

    /// The cell as a decimal: spaces between the digits, which spreadsheets like to put there, are dropped.
    pub fn decimal(&self, column: &str) -> Value {
        json!(without_spaces(self.cell(column).unwrap_or_default()))
    }

    /// The cell as a decimal, zero where it is empty.
    pub fn decimal_or_zero(&self, column: &str) -> Value {
        json!(without_spaces(self.cell(column).unwrap_or("0")))
    }

    /// The cell as a decimal, null where it is empty.
    pub fn decimal_or_null(&self, column: &str) -> Value {
        json!(self.cell(column).map(without_spaces))
    }

    /// The values of a meter's zones, up to the last that is filled: a gap is sent as it is, for the service to refuse.
    pub fn zones(&self, columns: [&str; 3]) -> Value {
        let filled = columns.iter().rposition(|column| self.cell(column).is_some()).map_or(0, |last| last + 1);
        columns[..filled].iter().map(|column| self.decimal(column)).collect()
    }

    /// The cell as a whole number.
    pub fn whole(&self, column: &str) -> Result<Value, CellError> {
        let cell = without_spaces(self.cell(column).unwrap_or_default());
        let number: Result<u32, _> = cell.parse();
        number.map(|number| json!(number)).map_err(|_| self.wrong(column, "not_a_number", "Укажите целое число."))
    }

    /// The cell as roubles; the API wants kopecks.
    pub fn money(&self, column: &str) -> Result<Value, CellError> {
        let cell = without_spaces(self.cell(column).unwrap_or_default());
        let money = Money::parse_roubles(&cell);
        money.map(|money| json!(money)).map_err(|refusal| self.wrong(column, refusal.code(), &refusal.message()))
    }

    /// The cell as roubles, zero where it is empty.
    pub fn money_or_zero(&self, column: &str) -> Result<Value, CellError> {
        if self.cell(column).is_some() { self.money(column) } else { Ok(json!(0)) }
    }

    /// The cell as a day: `2026-10-31` or, as spreadsheets write it, `31.10.2026`.
    pub fn date(&self, column: &str) -> Value {
        json!(self.day(column))
    }

    /// The day as the API writes it, if it is one.
    pub fn day(&self, column: &str) -> String {
        day_of(self.cell(column).unwrap_or_default())
    }

    /// The cell by its name in the API, where these are the names for people; null where it is empty.
    pub fn named(&self, column: &str, names: &[(&str, &str)]) -> Value {
        self.cell(column).map_or(Value::Null, |cell| named(cell, names))
    }

    /// The same with what an empty cell means.
    pub fn named_or(&self, column: &str, names: &[(&str, &str)], usual: &str) -> Value {
        self.cell(column).map_or(json!(usual), |cell| named(cell, names))
    }

    /// The cell as an id that becomes a part of an address.
    pub fn id<T, E: Refusal>(&self, column: &str, parse: fn(&str) -> Result<T, E>) -> Result<Value, CellError> {
        let cell = self.cell(column).unwrap_or_default();
        let id = parse(cell).map(|_| json!(cell));
        id.map_err(|refusal| self.wrong(column, refusal.code(), &refusal.message()))
    }

    /// What stands between the `|` of the cell.
    pub fn list(&self, column: &str) -> Value {
        let cell = self.cell(column).unwrap_or_default();
        json!(cell.split('|').map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>())
    }

    /// «да» or «нет»; `None` where the cell is empty.
    pub fn yes_or_no(&self, column: &str) -> Result<Option<bool>, CellError> {
        match self.cell(column).map(str::to_lowercase).as_deref() {
            None => Ok(None),
            Some("да" | "true" | "1") => Ok(Some(true)),
            Some("нет" | "false" | "0") => Ok(Some(false)),
            Some(_) => Err(self.wrong(column, "unknown_value", "Укажите «да» или «нет».")),
        }
    }

    /// A refusal of this cell.
    pub fn wrong(&self, column: &str, code: &str, message: &str) -> CellError {
        CellError { row: self.row, column: column.to_owned(), code: code.to_owned(), message: message.to_owned() }
    }
}

fn named(cell: &str, names: &[(&str, &str)]) -> Value {
    let known = names.iter().find(|(russian, _)| *russian == cell.to_lowercase());
    json!(known.map_or(cell, |(_, name)| name))
}

/// A day as the API writes it, if it is one.
pub fn day_of(text: &str) -> String {
    let parts: Vec<&str> = text.split('.').collect();
    match parts[..] {
        [day, month, year] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => text.to_owned(),
    }
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::required;
    use super::*;
    use crate::files::Column;

    const COLUMNS: &[Column] = &[required("x", "Икс")];

    fn with<T>(cell: &str, read: impl Fn(&Record) -> T) -> T {
        let header = Header::read(COLUMNS, &StringRecord::from(vec!["x"])).unwrap();
        read(&Record::new(2, &header, &StringRecord::from(vec![cell])))
    }

    #[test]
    fn roubles_become_kopecks() {
        assert_eq!(with("1\u{a0}234,5", |record| record.money("x")), Ok(json!(123_450)));
        assert_eq!(with("", |record| record.money_or_zero("x")), Ok(json!(0)));
        assert_eq!(with("рубль", |record| record.money("x")).unwrap_err().code, "money_malformed");
    }

    #[test]
    fn a_day_is_read_as_spreadsheets_write_it() {
        assert_eq!(with("5.9.2026", |record| record.date("x")), json!("2026-09-05"));
        assert_eq!(with("2026-09-05", |record| record.date("x")), json!("2026-09-05"));
    }
}
