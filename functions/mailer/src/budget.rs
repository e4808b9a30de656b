//! How many letters of a sweep the provider takes.

use std::sync::atomic::{AtomicU64, Ordering};

use table::TableError;
use table::entities::message::{Content, Message};

use crate::Mailer;

/// What is left of the allowance of a sweep. Letters to many have one of their own.
#[derive(Debug)]
pub struct Budget {
    single: AtomicU64,
    bulk: AtomicU64,
}

impl Budget {
    /// Takes one letter out of it; `false` where it is spent.
    pub fn take(&self, message: &Message) -> bool {
        let left = if message.is_bulk() { &self.bulk } else { &self.single };
        left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok()
    }
}

impl Mailer {
    /// Asks for as many letters as are due; what single people wait for goes first.
    pub(crate) async fn budget<'a>(
        &self,
        due: impl Iterator<Item = &'a Message> + Clone,
    ) -> Result<Budget, TableError> {
        let letters = due.filter(|message| !matches!(message.content, Content::Mailing(_)));
        let count =
            |bulk: bool| letters.clone().filter(|message| message.is_bulk() == bulk).fold(0, |count, _| count + 1);
        let (limits, now) = (self.app.settings.mailing.limits, self.app.clock.now());
        let single = self.app.table.take_mail_allowance(limits, count(false), now).await?;
        let bulk = self.app.table.take_mail_allowance(limits.for_bulk(), count(true), now).await?;
        Ok(Budget { single: single.into(), bulk: bulk.into() })
    }
}
