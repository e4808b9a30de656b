//! Accounts on their way into the table.

mod plan;
mod row;
mod write;

pub use row::AccountRow;
pub use write::Accounts;
