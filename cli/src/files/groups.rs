//! Rows of a file that belong together: those of one account stand one below another.

use anyhow::{Context as _, Result, bail};

use super::decode::UNREADABLE;
use super::fault::Fault;
use super::key::{Identity, Key};
use super::rows::{Row, Rows};
use super::{CellError, Column, Header, Record, Text};

/// Reads a file group by group.
pub struct Groups<'a> {
    rows: Rows<'a>,
    header: Header,
    key: Key,
    next: Option<Line>,
    /// The row before the next group, where nobody knows whose it was.
    stray: Option<u64>,
}

/// Rows that belong together, never none.
pub struct Group {
    lines: Vec<Line>,
    /// Why it is not whole.
    pub faults: Vec<CellError>,
}

struct Line {
    row: Row,
    fault: Option<CellError>,
    /// Whose it is, where that can be relied upon. A line without a key belongs to nobody, not even to its like.
    identity: Option<Identity>,
}

impl<'a> Groups<'a> {
    /// Reads the header.
    pub fn open(text: &'a Text, columns: &'static [Column], key: Key) -> Result<Self> {
        let mut rows = Rows::new(&text.text, text.delimiter);
        let first = rows.next().context("Файл пуст.")?;
        if first.is_open || first.cells.iter().any(|cell| cell.contains(UNREADABLE)) {
            bail!("Строка заголовков не читается: проверьте её кавычки и кодировку файла.");
        }
        let header = Header::read(columns, &first.cells)?;
        let mut groups = Self { rows, header, key, next: None, stray: None };
        groups.next = groups.line();
        Ok(groups)
    }

    /// The names and places of the columns.
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// How many bytes of the text were read.
    pub const fn position(&self) -> usize {
        self.rows.position()
    }

    /// The next line that is not blank.
    fn line(&mut self) -> Option<Line> {
        let is_blank = |row: &Row| !row.is_open && row.cells.iter().all(|cell| cell.trim().is_empty());
        let row = self.rows.by_ref().find(|row| !is_blank(row))?;
        let fault = Fault::of(&row, &self.header);
        let is_doubtful = |column: &&str| {
            let place = self.header.place(column);
            fault.as_ref().is_some_and(|fault| place.is_none_or(|place| fault.doubtful.contains(&place)))
        };
        let is_sound = !self.key.columns.iter().any(is_doubtful);
        let identity = self.key.identity(&Record::new(row.number, &self.header, &row.cells)).filter(|_| is_sound);
        Some(Line { fault: fault.map(|fault| fault.error), identity, row })
    }

    fn together(&self, one: &Line, other: &Line) -> bool {
        self.key.gathers && one.identity.is_some() && one.identity == other.identity
    }

    /// A row that does not read and may be of the group before it or of the one after it.
    fn stray(&self, line: &Line) -> Option<u64> {
        (self.key.gathers && line.fault.is_some() && line.identity.is_none()).then_some(line.row.number)
    }
}

impl Iterator for Groups<'_> {
    type Item = Group;

    /// A group that has lost a row, or may have, is not whole: what is left of it would stand for all of it.
    fn next(&mut self) -> Option<Group> {
        let mut lines = vec![self.next.take()?];
        while let Some(line) = self.line() {
            if !self.together(&lines[0], &line) {
                self.next = Some(line);
                break;
            }
            lines.push(line);
        }
        let after = self.next.as_ref().and_then(|line| self.stray(line));
        let beside = self.stray.take().or(after);
        self.stray = self.stray(&lines[0]);
        let mut faults: Vec<CellError> = lines.iter_mut().filter_map(|line| line.fault.take()).collect();
        if faults.is_empty() {
            faults.extend(beside.map(|stray| not_whole(lines[0].row.number, stray)));
        }
        Some(Group { lines, faults })
    }
}

impl Group {
    /// Its lines as records.
    pub fn records<'a>(&'a self, header: &'a Header) -> Vec<Record<'a>> {
        self.lines.iter().map(|line| Record::new(line.row.number, header, &line.row.cells)).collect()
    }

    /// Whose they are, where that is known.
    pub fn identity(&self) -> Option<&Identity> {
        self.lines[0].identity.as_ref()
    }
}

fn not_whole(row: u64, stray: u64) -> CellError {
    let message = format!(
        "Строка {stray} рядом не читается, и она может относиться сюда. Исправьте её и загрузите файл ещё раз."
    );
    CellError { row, column: String::new(), code: "row_lost".to_owned(), message }
}
