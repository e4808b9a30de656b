//! The single DynamoDB table: keys, entities, access patterns, transactions.
//!
//! Architecture invariant: no other crate builds a key, an expression or an attribute value. There is no storage
//! trait and no in-memory stand-in: everywhere it is the DynamoDB API.

#![warn(missing_docs)]

pub mod batch;
pub mod entities;
pub mod entity;
pub mod error;
pub mod feed;
pub mod keys;
#[cfg(test)]
mod layout;
pub mod packed;
pub mod pages;
mod plain;
pub mod query;
pub mod schema;
mod table;
pub mod taking;
pub mod transaction;
pub mod update;
pub mod usage;
mod write;

pub use batch::{Batch, Found};
pub use entity::Entity;
pub use error::{CommitError, TableError};
pub use keys::Key;
pub use query::{Page, Pattern};
pub use table::Table;
pub use transaction::Transaction;
pub use update::Update;
pub use write::Changed;
