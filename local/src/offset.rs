//! How far the system's clock may be from the machine's.

/// Ten years, in seconds: further than any window or expiry, near enough for the calendar.
const FARTHEST: i64 = 10 * 366 * 24 * 3600;

/// The offset after a move, both in seconds; `None` where it would be too far.
pub fn moved(offset: i64, by: i64) -> Option<i64> {
    offset.checked_add(by).filter(|offset| offset.unsigned_abs() <= FARTHEST.unsigned_abs())
}

/// The nearest offset that may be: what a data folder remembers may have been written by hand, or by an earlier build, which
/// let moves add up.
pub fn within(offset: i64) -> i64 {
    offset.clamp(-FARTHEST, FARTHEST)
}
