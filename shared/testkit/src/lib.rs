//! What tests stand on: the real engine in memory, a table of its own for each test, a clock that is moved by hand,
//! clients and builders.

#![warn(missing_docs)]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

mod app;
mod client;
mod codes;
mod engine;
mod fault_proxy;
mod files;
pub mod hostile;
pub mod journey;
mod role;
pub mod samples;
mod world;

pub use app::TestApp;
pub use client::{Answer, Call};
pub use codes::{CODES_CREDENTIALS, codes_endpoint};
pub use engine::endpoint;
pub use fault_proxy::{BEYOND_RETRIES, Fault, FaultProxy};
pub use files::{fetch, send_form, silent_storage};
pub use role::acting_as;
