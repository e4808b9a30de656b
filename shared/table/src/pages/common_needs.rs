//! The common needs of an account's house for a period, if residents may see them.

use domain::common_needs::Calculation;
use domain::statement::Statement;
use domain::{AccountId, Period};
use jiff::Timestamp;

use super::Unpublished;
use super::closing::closing;
use crate::entities::account::{AccountFacts, AccountItem};
use crate::entities::common_needs::HouseCommonNeeds;
use crate::entities::organization::ClosedPeriod;
use crate::entities::statement::StatementItem;
use crate::{Batch, Found, Table, keys};

/// Two round trips: which house it is, only the account tells.
#[derive(Debug, Clone)]
pub struct CommonNeedsPage {
    /// The account.
    pub account: AccountId,
    /// The period.
    pub period: Period,
}

/// Common needs that residents may see.
#[derive(Debug, Clone)]
pub struct PublishedCommonNeeds {
    /// The period and its closing.
    pub closed: ClosedPeriod,
    /// The account as it is.
    pub account: AccountItem,
    /// The account as it was when it was charged; as it is, where it was not charged.
    pub facts: AccountFacts,
    /// What it was charged, if it was.
    pub statement: Option<Statement>,
    /// One a service; none where nothing was loaded for the house.
    pub calculations: Vec<Calculation>,
}

impl CommonNeedsPage {
    /// Adds the keys of the page to a batch.
    #[must_use]
    pub fn add_to(&self, batch: Batch) -> Batch {
        batch
            .with(keys::account(&self.account))
            .with(keys::period(&self.account.organization(), self.period))
            .with(keys::statement(&self.account, self.period))
    }

    /// Decides whether they may be seen, and reads them.
    pub async fn read(
        &self,
        table: &Table,
        found: &mut Found,
        now: Timestamp,
    ) -> Result<PublishedCommonNeeds, Unpublished> {
        let (closed, _) = closing(table, &self.account, self.period, found, now).await?;
        let account: Option<AccountItem> = found.take(&keys::account(&self.account))?;
        let account = account.ok_or(Unpublished::Unknown)?;
        let item: Option<StatementItem> = found.take(&keys::statement(&self.account, self.period))?;
        if item.as_ref().is_some_and(|item| !item.is_published_by(closed)) {
            return Err(Unpublished::Open);
        }
        let facts = item.as_ref().map_or(Ok(None), StatementItem::facts)?.unwrap_or_else(|| account.facts());
        let statement = item.map(|item| item.statement()).transpose()?;
        let key = keys::common_needs(&account.organization, &facts.house, self.period);
        let calculations = match table.get::<HouseCommonNeeds>(key, false).await? {
            // A draft of the next closing: the period has been opened again since it was read.
            Some(item) if item.version > closed.version => return Err(Unpublished::Open),
            Some(item) => item.calculations()?,
            None => Vec::new(),
        };
        Ok(PublishedCommonNeeds { closed, account, facts, statement, calculations })
    }
}
