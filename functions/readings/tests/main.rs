//! The routes of meters and readings.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

mod enter_readings;
mod enter_readings_again;
mod enter_readings_doubted;
mod enter_readings_window;
mod flat;
mod list_meters;
mod list_readings;
mod openapi;
mod readings_page;
