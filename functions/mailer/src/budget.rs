//! How many letters of a sweep the provider takes.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use jiff::Timestamp;
use table::TableError;
use table::entities::message::Message;

use crate::Mailer;
use crate::sweep::Outcome;

/// What is left of the allowance of a sweep. Letters to many have one of their own.
#[derive(Debug)]
pub struct Budget {
    single: AtomicU64,
    bulk: AtomicU64,
    granted: u64,
    used: AtomicU64,
    closed: AtomicBool,
    taken_at: Timestamp,
}

impl Budget {
    /// Takes one letter out of it; `false` where it is spent, or the provider takes none at all.
    pub fn take(&self, message: &Message) -> bool {
        if self.is_closed() {
            return false;
        }
        let left = if message.is_bulk() { &self.bulk } else { &self.single };
        left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok()
    }

    /// The provider takes no letters at all: the sweep need not ask again.
    pub fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Relaxed)
    }

    /// What became of a message: a letter that may have reached the provider counts against its quota.
    /// So does one whose record failed: it may have been handed over before.
    pub fn note(&self, message: &Message, outcome: Result<&Outcome, &TableError>) {
        match outcome {
            Ok(Outcome::Held) => self.closed.store(true, Ordering::Relaxed),
            Ok(Outcome::Sent | Outcome::Uncertain) | Err(_) if !message.is_mailing() => {
                self.used.fetch_add(1, Ordering::Relaxed);
            }
            _ => {}
        }
    }
}

impl Mailer {
    /// Asks for as many letters as are due; what single people wait for goes first.
    pub(crate) async fn budget<'a>(
        &self,
        due: impl Iterator<Item = &'a Message> + Clone,
    ) -> Result<Budget, TableError> {
        let letters = due.filter(|message| !message.is_mailing());
        let count =
            |bulk: bool| letters.clone().filter(|message| message.is_bulk() == bulk).fold(0, |count, _| count + 1);
        let (limits, now) = (self.app.settings.mailing.limits, self.app.clock.now());
        let single = self.app.table.take_mail_allowance(limits, count(false), now).await?;
        let bulk = self.app.table.take_mail_allowance(limits.for_bulk(), count(true), now).await?;
        Ok(Budget {
            single: single.into(),
            bulk: bulk.into(),
            granted: single.saturating_add(bulk),
            used: 0.into(),
            closed: false.into(),
            taken_at: now,
        })
    }

    /// What was granted for letters that nobody wants any more, or that the provider did not take, is there for others.
    pub(crate) async fn return_unused(&self, budget: &Budget) -> Result<(), TableError> {
        let unused = budget.granted.saturating_sub(budget.used.load(Ordering::Relaxed));
        self.app.table.return_mail_allowance(self.app.settings.mailing.limits, unused, budget.taken_at).await
    }
}
