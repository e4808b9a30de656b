//! One look into the outbox.

use futures::future::join_all;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use table::entities::message::{Content, Message, Pending};
use table::{TableError, keys};

use crate::Mailer;
use crate::budget::Budget;
use crate::erasure::erase;

/// How long a mailer may work on a message before another one takes it over; longer than handing it over can last.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How many messages of a shard one sweep takes: a call of Lambda must come to an end.
const MOST: usize = 50;
/// Messages of a page of the outbox, and how many pages a sweep looks through for those that are due: what waits for a
/// later time stands between them.
const PAGE: i32 = 50;
const PAGES: usize = 20;
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
    /// The same, but it may have reached the provider.
    Uncertain,
    /// Left for later: the provider takes no letter at all.
    Held,
    Dropped,
    /// Somebody else works on it, or it waits for its lease to lapse or for a provider that takes letters again.
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
        self.return_unused(&budget).await?;
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
            let outcome = self.handle(message, budget).await;
            budget.note(message, outcome.as_ref());
            outcomes.push(outcome?);
        }
        Ok(outcomes)
    }

    async fn handle(&self, message: &Message, budget: &Budget) -> Result<Outcome, TableError> {
        let is_mailing = message.is_mailing();
        if !is_mailing && !budget.take(message) {
            self.erase_meanwhile(message).await;
            return Ok(if budget.is_closed() { Outcome::Left } else { Outcome::Unfinished });
        }
        let until = later(self.app.clock.now(), LEASE);
        let Some(message) = self.app.table.lease(message, until).await? else { return Ok(Outcome::Left) };
        // Boxed: what is done for a message is far larger than the list of what is due.
        let done = if is_mailing {
            Box::pin(self.walk(message.clone())).await
        } else {
            Box::pin(self.write_and_send(&message)).await
        };
        match done {
            // What it is made of does not read, and may not the next time: the others must not wait for it.
            Err(TableError::Broken(error)) => {
                tracing::error!(message = message.id, error, "mail not made");
                if is_mailing { Ok(Outcome::Left) } else { self.postpone(&message, false).await }
            }
            done => done,
        }
    }

    /// The letter waits for the provider; what it tells of does not.
    async fn erase_meanwhile(&self, message: &Message) {
        let (Content::Erased { user, .. } | Content::ErasedLate { user }) = &message.content else { return };
        if let Err(error) = erase(&self.app, user).await {
            tracing::warn!(message = message.id, %error, "not all is erased yet");
        }
    }
}

impl Report {
    fn with(mut self, outcome: Outcome) -> Self {
        match outcome {
            Outcome::Sent => self.sent += 1,
            Outcome::Postponed | Outcome::Uncertain | Outcome::Held => self.postponed += 1,
            Outcome::Dropped => self.dropped += 1,
            Outcome::Left => {}
            Outcome::Unfinished => self.more = true,
        }
        self
    }
}

pub(crate) fn later(now: Timestamp, wait: SignedDuration) -> Timestamp {
    now.checked_add(wait).unwrap_or(now)
}
