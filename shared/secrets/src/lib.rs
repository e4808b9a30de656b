//! Secrets of companies in AWS Secrets Manager; the only crate that knows it. The table holds ids of them.

#![warn(missing_docs)]

mod codes;
mod error;
mod known;

pub use codes::Codes;
pub use error::SecretsError;
