//! How fast mail on demand goes out to somebody, whoever demands.
//!
//! A few mails go at once; after them one each while. So nobody is flooded, and nobody can use the mails up against
//! their owner: whenever one is refused, another went out less than that while ago, and its link still works.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Update, keys};

/// Mails that may go out at once.
const AT_ONCE: i64 = 4;

/// The pace of a kind of mail to a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    /// What kind of mail.
    pub kind: &'static str,
    /// To whom, hashed.
    pub subject: String,
    /// The while: shorter than the life of the mail's link.
    pub interval: SignedDuration,
}

/// How much of the pace is used up: the time by which it will be whole again, in seconds of the epoch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaceState {
    /// What kind of mail.
    pub kind: String,
    /// To whom, hashed.
    pub subject: String,
    /// When as many as ever may go out at once again.
    pub whole_at: i64,
}

impl Entity for PaceState {
    const TYPE: &'static str = "pace";
    fn key(&self) -> Key {
        keys::pace(&self.kind, &self.subject)
    }
    fn expires_at(&self) -> Option<Timestamp> {
        Timestamp::from_second(self.whole_at).ok()
    }
}

impl Pace {
    /// Where its state stands.
    pub fn key(&self) -> Key {
        keys::pace(self.kind, &self.subject)
    }

    /// The step that counts one more mail, good as long as the state is the one that was read; or how many seconds
    /// there are to wait.
    pub fn step(&self, known: Option<&PaceState>, now: Timestamp) -> Result<Update, u64> {
        let (now, interval) = (now.as_second(), self.interval.as_secs());
        let whole_at = known.map_or(now, |state| state.whole_at.max(now));
        let wait = whole_at - now - (AT_ONCE - 1) * interval;
        if wait > 0 {
            return Err(u64::try_from(wait).unwrap_or(1));
        }
        let whole_at = whole_at + interval;
        let update = Update::at(self.key())
            .set("type", PaceState::TYPE)
            .set("kind", self.kind)
            .set("subject", &self.subject)
            .set("whole_at", whole_at)
            .set("expires_at", whole_at);
        Ok(match known {
            Some(state) => update.equals("whole_at", state.whole_at),
            None => update.absent("pk"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INTERVAL: i64 = 1500;

    fn pace() -> Pace {
        Pace { kind: "mail", subject: "somebody".into(), interval: SignedDuration::from_secs(INTERVAL) }
    }

    fn wait(whole_at: i64, now: i64) -> Option<u64> {
        let state = PaceState { kind: "mail".into(), subject: "somebody".into(), whole_at };
        pace().step(Some(&state), Timestamp::from_second(now).unwrap()).err()
    }

    #[test]
    fn four_go_at_once() {
        assert!(pace().step(None, Timestamp::UNIX_EPOCH).is_ok());
        assert_eq!(wait(3 * INTERVAL, 0), None);
        assert_eq!(wait(4 * INTERVAL, 0), Some(1500));
    }

    #[test]
    fn after_a_refusal_the_next_goes_within_the_interval() {
        assert_eq!(wait(4 * INTERVAL, 1), Some(1499));
        assert_eq!(wait(4 * INTERVAL, INTERVAL), None);
    }

    #[test]
    fn what_was_used_long_ago_does_not_count() {
        assert_eq!(wait(0, 1_000_000), None);
    }
}
