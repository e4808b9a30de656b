//! Meters on their way into the table.

mod plan;
mod write;

pub use write::{Meters, chunks};
