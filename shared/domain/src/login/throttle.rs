//! Slowing down those who guess passwords, without ever locking the owner out for good.
//!
//! Failures are counted for a name, for an address, and for a name at an address. From the fifth within 15 minutes a
//! captcha is asked for; from the tenth at an address on the next try there has to wait, 30 seconds at first, twice as
//! long after each further failure, 15 minutes at most. A name alone never waits: strangers fail with it, and its owner
//! must get in. A success or a day without failures clears; the day of a name begins with its fifth.

/// Failures after which a captcha is asked for.
pub const CAPTCHA_FROM: u32 = 5;
/// Failures after which the next try has to wait.
pub const DELAY_FROM: u32 = 10;

const WINDOW: i64 = 15 * 60;
const MEMORY: i64 = 24 * 60 * 60;
const FIRST_DELAY: i64 = 30;
const LONGEST_DELAY: i64 = 15 * 60;

/// The failures of a name, of an address, or of both together. Times are seconds of the epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Failures {
    /// How many there were.
    pub count: u32,
    /// When they are forgotten.
    pub ends_at: i64,
    /// Until when no try is looked at.
    pub blocked_until: Option<i64>,
}

/// What is asked of the next try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Demand {
    /// Nothing.
    Nothing,
    /// The code of an image.
    Captcha,
    /// To wait so many seconds.
    Wait(i64),
}

impl Failures {
    /// What is asked of a try made now.
    pub fn demand(self, now: i64) -> Demand {
        let waiting = self.blocked_until.map_or(0, |until| until - now);
        if self.ends_at <= now || self.count < CAPTCHA_FROM {
            Demand::Nothing
        } else if waiting > 0 {
            Demand::Wait(waiting)
        } else {
            Demand::Captcha
        }
    }

    /// The state after one more failure.
    #[must_use]
    pub fn failed(self, now: i64) -> Self {
        if self.ends_at <= now {
            return Self { count: 1, ends_at: now + WINDOW, blocked_until: None };
        }
        let count = self.count.saturating_add(1);
        let ends_at = if count < CAPTCHA_FROM { self.ends_at } else { now + MEMORY };
        Self { count, ends_at, blocked_until: (count >= DELAY_FROM).then(|| now + delay(count)) }
    }
}

/// Seconds to wait after this many failures.
fn delay(count: u32) -> i64 {
    let doublings = count.saturating_sub(DELAY_FROM).min(10);
    (FIRST_DELAY << doublings).min(LONGEST_DELAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many failures, each as soon as it was allowed.
    fn after(failures: u32) -> (Failures, i64) {
        let mut now = 0;
        let mut state = Failures::default();
        for _ in 0..failures {
            now = state.blocked_until.unwrap_or(now);
            state = state.failed(now);
        }
        (state, now)
    }

    #[test]
    fn four_failures_ask_for_nothing_and_the_fifth_for_a_captcha() {
        assert_eq!(after(4).0.demand(1), Demand::Nothing);
        assert_eq!(after(5).0.demand(1), Demand::Captcha);
        assert_eq!(after(9).0.demand(1), Demand::Captcha);
    }

    #[test]
    fn from_the_tenth_failure_on_the_wait_doubles_up_to_a_quarter_of_an_hour() {
        let waits: Vec<Demand> = (10..17).map(after).map(|(state, now)| state.demand(now)).collect();
        assert_eq!(waits, [30, 60, 120, 240, 480, 900, 900].map(Demand::Wait));
    }

    #[test]
    fn after_the_wait_a_captcha_is_enough() {
        let (state, now) = after(10);
        assert_eq!(state.demand(now + 29), Demand::Wait(1));
        assert_eq!(state.demand(now + 30), Demand::Captcha);
    }

    #[test]
    fn failures_that_are_far_apart_are_not_added_up() {
        let later = after(4).0.failed(WINDOW);
        assert_eq!((later.count, later.demand(WINDOW)), (1, Demand::Nothing));
    }

    #[test]
    fn a_day_clears() {
        let (state, now) = after(20);
        assert_eq!(state.demand(now + MEMORY), Demand::Nothing);
        assert_eq!(state.demand(now + MEMORY - 1), Demand::Captcha);
    }
}
