//! Voices about the cabinet, and their counts.

use domain::UserId;
use domain::rating::{Counts, Grade};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Batch, Entity, Found, Key, TableError, Update, keys};

/// What a person thinks of the cabinet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// The person.
    pub user: UserId,
    /// The grade.
    pub grade: Grade,
    /// When it was given.
    pub at: Timestamp,
}

impl Entity for Vote {
    const TYPE: &'static str = "vote";
    fn key(&self) -> Key {
        keys::vote(&self.user)
    }
}

impl Vote {
    /// Holds as long as the person's voice is the one that was read.
    pub fn unchanged(user: &UserId, known: Option<&Self>) -> Update {
        let place = Update::at(keys::vote(user));
        match known {
            Some(vote) => place.equals("grade", vote.grade),
            None => place.absent("pk"),
        }
    }

    /// The change of the counts that goes with it. A voice is always counted in its person's shard, so that a changed one
    /// leaves the count it was in.
    pub fn count(&self, known: Option<&Self>) -> Update {
        let shard = keys::rating_shard(&self.user);
        let more = Update::at(keys::rating(shard))
            .set("type", RatingShard::TYPE)
            .set("shard", shard)
            .add(self.grade.as_str(), 1);
        known.iter().fold(more, |update, known| update.add(known.grade.as_str(), -1))
    }
}

/// Voices counted in one shard. It knows no person: who is erased leaves the count as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingShard {
    /// Which.
    pub shard: u8,
    /// The counts.
    #[serde(flatten)]
    pub counts: Counts,
}

impl Entity for RatingShard {
    const TYPE: &'static str = "rating";
    fn key(&self) -> Key {
        keys::rating(self.shard)
    }
}

impl RatingShard {
    /// Adds all shards to what is read.
    pub fn all(batch: Batch) -> Batch {
        batch.with_all((0..keys::RATING_SHARDS).map(keys::rating))
    }

    /// The counts of all shards.
    pub fn sum(found: &mut Found) -> Result<Counts, TableError> {
        let mut sum = Vec::new();
        for shard in 0..keys::RATING_SHARDS {
            sum.extend(found.take::<Self>(&keys::rating(shard))?.map(|shard| shard.counts));
        }
        Ok(sum.into_iter().sum())
    }
}
