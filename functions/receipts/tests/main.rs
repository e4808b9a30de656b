//! The route of payment documents.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

mod corrections;
mod get_receipt;
mod home;
mod openapi;
mod past_readings;
