//! The statement of an account for a period, if residents may see it.

use domain::{AccountId, Period};
use jiff::Timestamp;

use crate::entities::organization::{ClosedPeriod, OrganizationItem};
use crate::entities::period::{PeriodItem, PeriodStatus};
use crate::entities::statement::StatementItem;
use crate::{Batch, Found, Table, TableError, keys};

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

/// Why there is no statement to see.
#[derive(Debug, thiserror::Error)]
pub enum Unpublished {
    /// The accountant works on the period, or it is the current one.
    #[error("the period is open")]
    Open,
    /// The period was never loaded, or the account is not in it.
    #[error("the period is unknown")]
    Unknown,
    /// The store failed.
    #[error(transparent)]
    Table(#[from] TableError),
}

impl PublicationPage {
    /// Adds the keys of the page to a batch.
    #[must_use]
    pub fn add_to(&self, batch: Batch) -> Batch {
        let organization = self.account.organization();
        batch.with(keys::period(&organization, self.period)).with(keys::statement(&self.account, self.period))
    }

    /// Decides whether the statement may be seen. Only a period that was never loaded costs a further read: of the
    /// company, in whose zone the current month is counted.
    pub async fn read(&self, table: &Table, found: &mut Found, now: Timestamp) -> Result<Publication, Unpublished> {
        let organization = self.account.organization();
        match found.take::<PeriodItem>(&keys::period(&organization, self.period))? {
            Some(period) if period.status == PeriodStatus::Open => Err(Unpublished::Open),
            Some(period) => self.published(&period, found),
            None if self.is_current(table, now).await? => Err(Unpublished::Open),
            None => Err(Unpublished::Unknown),
        }
    }

    fn published(&self, period: &PeriodItem, found: &mut Found) -> Result<Publication, Unpublished> {
        let statement: Option<StatementItem> = found.take(&keys::statement(&self.account, self.period))?;
        let statement = statement.ok_or(Unpublished::Unknown)?;
        // The two items are read at slightly different moments: a draft of the next closing means that the period has
        // been opened again.
        if statement.version > period.version {
            return Err(Unpublished::Open);
        }
        let closed_at =
            period.closed_at.ok_or_else(|| TableError::Broken("a closed period without a time".to_owned()))?;
        let closed = ClosedPeriod { period: period.period, version: period.version, closed_at };
        Ok(Publication { closed, statement })
    }

    async fn is_current(&self, table: &Table, now: Timestamp) -> Result<bool, TableError> {
        let organization: Option<OrganizationItem> =
            table.get(keys::organization(&self.account.organization()), false).await?;
        let zone = organization.and_then(|organization| organization.details).map(|details| details.zone());
        Ok(zone.is_some_and(|zone| Period::of(now.to_zoned(zone).date()) == self.period))
    }
}
