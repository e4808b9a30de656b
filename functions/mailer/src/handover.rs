//! A letter is written, handed over to the provider, and what became of that is recorded.

use domain::email::Email;
use jiff::SignedDuration;
use mail::{Envelope, PostError};
use table::entities::message::{Content, Counted, Delivery, Message};
use table::{TableError, Update, keys};

use crate::Mailer;
use crate::compose::{ComposeError, Composed, Prepared, compose};
use crate::sweep::{Outcome, later};

/// The wait after the first failure; it doubles with each further one.
const FIRST_DELAY: SignedDuration = SignedDuration::from_secs(30);
const LONGEST_DELAY: SignedDuration = SignedDuration::from_hours(1);
/// How old a message gets before it is given up, and how often it was tried by then: one that waited for the daily quota
/// has not been tried for most of its life.
const PATIENCE: SignedDuration = SignedDuration::from_hours(3 * 24);
const TRIES: u32 = 8;

impl Mailer {
    pub(crate) async fn write_and_send(&self, message: &Message) -> Result<Outcome, TableError> {
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
            Err(error @ PostError::Closed(_)) => {
                tracing::error!(%error, "no letter goes out");
                self.hold(message).await
            }
            Err(error) => {
                tracing::warn!(message = message.id, %error, "mail postponed");
                self.postpone(message, matches!(error, PostError::Unknown(_))).await
            }
        }
    }

    pub(crate) async fn postpone(&self, message: &Message, possible_duplicate: bool) -> Result<Outcome, TableError> {
        let now = self.app.clock.now();
        let failures = message.failures.saturating_add(1);
        if failures >= TRIES && now.duration_since(message.waits_since()) >= PATIENCE {
            return self.drop(message, Counted::Failed).await;
        }
        let postponed = message.postponed(later(now, delay(failures)), possible_duplicate);
        self.app.table.replace(message, &postponed).await?;
        Ok(if possible_duplicate { Outcome::Uncertain } else { Outcome::Postponed })
    }

    /// However long the provider takes no letters, none is given up for that.
    async fn hold(&self, message: &Message) -> Result<Outcome, TableError> {
        let now = self.app.clock.now();
        self.app.table.replace(message, &message.held(now, later(now, FIRST_DELAY))).await?;
        Ok(Outcome::Held)
    }

    async fn drop(&self, message: &Message, counted: Counted) -> Result<Outcome, TableError> {
        Ok(if self.finish(message, None, counted).await? { Outcome::Dropped } else { Outcome::Left })
    }

    /// `false` where the message is still there, for whoever has taken it over or takes it next.
    async fn finish(
        &self,
        message: &Message,
        provider_id: Option<String>,
        counted: Counted,
    ) -> Result<bool, TableError> {
        let now = self.app.clock.now();
        let delivery = Delivery {
            id: message.id.clone(),
            attempts: message.attempts,
            provider_id,
            possible_duplicate: message.possible_duplicate,
            finished_at: now,
        };
        let guard = still_reopened(message).filter(|_| counted == Counted::Stopped);
        let finished = self.app.table.finish(message, &delivery, message.counted(counted, now), guard).await?;
        if !finished {
            tracing::warn!(message = message.id, "mail was taken over, or what it tells of has changed meanwhile");
        }
        Ok(finished)
    }
}

/// A period that is closed again by now has looked through its subscribers without this receipt: it must go on then.
fn still_reopened(message: &Message) -> Option<Update> {
    let Content::Receipt(order) = &message.content else { return None };
    Some(Update::at(keys::requisites(&order.of.organization, order.of.period)).equals("reopened", true))
}

/// The wait after this many failures.
fn delay(failures: u32) -> SignedDuration {
    let doublings = failures.saturating_sub(1).min(10);
    (FIRST_DELAY * (1 << doublings)).min(LONGEST_DELAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_an_hour() {
        let minutes: Vec<i64> = [1, 2, 3, 8, 40].map(|failures| delay(failures).as_secs()).to_vec();
        assert_eq!(minutes, [30, 60, 120, 3600, 3600]);
    }
}
