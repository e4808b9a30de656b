//! Statements on their way into the table, behind the fence of their period.

mod chunk;
mod doubts;
mod load;
mod row;
mod sent;

pub use load::load;
pub use row::StatementRow;
