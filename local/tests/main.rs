//! The local system, tried from outside: the binary is started, called over HTTP, killed and started again.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

mod books;
mod clock;
mod company_reads_first;
mod demo;
mod faults;
mod headers;
mod inbox;
mod journey;
mod moneta;
mod money_and_months;
mod openapi;
mod payment;
mod process;
mod restart;
mod rotation;
mod secrets;
mod year_of_readings;
