//! Counters of attempts, against guessing.
//!
//! An attempt is reserved before it is judged: however many come at once, no more than the limit are ever judged. An
//! attempt that turns out to be rightful gives its place back.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

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
    /// Until when nothing is even looked at.
    #[serde(default)]
    pub blocked_until: Option<i64>,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reservation {
    /// The attempt may be judged.
    Granted,
    /// Too many; places are free again at this time.
    Refused {
        /// When the window ends.
        until: Timestamp,
    },
}

/// How often a reservation that met another one is tried again; each meeting means that another one got through.
const MEETINGS: u32 = 4;

impl Quota {
    fn key(&self) -> Key {
        keys::counter(self.kind, &self.subject)
    }

    /// One place in the window that is open now.
    fn take(&self, now: Timestamp) -> Update {
        Update::at(self.key()).add("count", 1).compare("ends_at", ">", now.as_second()).compare("count", "<", self.most)
    }

    /// The first place of a new window, unless one is open.
    fn open(&self, now: Timestamp) -> Update {
        let ends_at = now.as_second().saturating_add(self.window.as_secs());
        Update::at(self.key())
            .set("type", Counter::TYPE)
            .set("kind", self.kind)
            .set("subject", &self.subject)
            .set("count", 1)
            .set("ends_at", ends_at)
            .set("expires_at", ends_at)
            .absent_or("ends_at", "<=", now.as_second())
    }
}

impl Table {
    /// Takes a place for an attempt, before the attempt is looked at.
    pub async fn reserve(&self, quota: &Quota, now: Timestamp) -> Result<Reservation, TableError> {
        for _ in 0..MEETINGS {
            match self.change::<Counter>(quota.take(now)).await? {
                Changed::Done(_) => return Ok(Reservation::Granted),
                Changed::Refused(Some(counter)) if counter.ends_at > now.as_second() => {
                    let until = Timestamp::from_second(counter.ends_at).unwrap_or(now);
                    return Ok(Reservation::Refused { until });
                }
                Changed::Refused(_) => {}
            }
            if self.update(quota.open(now)).await? {
                return Ok(Reservation::Granted);
            }
        }
        Err(TableError::Unavailable("attempts on the same counter".to_owned()))
    }

    /// Takes a place in each of the quotas or in none; a refusal tells the latest time to wait for.
    pub async fn reserve_all(&self, quotas: &[Quota], now: Timestamp) -> Result<Reservation, TableError> {
        for (at, quota) in quotas.iter().enumerate() {
            let reservation = self.reserve(quota, now).await?;
            if reservation != Reservation::Granted {
                self.release_all(&quotas[..at], now).await?;
                return Ok(reservation);
            }
        }
        Ok(Reservation::Granted)
    }

    /// Gives the places back: the attempt was rightful.
    pub async fn release_all(&self, quotas: &[Quota], now: Timestamp) -> Result<(), TableError> {
        for quota in quotas {
            let release = Update::at(quota.key()).add("count", -1).compare("count", ">", 0);
            // A window that ended meanwhile owes nothing.
            self.update(release.compare("ends_at", ">", now.as_second())).await?;
        }
        Ok(())
    }
}
