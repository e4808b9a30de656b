//! The newest statement that residents may see, of an account that is not in its company's latest closed period.

use domain::{AccountId, Period};

use crate::entities::organization::ClosedPeriod;
use crate::entities::period::{PeriodItem, PeriodsWithin};
use crate::entities::statement::{StatementItem, StatementsOf};
use crate::query::WithConsistency;
use crate::{Page, Table, TableError};

/// Periods read at once: three years of small items.
const PERIODS: i32 = 36;
/// Statements read at once. The newest is the one, unless its period is open.
const STATEMENTS: i32 = 3;

/// A statement with the closing that published it.
pub type Published = (ClosedPeriod, StatementItem);

/// The newest published statement of the months up to `last`. Periods and statements are asked for at the same time;
/// another turn is taken only where the account has been absent for years, or all that was read is open.
pub async fn newest_published(
    table: &Table,
    account: AccountId,
    last: Period,
    consistent: bool,
) -> Result<(AccountId, Option<Published>), TableError> {
    let mut next = since_first(last);
    while let Some(last) = next {
        let stretch = Box::pin(Stretch::read(table, &account, last, consistent)).await?;
        if let Some(published) = stretch.published() {
            return Ok((account, Some(published)));
        }
        next = stretch.rest();
    }
    Ok((account, None))
}

/// The newest periods and statements up to a month.
struct Stretch {
    periods: Page<PeriodItem>,
    statements: Page<StatementItem>,
}

impl Stretch {
    async fn read(table: &Table, account: &AccountId, last: Period, consistent: bool) -> Result<Self, TableError> {
        let (organization, span) = (account.organization(), (Period::FIRST, last));
        let periods = WithConsistency { pattern: PeriodsWithin { organization: &organization, span }, consistent };
        let statements = WithConsistency { pattern: StatementsOf { account, span: Some(span) }, consistent };
        let (periods, statements) =
            futures::try_join!(table.query(&periods, PERIODS, None), table.query(&statements, STATEMENTS, None))?;
        Ok(Self { periods, statements })
    }

    fn published(&self) -> Option<Published> {
        self.statements.items.iter().find_map(|statement| {
            let period = self.periods.items.iter().find(|item| item.period == statement.period)?;
            let closed = period.closed().filter(|closed| statement.is_published_by(*closed))?;
            Some((closed, statement.clone()))
        })
    }

    /// The month from which to read on: that of the next statement, where it is known already.
    fn rest(&self) -> Option<Period> {
        let months = || self.statements.items.iter().map(|statement| statement.period);
        let judged = reached(&self.periods, |item| item.period).max(reached(&self.statements, |item| item.period));
        let known = months().find(|month| *month < judged);
        known.or_else(|| self.statements.next.as_ref().map(|_| judged.plus(-1))).and_then(since_first)
    }
}

/// The oldest month of which a page tells whether there is anything.
fn reached<T>(page: &Page<T>, month: impl Fn(&T) -> Period) -> Period {
    page.next.as_ref().and(page.items.last()).map_or(Period::FIRST, month)
}

fn since_first(month: Period) -> Option<Period> {
    (month >= Period::FIRST).then_some(month)
}
