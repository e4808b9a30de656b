//! What is wrong with a row before anybody looks at what its cells say.

use std::ops::Range;

use super::decode::UNREADABLE;
use super::rows::Row;
use super::{CellError, Header};

/// Why a row does not read.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The cell at fault, and the reason.
    pub error: CellError,
    /// Cells in these places may not be what they seem.
    pub doubtful: Range<usize>,
}

impl Fault {
    /// The first fault of a row.
    pub fn of(row: &Row, header: &Header) -> Option<Self> {
        open_quote(row, header).or_else(|| unreadable(row, header)).or_else(|| nameless(row, header))
    }
}

fn open_quote(row: &Row, header: &Header) -> Option<Fault> {
    let message = "Ячейка начинается с кавычки, а закрывающей кавычки в её конце нет. Кавычки внутри ячейки удваиваются: \
                   \"ТСЖ \"\"Волга\"\"\".";
    let place = row.cells.len();
    let error = || error(row, header, place, "quote_open", message);
    row.is_open.then(|| Fault { error: error(), doubtful: place..usize::MAX })
}

fn unreadable(row: &Row, header: &Header) -> Option<Fault> {
    let is_unreadable = |cell: &str| cell.contains(UNREADABLE);
    let first = row.cells.iter().position(is_unreadable)?;
    let last = row.cells.iter().enumerate().filter(|(_, cell)| is_unreadable(cell)).map(|(place, _)| place).last();
    let message = "В ячейке есть знаки не той кодировки, что в остальном файле. Исправьте их и сохраните файл заново.";
    let error = error(row, header, first, "encoding_differs", message);
    Some(Fault { error, doubtful: first..last.unwrap_or(first) + 1 })
}

/// What stands in no column would be lost. A delimiter too many may stand anywhere in the row, and moves all that is
/// right of it; left of any is the first cell only.
fn nameless(row: &Row, header: &Header) -> Option<Fault> {
    let is_lost = |(place, cell): &(usize, &str)| header.name_at(*place).is_none() && !cell.trim().is_empty();
    let (place, _) = row.cells.iter().enumerate().find(is_lost)?;
    let message = "Над этой ячейкой нет заголовка. Проверьте, нет ли в строке лишнего разделителя: ячейка, внутри \
                   которой он стоит, берётся в кавычки.";
    Some(Fault { error: error(row, header, place, "column_unknown", message), doubtful: 1..usize::MAX })
}

/// A cell without a column is told by its number.
fn error(row: &Row, header: &Header, place: usize, code: &str, message: &str) -> CellError {
    let column = header.name_at(place).map_or_else(|| format!("№ {}", place + 1), str::to_owned);
    CellError { row: row.number, column, code: code.to_owned(), message: message.to_owned() }
}
