//! The routes of requests to the company.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

mod begin_appeal;
mod close_appeal;
mod get_appeal;
mod list_appeals;
mod openapi;
mod rate_appeal;
mod read_appeal;
mod reopen_appeal;
mod world;
mod write_message;
