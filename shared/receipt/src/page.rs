//! The items that a receipt is made of.

use domain::{AccountId, Period};
use table::entities::account::AccountItem;
use table::entities::meter::{MeterItem, MetersOf};
use table::entities::organization::RequisitesItem;
use table::entities::statement::StatementItem;
use table::{Batch, Found, Table, TableError, keys};

use crate::Published;

/// The receipt of an account for a period: three items by their keys, and the meters by a query at the same time.
#[derive(Debug, Clone)]
pub struct ReceiptPage {
    /// The account.
    pub account: AccountId,
    /// The period.
    pub period: Period,
}

impl ReceiptPage {
    /// Adds the keys of the page to a batch.
    #[must_use]
    pub fn add_to(&self, batch: Batch) -> Batch {
        let organization = self.account.organization();
        batch
            .with(keys::requisites(&organization, self.period))
            .with(keys::statement(&self.account, self.period))
            .with(keys::account(&self.account))
    }

    /// What the latest closing shows; `None` where the period is open or the account is not in it. The two items are
    /// read at slightly different moments: a draft of the next closing means that the period has been opened again.
    pub fn published(&self, found: &mut Found) -> Result<Option<Published>, TableError> {
        let organization = self.account.organization();
        let requisites: Option<RequisitesItem> = found.take(&keys::requisites(&organization, self.period))?;
        let statement: Option<StatementItem> = found.take(&keys::statement(&self.account, self.period))?;
        let published = requisites.zip(statement).and_then(|(requisites, statement)| {
            let closed = requisites.closed().filter(|closed| statement.is_published_by(*closed))?;
            Some(Published { closed, statement, requisites })
        });
        Ok(published)
    }

    /// The account; `None` where it does not exist.
    pub fn account(&self, found: &mut Found) -> Result<Option<AccountItem>, TableError> {
        found.take(&keys::account(&self.account))
    }

    /// Its meters, those that were taken away among them.
    pub async fn meters(&self, table: &Table) -> Result<Vec<MeterItem>, TableError> {
        table.query_all(&MetersOf { account: &self.account }).await
    }
}
