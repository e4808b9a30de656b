//! Statements on their way into the table, behind the fence of their period.

mod chunk;
mod load;
mod row;

pub use load::Load;
pub use row::StatementRow;
