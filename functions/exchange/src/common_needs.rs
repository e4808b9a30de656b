//! Common needs (ОДН) of houses on their way into the table, behind the fence of their period.

mod chunk;
mod house;
mod known;
mod load;
mod row;

pub use known::Known;
pub use load::load;
pub use row::CommonNeedsRow;
