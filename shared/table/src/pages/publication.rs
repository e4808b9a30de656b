//! The statement of an account for a period, if residents may see it.

use domain::house::HouseCode;
use domain::statement::Statement;
use domain::{AccountId, Period};
use jiff::Timestamp;
use jiff::civil::Date;

use super::Unpublished;
use super::closing::closing;
use crate::entities::account::AccountItem;
use crate::entities::common_needs::HouseCommonNeeds;
use crate::entities::organization::ClosedPeriod;
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
    /// The last day to pay.
    pub due_date: Date,
    /// The statement.
    pub statement: StatementItem,
    /// Common needs were loaded after the closing that showed the statement first.
    has_later_common_needs: bool,
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
        let (closed, item) = closing(table, &self.account, self.period, found, now).await?;
        let statement: Option<StatementItem> = found.take(&keys::statement(&self.account, self.period))?;
        let statement = statement.ok_or(Unpublished::Unknown)?;
        // The two items are read at slightly different moments: a draft of the next closing means that the period has
        // been opened again.
        if !statement.is_published_by(closed) {
            return Err(Unpublished::Open);
        }
        let has_later_common_needs = item.has_common_needs_after(statement.first_version);
        Ok(Publication { closed, due_date: item.due_date(), statement, has_later_common_needs })
    }
}

impl Publication {
    /// An earlier closing showed something else. Only where common needs were loaded for a later closing, and the charges
    /// stayed, this costs a further read: of the common needs of the house.
    pub async fn is_correction(&self, table: &Table, charged: &Statement) -> Result<bool, Unpublished> {
        let (closed, first) = (self.closed.version, self.statement.first_version);
        if closed == first || self.statement.shown_since() > first {
            return Ok(closed > first);
        }
        if !self.has_later_common_needs {
            return Ok(false);
        }
        let Some(house) = self.house(table).await? else { return Ok(false) };
        let key = keys::common_needs(&self.statement.account.organization(), &house, self.closed.period);
        let house: Option<HouseCommonNeeds> = table.get(key, false).await?;
        // A draft of the next closing: the period has been opened again since it was read.
        if house.as_ref().is_some_and(|house| house.version > closed) {
            return Err(Unpublished::Open);
        }
        Ok(self.statement.charges_since(charged, house.as_ref())? > first)
    }

    /// The house that was charged.
    async fn house(&self, table: &Table) -> Result<Option<HouseCode>, TableError> {
        if let Some(facts) = self.statement.facts()? {
            return Ok(Some(facts.house));
        }
        let account: Option<AccountItem> = table.get(keys::account(&self.statement.account), false).await?;
        Ok(account.map(|account| account.house))
    }
}
