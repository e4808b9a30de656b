//! CSV files as accountants have them: with `;` or `,`, in UTF-8 or windows-1251, with Russian or English headers.

mod columns;
mod decode;
mod errors;
mod fault;
mod groups;
mod key;
mod record;
mod rows;

pub use columns::{Column, Header, optional, required};
pub use decode::{Text, read_text};
pub use errors::ErrorFile;
pub use groups::{Group, Groups};
pub use key::{Identity, Key};
pub use record::{CellError, Record, day_of};
