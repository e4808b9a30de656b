//! The route of payment documents.

mod get_receipt;
mod openapi;
