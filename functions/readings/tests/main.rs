//! The routes of meters and readings.

mod list_meters;
mod openapi;
