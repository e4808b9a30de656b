//! Whether residents may see a period.

use domain::{AccountId, Period};
use jiff::Timestamp;

use crate::entities::organization::{ClosedPeriod, OrganizationItem};
use crate::entities::period::{PeriodItem, PeriodStatus};
use crate::{Found, Table, TableError, keys};

/// Why there is nothing to see.
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

/// The closing of a period of the account's company, and the period's item that tells it. Only a period that was never loaded costs
/// a further read: of the company, in whose zone the current month is counted.
pub(super) async fn closing(
    table: &Table,
    account: &AccountId,
    period: Period,
    found: &mut Found,
    now: Timestamp,
) -> Result<(ClosedPeriod, PeriodItem), Unpublished> {
    match found.take::<PeriodItem>(&keys::period(&account.organization(), period))? {
        Some(item) if item.status == PeriodStatus::Open => Err(Unpublished::Open),
        Some(item) => {
            let closed =
                item.closed().ok_or_else(|| TableError::Broken("a closed period without a time".to_owned()))?;
            Ok((closed, item))
        }
        None if is_current(table, account, period, now).await? => Err(Unpublished::Open),
        None => Err(Unpublished::Unknown),
    }
}

async fn is_current(table: &Table, account: &AccountId, period: Period, now: Timestamp) -> Result<bool, TableError> {
    let organization: Option<OrganizationItem> = table.get(keys::organization(&account.organization()), false).await?;
    let zone = organization.and_then(|organization| organization.details).map(|details| details.zone());
    Ok(zone.is_some_and(|zone| Period::of(now.to_zoned(zone).date()) == period))
}
