//! The agreement that a person accepts when registering.

/// The version in force: the day it was written. A new text gets a new version.
pub const VERSION: &str = "2026-10-01";

/// Its text.
pub const HTML: &str = include_str!("agreement.html");
