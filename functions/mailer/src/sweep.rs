//! One look into the outbox.

use domain::email::Email;
use futures::future::join_all;
use jiff::{SignedDuration, Timestamp};
use mail::{Envelope, PostError};
use serde::Serialize;
use table::entities::message::{Content, Counted, Delivery, Message, Pending};
use table::{TableError, keys};

use crate::Mailer;
use crate::budget::Budget;
use crate::compose::{ComposeError, Composed, Prepared, compose};
use crate::erasure::erase;

/// How long a mailer may work on a message before another one takes it over; longer than handing it over can last.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How many messages of a shard one sweep takes: a call of Lambda must come to an end.
const MOST: usize = 50;
/// Messages of a page of the outbox, and how many pages a sweep looks through for those that are due: what waits for a
/// later time stands between them.
const PAGE: i32 = 50;
const PAGES: usize = 20;
/// The wait after the first failure; it doubles with each further one.
const FIRST_DELAY: SignedDuration = SignedDuration::from_secs(30);
const LONGEST_DELAY: SignedDuration = SignedDuration::from_hours(1);
/// How old a message gets before it is given up, and how often it was tried by then: one that waited for the daily quota
/// has not been tried for most of its life.
const PATIENCE: SignedDuration = SignedDuration::from_hours(3 * 24);
const TRIES: u32 = 8;

/// What a sweep did, in numbers of messages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Handed over to the provider.
    pub sent: u32,
    /// Left for later.
    pub postponed: u32,
    /// Recorded as never to be sent: refused, given up, or nothing to say any more.
    pub dropped: u32,
    /// Something is due already, so another sweep is worth while.
    pub more: bool,
}

/// The sweep could not do its work; what it did is done, the rest waits.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct SweepError(#[from] TableError);

#[derive(Debug, Clone, Copy)]
pub(crate) enum Outcome {
    Sent,
    Postponed,
    Dropped,
    /// Somebody else works on it.
    Left,
    /// Due, but the provider takes no more now; or a part of it is done.
    Unfinished,
}

impl Mailer {
    /// Sends what is due, oldest first, all shards at once. An empty outbox costs a small read for each shard.
    pub async fn sweep(&self) -> Result<Report, SweepError> {
        let pending = join_all((0..keys::OUTBOX_SHARDS).map(|shard| self.due(shard))).await;
        let due: Vec<Vec<Message>> = pending.into_iter().collect::<Result<_, _>>()?;
        let budget = self.budget(due.iter().flatten()).await?;
        // Each shard goes to its end: cutting one off for another's failure could lose the record of a sent message.
        let shards = join_all(due.iter().map(|messages| self.sweep_shard(messages, &budget))).await;
        let outcomes: Vec<Vec<Outcome>> = shards.into_iter().collect::<Result<_, _>>()?;
        let full = due.iter().any(|messages| messages.len() >= MOST);
        Ok(outcomes.into_iter().flatten().fold(Report { more: full, ..Report::default() }, Report::with))
    }

    async fn due(&self, shard: u8) -> Result<Vec<Message>, TableError> {
        let now = self.app.clock.now();
        let (mut due, mut cursor) = (Vec::new(), None);
        for _ in 0..PAGES {
            let page = self.app.table.query(&Pending { shard }, PAGE, cursor.as_deref()).await?;
            due.extend(page.items.into_iter().filter(|message| message.is_due(now)));
            cursor = page.next;
            if cursor.is_none() || due.len() >= MOST {
                break;
            }
        }
        due.truncate(MOST);
        Ok(due)
    }

    async fn sweep_shard(&self, due: &[Message], budget: &Budget) -> Result<Vec<Outcome>, TableError> {
        let mut outcomes = Vec::with_capacity(due.len());
        for message in due {
            outcomes.push(self.handle(message, budget).await?);
        }
        Ok(outcomes)
    }

