//! From the items of the table to the payment document: what the page of a resident and the mailing have in common.
//!
//! Architecture invariant: carries the typesetter, so only `receipts` and `mailer` depend on it.

#![warn(missing_docs)]

mod page;
mod published;
mod readings;
mod typesetter;

pub use page::ReceiptPage;
pub use published::Published;
pub use typesetter::{Typesetter, TypesetterError};
