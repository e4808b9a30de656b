//! Time, so that tests and the local system can move it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// Where the time comes from. Clones share one clock.
#[derive(Debug, Clone)]
pub struct Clock {
    /// A clock that stands still begins here; `None` follows the machine's.
    fixed: Option<Timestamp>,
    offset_seconds: Arc<AtomicI64>,
}

impl Clock {
    /// The machine's time.
    pub fn system() -> Self {
        Self { fixed: None, offset_seconds: Arc::default() }
    }

    /// A clock that moves only when told to.
    pub fn fixed(at: Timestamp) -> Self {
        Self { fixed: Some(at), offset_seconds: Arc::default() }
    }

    /// The current time.
    pub fn now(&self) -> Timestamp {
        let offset = SignedDuration::from_secs(self.offset_seconds.load(Ordering::SeqCst));
        let base = self.fixed.unwrap_or_else(machine_time);
        base.checked_add(offset).unwrap_or(base)
    }

    /// Moves the clock; later moves add up. Answers the whole offset from the base, in seconds.
    pub fn advance(&self, seconds: i64) -> i64 {
        self.offset_seconds.fetch_add(seconds, Ordering::SeqCst).saturating_add(seconds)
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the place where time enters")]
fn machine_time() -> Timestamp {
    Timestamp::now()
}
