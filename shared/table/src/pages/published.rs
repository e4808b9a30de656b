//! The statements of an account that residents may see, over a span of periods.

use std::collections::HashMap;

use domain::{AccountId, Period};

use crate::entities::organization::ClosedPeriod;
use crate::entities::period::{PeriodItem, PeriodsWithin};
use crate::entities::statement::{StatementItem, StatementsOf};
use crate::{Table, TableError};

/// Oldest first; periods and statements are read at the same time.
pub async fn published_within(
    table: &Table,
    account: &AccountId,
    span: (Period, Period),
) -> Result<Vec<StatementItem>, TableError> {
    let organization = account.organization();
    let periods = PeriodsWithin { organization: &organization, span };
    let statements = StatementsOf { account, span: Some(span) };
    let (periods, statements) = futures::try_join!(table.query_all(&periods), table.query_all(&statements))?;
    let closed: HashMap<Period, ClosedPeriod> =
        periods.iter().filter_map(PeriodItem::closed).map(|closed| (closed.period, closed)).collect();
    let is_out = |item: &StatementItem| closed.get(&item.period).is_some_and(|closed| item.is_published_by(*closed));
    Ok(statements.into_iter().rev().filter(is_out).collect())
}
