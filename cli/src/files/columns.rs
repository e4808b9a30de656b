//! Which columns a file has and where they stand.

use anyhow::{Result, bail};
use csv::StringRecord;

/// A column: its name in the API and its name for people. A header may use either.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Name in the API.
    pub name: &'static str,
    /// Name for people.
    pub russian: &'static str,
    required: bool,
}

/// A column that a file must have.
pub const fn required(name: &'static str, russian: &'static str) -> Column {
    Column { name, russian, required: true }
}

/// A column that may be left out.
pub const fn optional(name: &'static str, russian: &'static str) -> Column {
    Column { name, russian, required: false }
}

/// Where the known columns stand in a file.
#[derive(Debug, Clone)]
pub struct Header {
    columns: &'static [Column],
    places: Vec<Option<usize>>,
}

impl Header {
    /// Finds the columns. A column that nobody knows is refused: its numbers would be lost silently.
    pub fn read(columns: &'static [Column], header: &StringRecord) -> Result<Self> {
        let mut places = vec![None; columns.len()];
        for (place, title) in header.iter().enumerate() {
            let title = title.trim();
            let same = |column: &Column| [column.name, column.russian].iter().any(|name| equal(name, title));
            match columns.iter().position(same) {
                Some(index) if places[index].is_some() => bail!("Столбец «{title}» встречается дважды."),
                Some(index) => places[index] = Some(place),
                None if title.is_empty() => {}
                None => bail!("Столбец «{title}» неизвестен. Возможные столбцы: {}.", names(columns.iter())),
            }
        }
        let missing: Vec<&Column> = columns
            .iter()
            .zip(&places)
            .filter(|(column, place)| column.required && place.is_none())
            .map(|(column, _)| column)
            .collect();
        if !missing.is_empty() {
            bail!("В файле нет столбцов: {}.", names(missing.into_iter()));
        }
        Ok(Self { columns, places })
    }

    /// The cell of a column in a line, trimmed; `None` where it is empty.
    pub fn cell<'a>(&self, line: &'a StringRecord, name: &str) -> Option<&'a str> {
        let cell = line.get(self.place(name)?)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    /// Where a column stands.
    pub fn place(&self, name: &str) -> Option<usize> {
        let index = self.columns.iter().position(|column| column.name == name)?;
        self.places[index]
    }

    /// The column that stands in a place; `None` where the header names none.
    pub fn name_at(&self, place: usize) -> Option<&'static str> {
        let index = self.places.iter().position(|known| *known == Some(place))?;
        Some(self.columns[index].name)
    }
}

fn equal(name: &str, title: &str) -> bool {
    name.to_lowercase() == title.to_lowercase()
}

fn names<'a>(columns: impl Iterator<Item = &'a Column>) -> String {
    columns.map(|column| format!("{} ({})", column.russian, column.name)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[required("code", "Код дома"), optional("note", "Примечание")];

    fn header(titles: &[&str]) -> Result<Header> {
        Header::read(COLUMNS, &StringRecord::from(titles.to_vec()))
    }

    #[test]
    fn russian_and_english_titles_mean_the_same_columns() {
        let line = StringRecord::from(vec![" x ", "5"]);
        assert_eq!(header(&["note", "КОД ДОМА"]).unwrap().cell(&line, "code"), Some("5"));
        assert_eq!(header(&["Примечание", "Code"]).unwrap().cell(&line, "note"), Some("x"));
    }

    #[test]
    fn a_missing_and_an_unknown_column_are_named() {
        assert!(header(&["note"]).unwrap_err().to_string().contains("Код дома"));
        assert!(header(&["code", "цвет"]).unwrap_err().to_string().contains("цвет"));
        assert!(header(&["code", "Код дома"]).unwrap_err().to_string().contains("дважды"));
    }
}
