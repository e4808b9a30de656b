//! The routes of what residents ask of their company.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

mod begin_appeal;
mod begin_order;
mod cancel_order;
mod close_appeal;
mod faults;
mod files;
mod flat;
mod get_appeal;
mod list_appeals;
mod list_orders;
mod list_paid_services;
mod openapi;
mod rate_appeal;
mod read_appeal;
mod reopen_appeal;
mod world;
mod write_message;
