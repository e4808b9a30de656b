//! The routes of meters and readings.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

mod list_meters;
mod openapi;
