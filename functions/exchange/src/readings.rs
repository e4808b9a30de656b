//! Readings on their way from the accounting system into the table.

mod row;
mod write;

pub use row::ReadingRow;
pub use write::{Readings, lanes};
