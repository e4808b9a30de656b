//! Where things lie in the repository.

use std::path::{Path, PathBuf};

/// The Lambda functions: folders under `functions/`, packages and binaries of the same names.
pub const FUNCTIONS: [&str; 12] = [
    "auth",
    "accounts",
    "billing",
    "readings",
    "payments",
    "receipts",
    "exchange",
    "mailer",
    "reminders",
    "expiry",
    "news",
    "requests",
];

/// Root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

pub fn path(relative: &str) -> PathBuf {
    root().join(relative)
}

/// A binary of the cheap profile, which the tests share their artefacts with.
pub fn debug_binary(name: &str) -> PathBuf {
    path("target/debug").join(name)
}
