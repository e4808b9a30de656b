//! Counters of attempts, against guessing.
//!
//! An attempt is reserved before it is judged: however many come at once, no more than the limit are ever judged. An
//! attempt that turns out to be rightful gives its place back.

use futures::future::try_join_all;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::table::pause;
use crate::{Changed, Entity, Key, Table, TableError, Update, keys};

/// How many attempts fell into the window that the first of them opened. Times are seconds of the epoch, because
/// conditions compare them and texts of times do not sort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counter {
    /// What is counted: `attach_user`.
    pub kind: String,
    /// Whose attempts, hashed where that is personal.
    pub subject: String,
    /// Attempts in the window.
    pub count: u32,
    /// When the window ends.
    pub ends_at: i64,
    /// When the last place was taken.
    #[serde(default)]
    pub taken_at: i64,
}

impl Entity for Counter {
    const TYPE: &'static str = "counter";
    fn key(&self) -> Key {
        keys::counter(&self.kind, &self.subject)
    }
    fn expires_at(&self) -> Option<Timestamp> {
        Timestamp::from_second(self.ends_at).ok()
    }
}

impl Counter {
    fn refusal(&self, now: Timestamp) -> Reservation {
        Reservation::Refused { until: Timestamp::from_second(self.ends_at).unwrap_or(now) }
    }
}

/// At most so many attempts of a subject in a window that begins with the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quota {
    /// What is counted.
    pub kind: &'static str,
    /// Whose attempts, hashed where that is personal.
    pub subject: String,
    /// How long the window is.
    pub window: SignedDuration,
    /// How many attempts fit into it.
    pub most: u32,
}

/// Whether there was a place for an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reservation {
    /// The attempt may be judged.
    Granted,
    /// Too many; places are free again at this time.
    Refused {
        /// When the window ends.
        until: Timestamp,
    },
}

impl Reservation {
    /// Seconds until places are free again; `None` where there was one.
    pub fn wait(self, now: Timestamp) -> Option<u64> {
        match self {
            Self::Granted => None,
            Self::Refused { until } => {
                Some(u64::try_from(until.duration_since(now).as_secs()).unwrap_or_default().max(1))
            }
        }
    }
}

/// How often a reservation that met others is tried again: they may be about to give their places back.
const MEETINGS: u32 = 4;
/// How long an attempt can be under way, in seconds: a place that was taken earlier was not given back.
const LONGEST_ATTEMPT: i64 = 10;

impl Quota {
    /// Where its counter stands.
    pub fn key(&self) -> Key {
        keys::counter(self.kind, &self.subject)
    }

    /// So many attempts in each stretch of the clock of this length. Such a counter never has an older window, so a place
    /// is one round trip always; across the end of a stretch twice as many may come together.
    pub fn by_the_clock(kind: &'static str, subject: &str, stretch: SignedDuration, most: u32, now: Timestamp) -> Self {
        let (now, length) = (now.as_second(), stretch.as_secs().max(1));
        let window = SignedDuration::from_secs(length - now.rem_euclid(length));
        Self { kind, subject: format!("{subject} {}", now.div_euclid(length)), window, most }
    }

    fn place(&self, now: Timestamp) -> Update {
        let kind = Update::at(self.key()).set("type", Counter::TYPE).set("kind", self.kind);
        kind.set("subject", &self.subject).set("taken_at", now.as_second())
    }

    fn ends_at(&self, now: Timestamp) -> i64 {
        now.as_second().saturating_add(self.window.as_secs())
    }

    /// One place in the window that is open now, or that it opens where there never was one.
    fn take(&self, now: Timestamp) -> Update {
        let place = self.place(now).add("count", 1);
        let window = place.set_if_absent("ends_at", self.ends_at(now)).set_if_absent("expires_at", self.ends_at(now));
        window.absent_or("ends_at", ">", now.as_second()).absent_or("count", "<", self.most)
    }

    /// The step that takes a place in a quota by the clock together with what the place is for, or when there are places
    /// again. `known` is what was read of its counter.
    pub fn step(&self, known: Option<&Counter>, now: Timestamp) -> Result<Update, Reservation> {
        match known.filter(|counter| counter.count >= self.most) {
            Some(counter) => Err(counter.refusal(now)),
            None => Ok(self.take(now)),
        }
    }

    /// The first place of a new window, after the one that has ended.
    fn open(&self, now: Timestamp) -> Update {
        let ends_at = self.ends_at(now);
        let window = self.place(now).set("count", 1).set("ends_at", ends_at).set("expires_at", ends_at);
        window.compare("ends_at", "<=", now.as_second())
    }

    /// Gives a place back: the attempt was rightful.
    pub fn release(&self) -> Update {
        Update::at(self.key()).add("count", -1).exists()
    }
}

impl Table {
    /// Takes a place for an attempt, before the attempt is looked at: one round trip, a second one where an older
    /// window has ended, and some more where many come at once, because most of those give their places back.
    pub async fn reserve(&self, quota: &Quota, now: Timestamp) -> Result<Reservation, TableError> {
        let mut refused = Reservation::Granted;
        for meeting in 0..MEETINGS {
            pause(meeting).await;
            let until = match self.change::<Counter>(quota.take(now)).await? {
                Changed::Done(_) => return Ok(Reservation::Granted),
                Changed::Refused(Some(counter)) if counter.ends_at > now.as_second() => counter,
                Changed::Refused(_) if self.update(quota.open(now)).await? => return Ok(Reservation::Granted),
                Changed::Refused(_) => continue,
            };
            refused = until.refusal(now);
            if now.as_second() - until.taken_at > LONGEST_ATTEMPT {
                break;
            }
        }
        match refused {
            Reservation::Granted => Err(TableError::Unavailable("attempts on the same counter".to_owned())),
            Reservation::Refused { .. } => Ok(refused),
        }
    }

    /// Takes a place in a quota by the clock, in one round trip whatever happens: whoever meets others at its limit is
    /// refused, though some of those may be about to give their places back.
    pub async fn reserve_at_once(&self, quota: &Quota, now: Timestamp) -> Result<Reservation, TableError> {
        Ok(match self.change::<Counter>(quota.take(now)).await? {
            Changed::Done(_) => Reservation::Granted,
            Changed::Refused(Some(counter)) => counter.refusal(now),
            Changed::Refused(None) => Reservation::Refused { until: now },
        })
    }

    /// Takes a place in each of the quotas or in none; a refusal tells the latest time to wait for.
    pub async fn reserve_all(&self, quotas: &[Quota], now: Timestamp) -> Result<Reservation, TableError> {
        let reservations = try_join_all(quotas.iter().map(|quota| self.reserve(quota, now))).await?;
        let Some(hardest) = reservations.iter().max().copied() else { return Ok(Reservation::Granted) };
        if hardest != Reservation::Granted {
            let taken = quotas.iter().zip(&reservations).filter(|(_, of)| **of == Reservation::Granted);
            try_join_all(taken.map(|(quota, _)| self.update(quota.release()))).await?;
        }
        Ok(hardest)
    }

    /// Gives the places back: the attempt was rightful.
    pub async fn release_all<'a>(&self, quotas: impl IntoIterator<Item = &'a Quota>) -> Result<(), TableError> {
        try_join_all(quotas.into_iter().map(|quota| self.update(quota.release()))).await.map(|_| ())
    }
}
