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

/// How long a failure counts before captchas are asked for, in seconds.
pub const WINDOW: i64 = 15 * 60;
/// How long captchas are asked for, in seconds.
pub const MEMORY: i64 = 24 * 60 * 60;
const FIRST_DELAY: i64 = 30;
const LONGEST_DELAY: i64 = 15 * 60;

/// The failures of a name, of an address, or of both together. Times are seconds of the epoch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Failures {
    /// When the last few were. Not kept up once captchas are asked for.
    pub times: Vec<i64>,
    /// How many there were, the first five included; means something only while `suspected_until` has not passed.
    pub count: u32,
    /// Until when captchas are asked for.
    pub suspected_until: i64,
    /// When the last of them was.
    pub last_at: i64,
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

/// What one more failure changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failed {
    /// It is noted with its time.
    Noted,
    /// It is the one from which on captchas are asked for.
    Suspected,
    /// It is counted.
    Counted,
}

impl Failures {
    /// What is asked of a try made now.
    pub fn demand(&self, now: i64) -> Demand {
        if !self.is_suspected(now) {
            return Demand::Nothing;
        }
        let waiting = self.last_at + delay(self.count) - now;
        if waiting > 0 { Demand::Wait(waiting) } else { Demand::Captcha }
    }

    /// What one more failure at this time changes.
    pub fn failed(&self, now: i64) -> Failed {
        match self.recent(now).count() + 1 {
            _ if self.is_suspected(now) => Failed::Counted,
            failures if failures < CAPTCHA_FROM as usize => Failed::Noted,
            _ => Failed::Suspected,
        }
    }

    /// The failures that count at this time, as long as no captcha is asked for.
    pub fn recent(&self, now: i64) -> impl Iterator<Item = i64> {
        self.times.iter().copied().filter(move |at| is_recent(*at, now))
    }

    fn is_suspected(&self, now: i64) -> bool {
        self.suspected_until > now && self.count >= CAPTCHA_FROM
    }
}

/// A failure of that time counts at this one.
pub const fn is_recent(at: i64, now: i64) -> bool {
    at > now - WINDOW
}

/// Seconds to wait after this many failures.
fn delay(count: u32) -> i64 {
    let doublings = count.saturating_sub(DELAY_FROM).min(10);
    if count < DELAY_FROM { 0 } else { (FIRST_DELAY << doublings).min(LONGEST_DELAY) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(times: &[i64]) -> Failures {
        Failures { times: times.to_vec(), ..Failures::default() }
    }

    /// So many failures, the last one at 0.
    fn suspected(count: u32) -> Failures {
        Failures { count, suspected_until: MEMORY, ..Failures::default() }
    }

    #[test]
    fn the_fifth_failure_makes_suspect() {
        assert_eq!(at(&[0, 1, 2]).failed(3), Failed::Noted);
        assert_eq!(at(&[0, 1, 2, 3]).failed(4), Failed::Suspected);
        assert_eq!(at(&[0, 1, 2, 3]).demand(4), Demand::Nothing);
        assert_eq!(suspected(5).failed(1), Failed::Counted);
    }

    #[test]
    fn five_failures_within_any_quarter_of_an_hour_are_too_many() {
        let spread = at(&[0, 600, 899, 1000]);
        assert_eq!(spread.failed(899 + 1), Failed::Noted, "the first is forgotten");
        assert_eq!(at(&[600, 899, 1000, 1400]).failed(1499), Failed::Suspected);
    }

    #[test]
    fn failures_that_are_far_apart_are_not_added_up() {
        assert_eq!(at(&[0, 1, 2, 3]).failed(WINDOW + 3), Failed::Noted);
    }

    #[test]
    fn from_five_failures_on_a_captcha_is_asked_for() {
        assert_eq!(suspected(5).demand(0), Demand::Captcha);
        assert_eq!(suspected(9).demand(0), Demand::Captcha);
    }

    #[test]
    fn from_the_tenth_failure_on_the_wait_doubles_up_to_a_quarter_of_an_hour() {
        let waits: Vec<Demand> = (10..17).map(|count| suspected(count).demand(0)).collect();
        assert_eq!(waits, [30, 60, 120, 240, 480, 900, 900].map(Demand::Wait));
    }

    #[test]
    fn after_the_wait_a_captcha_is_enough() {
        assert_eq!(suspected(10).demand(29), Demand::Wait(1));
        assert_eq!(suspected(10).demand(30), Demand::Captcha);
    }

    #[test]
    fn a_day_clears() {
        assert_eq!(suspected(20).demand(MEMORY), Demand::Nothing);
        assert_eq!(suspected(20).demand(MEMORY - 1), Demand::Captcha);
    }
}
