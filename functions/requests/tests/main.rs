//! The routes of what residents ask of their company.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

mod begin_order;
mod cancel_order;
mod flat;
mod list_orders;
mod list_paid_services;
