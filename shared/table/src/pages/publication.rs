//! The statement of an account for a period, if residents may see it.

use domain::{AccountId, Period};
use jiff::Timestamp;

use super::Unpublished;
use super::closing::closing;
use crate::entities::organization::ClosedPeriod;
use crate::entities::statement::StatementItem;
use crate::{Batch, Found, Table, keys};

/// What the pages of a closed period are made of.
#[derive(Debug, Clone)]
pub struct PublicationPage {
    /// The account.
    pub account: AccountId,
    /// The period.
    pub period: Period,
}

/// A statement that residents may see.
#[derive(Debug, Clone)]
pub struct Publication {
    /// The period and its closing.
    pub closed: ClosedPeriod,
    /// The statement.
    pub statement: StatementItem,
}

impl PublicationPage {
    /// Adds the keys of the page to a batch.
    #[must_use]
    pub fn add_to(&self, batch: Batch) -> Batch {
        let organization = self.account.organization();
        batch.with(keys::period(&organization, self.period)).with(keys::statement(&self.account, self.period))
    }

    /// Decides whether the statement may be seen.
    pub async fn read(&self, table: &Table, found: &mut Found, now: Timestamp) -> Result<Publication, Unpublished> {
        let closed = closing(table, &self.account, self.period, found, now).await?;
        let statement: Option<StatementItem> = found.take(&keys::statement(&self.account, self.period))?;
        let statement = statement.ok_or(Unpublished::Unknown)?;
        // The two items are read at slightly different moments: a draft of the next closing means that the period has
        // been opened again.
        if !statement.is_published_by(closed) {
            return Err(Unpublished::Open);
        }
        Ok(Publication { closed, statement })
    }
}
