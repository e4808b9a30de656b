//! Lines of a file that belong together: those of one account stand one below another.

use anyhow::{Context as _, Result};
use csv::{ReaderBuilder, StringRecord};

use super::{Column, Header, Record, Text};

/// Reads a file group by group.
pub struct Groups<'a> {
    reader: csv::Reader<&'a [u8]>,
    header: Header,
    key: &'static [&'static str],
    next: Option<(u64, StringRecord)>,
}

impl<'a> Groups<'a> {
    /// Reads the header. Lines whose `key` columns are the same belong together; without a key each is on its own.
    pub fn open(text: &'a Text, columns: &'static [Column], key: &'static [&'static str]) -> Result<Self> {
        let mut reader =
            ReaderBuilder::new().delimiter(text.delimiter).flexible(true).from_reader(text.text.as_bytes());
        let header = Header::read(columns, reader.headers().context("Строка заголовков не читается")?)?;
        let mut groups = Self { reader, header, key, next: None };
        groups.next = groups.line()?;
        Ok(groups)
    }

    /// The names and places of the columns.
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// How many bytes of the text were read.
    pub fn position(&self) -> u64 {
        self.reader.position().byte()
    }

    /// The lines of the next group with their numbers; none at the end.
    pub fn next_lines(&mut self) -> Result<Vec<(u64, StringRecord)>> {
        let Some(first) = self.next.take() else { return Ok(Vec::new()) };
        let mut lines = vec![first];
        while let Some(line) = self.line()? {
            if self.same(&lines[0].1, &line.1) {
                lines.push(line);
            } else {
                self.next = Some(line);
                break;
            }
        }
        Ok(lines)
    }

    /// A line without a key belongs to nobody, not even to its like.
    fn same(&self, one: &StringRecord, other: &StringRecord) -> bool {
        let key = |line| -> Option<Vec<&str>> { self.key.iter().map(|name| self.header.cell(line, name)).collect() };
        !self.key.is_empty() && key(one).is_some_and(|one| Some(one) == key(other))
    }

    /// The next line that is not blank.
    fn line(&mut self) -> Result<Option<(u64, StringRecord)>> {
        let mut line = StringRecord::new();
        while self.reader.read_record(&mut line).context("Строка файла не читается")? {
            if line.iter().any(|cell| !cell.trim().is_empty()) {
                let row = line.position().map_or(0, csv::Position::line);
                return Ok(Some((row, line)));
            }
        }
        Ok(None)
    }
}

/// The lines of a group as records.
pub fn records(header: &Header, lines: Vec<(u64, StringRecord)>) -> Vec<Record<'_>> {
    lines.into_iter().map(|(row, cells)| Record::new(row, header, cells)).collect()
}