    async fn handle(&self, message: &Message, budget: &Budget) -> Result<Outcome, TableError> {
        let is_mailing = matches!(message.content, Content::Mailing(_));
        if !is_mailing && !budget.take(message) {
            self.erase_meanwhile(message).await;
            return Ok(Outcome::Unfinished);
        }
        let until = later(self.app.clock.now(), LEASE);
        let Some(message) = self.app.table.lease(message, until).await? else { return Ok(Outcome::Left) };
        // Boxed: what is done for a message is far larger than the list of what is due.
        if is_mailing { Box::pin(self.walk(message)).await } else { Box::pin(self.write_and_send(&message)).await }
    }

    /// The letter waits for the provider; what it tells of does not.
    async fn erase_meanwhile(&self, message: &Message) {
        let Content::Erased { user, .. } = &message.content else { return };
        if let Err(error) = erase(&self.app, user).await {
            tracing::warn!(message = message.id, %error, "not all is erased yet");
        }
    }

    async fn write_and_send(&self, message: &Message) -> Result<Outcome, TableError> {
        match compose(&self.app, &self.typesetter, message).await {
            Ok(Composed::Letter(to, letter)) => {
                let prepared = Prepared { to, letter, unsubscribe: None, attachments: Vec::new() };
                self.send(message, prepared).await
            }
            Ok(Composed::Prepared(prepared)) => self.send(message, *prepared).await,
            Ok(Composed::Nothing) => self.drop(message, Counted::Skipped).await,
            Ok(Composed::Stopped) => self.drop(message, Counted::Stopped).await,
            Ok(Composed::Unknown) => self.postpone(message, false).await,
            Err(ComposeError::Table(error)) => Err(error),
            Err(error @ (ComposeError::Broken | ComposeError::Storage(_))) => {
                tracing::error!(message = message.id, %error, "mail not written");
                self.postpone(message, false).await
            }
        }
    }

    /// With the operator's contacts below, where the deployment tells them.
    fn signed(&self, prepared: Prepared) -> Prepared {
        match self.app.settings.operator.line() {
            Some(whom) => Prepared { letter: prepared.letter.signed(&whom), ..prepared },
            None => prepared,
        }
    }

    async fn send(&self, message: &Message, prepared: Prepared) -> Result<Outcome, TableError> {
        let prepared = self.signed(prepared);
        let Ok(to) = Email::parse(&prepared.to) else { return self.drop(message, Counted::Failed).await };
        let envelope = Envelope {
            from: &self.from,
            to: &to,
            date: self.app.clock.now(),
            id: &message.id,
            unsubscribe: prepared.unsubscribe.as_deref(),
            attachments: &prepared.attachments,
        };
        match self.post.send(&envelope, &prepared.letter).await {
            Ok(provider_id) => {
                self.finish(message, Some(provider_id), Counted::Sent).await?;
                Ok(Outcome::Sent)
            }
            Err(error @ PostError::Refused(_)) => {
                tracing::warn!(message = message.id, %error, "mail refused");
                self.drop(message, Counted::Failed).await
            }
            Err(error) => {
                tracing::warn!(message = message.id, %error, "mail postponed");
                self.postpone(message, matches!(error, PostError::Unknown(_))).await
            }
        }
    }

    async fn postpone(&self, message: &Message, possible_duplicate: bool) -> Result<Outcome, TableError> {
        let now = self.app.clock.now();
        if message.attempts >= TRIES && now.duration_since(message.created_at) >= PATIENCE {
            return self.drop(message, Counted::Failed).await;
        }
        let postponed = message.postponed(later(now, delay(message.attempts)), possible_duplicate);
        self.app.table.replace(message, &postponed).await?;
        Ok(Outcome::Postponed)
    }

    async fn drop(&self, message: &Message, counted: Counted) -> Result<Outcome, TableError> {
        self.finish(message, None, counted).await?;
        Ok(Outcome::Dropped)
    }

    async fn finish(&self, message: &Message, provider_id: Option<String>, counted: Counted) -> Result<(), TableError> {
        let now = self.app.clock.now();
        let delivery = Delivery {
            id: message.id.clone(),
            attempts: message.attempts,
            provider_id,
            possible_duplicate: message.possible_duplicate,
            finished_at: now,
        };
        if !self.app.table.finish(message, &delivery, message.counted(counted, now)).await? {
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
            Outcome::Unfinished => self.more = true,
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
