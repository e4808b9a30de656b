//! From text to rows of cells (RFC 4180). A quote that is left open takes its own row with it and no other.

use std::borrow::Cow;

use csv::StringRecord;

/// The ends of lines, whatever program wrote them.
const LINE_ENDS: [char; 2] = ['\n', '\r'];

/// A row as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Number of its line in the file, from 1; where a quote is left open, of the line with that quote.
    pub number: u64,
    /// Its cells; where a quote is left open, those before it.
    pub cells: StringRecord,
    /// The last of its cells begins with a quote that nothing closes.
    pub is_open: bool,
}

/// Reads a text row by row, the header too.
#[derive(Debug)]
pub struct Rows<'a> {
    rest: &'a str,
    length: usize,
    delimiter: char,
    line: u64,
    /// Delimiters of the header.
    width: Option<usize>,
}

impl<'a> Rows<'a> {
    /// Nothing read yet.
    pub const fn new(text: &'a str, delimiter: char) -> Self {
        Self { rest: text, length: text.len(), delimiter, line: 1, width: None }
    }

    /// How many bytes of the text were read.
    pub const fn position(&self) -> usize {
        self.length - self.rest.len()
    }

    /// A cell; `None`, and nothing read, where it is a quote that nothing closes.
    fn cell(&mut self, before: usize) -> Option<Cow<'a, str>> {
        let Some(quoted) = self.rest.strip_prefix('"') else {
            let end = self.rest.find([self.delimiter, LINE_ENDS[0], LINE_ENDS[1]]).unwrap_or(self.rest.len());
            let (cell, rest) = self.rest.split_at(end);
            self.rest = rest;
            return Some(Cow::Borrowed(cell));
        };
        let (inside, rest) = self.closed(quoted).filter(|(inside, rest)| !self.swallows(before, inside, rest))?;
        self.line += line_ends(inside);
        self.rest = rest;
        Some(Cow::Owned(inside.replace("\"\"", "\"")))
    }

    /// What stands before the closing quote and what after it. That quote is the first that is not doubled, and the cell
    /// ends with it: a quote before a letter is the next row's opening one, or one that somebody forgot to double.
    fn closed(&self, quoted: &'a str) -> Option<(&'a str, &'a str)> {
        let mut from = 0;
        loop {
            let at = from + quoted.get(from..)?.find('"')?;
            let (inside, rest) = (quoted.get(..at)?, quoted.get(at + 1..)?);
            if rest.starts_with('"') {
                from = at + 2;
                continue;
            }
            let rest = rest.trim_start_matches(' ');
            let ends = rest.is_empty() || rest.starts_with(self.delimiter) || rest.starts_with(LINE_ENDS);
            return ends.then_some((inside, rest));
        }
    }

    /// Whether a cell of several lines goes from the middle of one whole row to the middle of another: two quotes that
    /// stand by themselves look like a pair.
    fn swallows(&self, before: usize, inside: &str, rest: &str) -> bool {
        let count = |text: &str| text.matches(self.delimiter).count();
        let Some((first, _)) = inside.split_once(LINE_ENDS) else { return false };
        let last = inside.rsplit(LINE_ENDS).next().unwrap_or_default();
        let end = rest.split(LINE_ENDS).next().unwrap_or_default();
        self.width.is_some_and(|width| width > 0 && [before + count(first), count(last) + count(end)] == [width; 2])
    }

    fn end_line(&mut self) {
        let rest = self.rest.strip_prefix("\r\n").or_else(|| self.rest.strip_prefix(LINE_ENDS));
        if let Some(rest) = rest {
            self.rest = rest;
            self.line += 1;
        }
    }

    /// Goes on with the next line: whatever an open quote would take in is most likely rows.
    fn skip_line(&mut self) {
        let end = self.rest.find(LINE_ENDS).unwrap_or(self.rest.len());
        self.rest = self.rest.split_at(end).1;
        self.end_line();
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        if self.rest.is_empty() {
            return None;
        }
        let mut row = Row { number: self.line, cells: StringRecord::new(), is_open: false };
        loop {
            let Some(cell) = self.cell(row.cells.len()) else {
                row = Row { number: self.line, is_open: true, ..row };
                self.skip_line();
                break;
            };
            row.cells.push_field(&cell);
            match self.rest.strip_prefix(self.delimiter) {
                Some(rest) => self.rest = rest,
                None => break self.end_line(),
            }
        }
        self.width.get_or_insert(row.cells.len().saturating_sub(1));
        Some(row)
    }
}

fn line_ends(text: &str) -> u64 {
    let ends = text.matches(LINE_ENDS).count() - text.matches("\r\n").count();
    u64::try_from(ends).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, Vec<String>, bool)> {
        let cells = |row: &Row| row.cells.iter().map(str::to_owned).collect();
        Rows::new(text, ';').map(|row| (row.number, cells(&row), row.is_open)).collect()
    }

    fn whole(number: u64, cells: &[&str]) -> (u64, Vec<String>, bool) {
        (number, cells.iter().map(|&cell| cell.to_owned()).collect(), false)
    }

    fn open(number: u64, cells: &[&str]) -> (u64, Vec<String>, bool) {
        (number, cells.iter().map(|&cell| cell.to_owned()).collect(), true)
    }

    #[test]
    fn lines_end_as_any_program_ends_them() {
        let expected = [whole(1, &["a", "b"]), whole(2, &["1", ""]), whole(3, &["2", "3"])];
        for text in ["a;b\n1;\n2;3", "a;b\r\n1;\r\n2;3\r\n", "a;b\r1;\r2;3\r"] {
            assert_eq!(rows(text), expected, "{text:?}");
        }
    }

    #[test]
    fn quotes_hold_delimiters_line_ends_and_quotes() {
        let text = "a;b\n\"1;2\";\"УК \"\"Волга\"\"\" \n\"два\r\nряда\";3\n4;ул. \"Мира\"\n\"\";\"\"";
        let expected = [
            whole(1, &["a", "b"]),
            whole(2, &["1;2", "УК \"Волга\""]),
            whole(3, &["два\r\nряда", "3"]),
            whole(5, &["4", "ул. \"Мира\""]),
            whole(6, &["", ""]),
        ];
        assert_eq!(rows(text), expected);
    }

    #[test]
    fn an_open_quote_takes_no_other_row_with_it() {
        let (header, third) = (whole(1, &["a", "b", "c"]), whole(3, &["4", "5", "6"]));
        for broken in ["1;\"2;3", "1;\"ООО \"Волга\"\";3", "1;\"2\"x;3"] {
            assert_eq!(
                rows(&format!("a;b;c\n{broken}\n4;5;6")),
                [header.clone(), open(2, &["1"]), third.clone()],
                "{broken}"
            );
        }
        let text = "a;b;c\n1;\"2;3\n4;\"5\";6";
        assert_eq!(rows(text), [header, open(2, &["1"]), third]);
    }

    #[test]
    fn an_open_quote_is_told_where_it_stands() {
        assert_eq!(rows("a;b;c\n1;\"2\n3\";\"4"), [whole(1, &["a", "b", "c"]), open(3, &["1", "2\n3"])]);
    }

    #[test]
    fn two_quotes_that_stand_by_themselves_are_no_pair() {
        let text = "a;b;c\n1;\"2;3\n4;5\";6\n7;8;9";
        let expected =
            [whole(1, &["a", "b", "c"]), open(2, &["1"]), whole(3, &["4", "5\"", "6"]), whole(4, &["7", "8", "9"])];
        assert_eq!(rows(text), expected);
    }
}
