//! One look into the outbox.

use domain::email::Email;
use futures::future::join_all;
use jiff::{SignedDuration, Timestamp};
use mail::{Envelope, Letter, PostError};
use serde::Serialize;
use table::entities::message::{Delivery, Message, Pending};
use table::{TableError, keys};

use crate::Mailer;
use crate::compose::{ComposeError, Composed, compose};

/// How long a mailer may work on a message before another one takes it over; longer than handing it over can last.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How many messages of a shard one sweep takes: a call of Lambda must come to an end.
const MOST: i32 = 50;
/// The wait after the first failure; it doubles with each further one.
const FIRST_DELAY: SignedDuration = SignedDuration::from_secs(30);
const LONGEST_DELAY: SignedDuration = SignedDuration::from_hours(1);
/// How old a message gets before it is given up.
const PATIENCE: SignedDuration = SignedDuration::from_hours(3 * 24);

/// What a sweep did, in numbers of messages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Handed over to the provider.
    pub sent: u32,
    /// Left for later.
    pub postponed: u32,
    /// Recorded as never to be sent: refused, given up, or nothing to say any more.
    pub dropped: u32,
}

/// The sweep could not do its work; what it did is done, the rest waits.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct SweepError(#[from] TableError);

#[derive(Debug, Clone, Copy)]
enum Outcome {
    Sent,
    Postponed,
    Dropped,
    /// Somebody else works on it, or it is not its time.
    Left,
}

impl Mailer {
    /// Sends what is due, oldest first, all shards at once. An empty outbox costs a small read for each shard.
    pub async fn sweep(&self) -> Result<Report, SweepError> {
        // Each shard goes to its end: cutting one off for another's failure could lose the record of a sent message.
        let shards = join_all((0..keys::OUTBOX_SHARDS).map(|shard| self.sweep_shard(shard))).await;
        let outcomes: Vec<Vec<Outcome>> = shards.into_iter().collect::<Result<_, _>>()?;
        Ok(outcomes.into_iter().flatten().fold(Report::default(), Report::with))
    }

    async fn sweep_shard(&self, shard: u8) -> Result<Vec<Outcome>, TableError> {
        let pending = self.app.table.query(&Pending { shard }, MOST, None).await?;
        let mut outcomes = Vec::with_capacity(pending.items.len());
        for message in pending.items {
            outcomes.push(self.handle(&message).await?);
        }
        Ok(outcomes)
    }

    async fn handle(&self, message: &Message) -> Result<Outcome, TableError> {
        let now = self.app.clock.now();
        if !message.is_due(now) {
            return Ok(Outcome::Left);
        }
        let Some(message) = self.app.table.lease(message, later(now, LEASE)).await? else { return Ok(Outcome::Left) };
        match compose(&self.app, &message).await {
            Ok(Composed::Letter(to, letter)) => self.send(&message, &to, &letter).await,
            Ok(Composed::Nothing) => self.drop(&message).await,
            Ok(Composed::Unknown) => self.postpone(&message, false).await,
            Err(ComposeError::Table(error)) => Err(error),
            Err(error @ ComposeError::Broken) => {
                tracing::error!(message = message.id, %error, "mail not written");
                self.postpone(&message, false).await
            }
        }
    }

    async fn send(&self, message: &Message, to: &str, letter: &Letter) -> Result<Outcome, TableError> {
        let Ok(to) = Email::parse(to) else { return self.drop(message).await };
        let envelope = Envelope { from: &self.from, to: &to, date: self.app.clock.now(), id: &message.id };
        match self.post.send(&envelope, letter).await {
            Ok(provider_id) => {
                self.finish(message, Some(provider_id)).await?;
                Ok(Outcome::Sent)
            }
            Err(error @ PostError::Refused(_)) => {
                tracing::warn!(message = message.id, %error, "mail refused");
                self.drop(message).await
            }
            Err(error) => {
                tracing::warn!(message = message.id, %error, "mail postponed");
                self.postpone(message, matches!(error, PostError::Unknown(_))).await
            }
        }
    }

    async fn postpone(&self, message: &Message, possible_duplicate: bool) -> Result<Outcome, TableError> {
        let now = self.app.clock.now();
        if now.duration_since(message.created_at) >= PATIENCE {
            return self.drop(message).await;
        }
        let postponed = message.postponed(later(now, delay(message.attempts)), possible_duplicate);
        self.app.table.replace(message, &postponed).await?;
        Ok(Outcome::Postponed)
    }

    async fn drop(&self, message: &Message) -> Result<Outcome, TableError> {
        self.finish(message, None).await?;
        Ok(Outcome::Dropped)
    }

    async fn finish(&self, message: &Message, provider_id: Option<String>) -> Result<(), TableError> {
        let delivery = Delivery {
            id: message.id.clone(),
            attempts: message.attempts,
            provider_id,
            possible_duplicate: message.possible_duplicate,
            finished_at: self.app.clock.now(),
        };
        if !self.app.table.finish(message, &delivery).await? {
            tracing::warn!(message = message.id, "mail was taken over while it was sent");
        }
        Ok(())
    }
}

impl Report {
    fn with(mut self, outcome: Outcome) -> Self {
        match outcome {
            Outcome::Sent => self.sent += 1,
            Outcome::Postponed => self.postponed += 1,
            Outcome::Dropped => self.dropped += 1,
            Outcome::Left => {}
        }
        self
    }
}

fn later(now: Timestamp, wait: SignedDuration) -> Timestamp {
    now.checked_add(wait).unwrap_or(now)
}

/// The wait after this many attempts.
fn delay(attempts: u32) -> SignedDuration {
    let doublings = attempts.saturating_sub(1).min(10);
    (FIRST_DELAY * (1 << doublings)).min(LONGEST_DELAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_an_hour() {
        let minutes: Vec<i64> = [1, 2, 3, 8, 40].map(|attempts| delay(attempts).as_secs()).to_vec();
        assert_eq!(minutes, [30, 60, 120, 3600, 3600]);
    }
}
