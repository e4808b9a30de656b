//! A chunk of statements: one read, or two where the houses' common needs are known, and one transaction.

use domain::OrganizationId;
use domain::statement::opening_warning;
use http::ApiResult;
use table::entities::account::AccountHead;
use table::entities::statement::{StatementHead, StatementItem};
use table::{Batch, Entity as _, Found, Table, TableError, Update, keys};

use super::StatementRow;
use super::doubts::doubts;
use crate::bulk::{Status, Verdict, fault};
use crate::common_needs::Known;
use crate::fence::{Chunk, Fence};
use crate::month::Month;
use crate::row_error::RowError;

/// A statement and what must stand in its place for it to be written.
type Write = (StatementItem, Update);

/// Reads what the rows are compared with and decides.
pub async fn plan(fence: &Fence<'_>, month: Month, rows: &[StatementRow]) -> ApiResult<Chunk> {
    let (table, organization) = (&fence.app.table, fence.caller.organization());
    let mut found = read(table, organization, &month, rows).await?;
    let accounts = accounts(organization, rows, &mut found)?;
    let known = Known::read(table, organization, &month, accounts.iter().flatten().map(|head| &head.house)).await?;
    let (mut verdicts, mut transaction) = (Vec::with_capacity(rows.len()), table.transaction());
    for (row, account) in rows.iter().zip(accounts) {
        let (verdict, write) = decide(organization, row, account.as_ref(), &month, &known, &mut found)?;
        verdicts.push(verdict);
        if let Some((statement, guard)) = write {
            transaction = transaction.put_if("statement", &statement, Some(guard));
        }
    }
    if !transaction.is_empty() {
        let created = verdicts.iter().filter(|verdict| verdict.status == Status::Created).count();
        let created = i64::try_from(created).unwrap_or(i64::MAX);
        transaction = transaction.update("period", month.fence(organization).add("statements", created));
    }
    Ok(Chunk { verdicts, transaction })
}

fn decide(
    organization: &OrganizationId,
    row: &StatementRow,
    account: Option<&AccountHead>,
    month: &Month,
    known: &Known,
    found: &mut Found,
) -> Result<(Verdict, Option<Write>), TableError> {
    let id = row.id(organization);
    let Some(account) = account else {
        return Ok((Verdict::rejected(fault("account", &RowError::AccountUnknown)), None));
    };
    let doubts = match doubts(row, account, month, known) {
        Ok(doubts) => doubts,
        Err(refused) => return Ok((Verdict::rejected(refused), None)),
    };
    let before: Option<StatementHead> = found.take_part(&keys::statement(&id, month.period.plus(-1)))?;
    let opening = before.and_then(|before| opening_warning(&row.statement, before.closing));
    let old: Option<StatementHead> = found.take_part(&keys::statement(&id, month.period))?;
    let new = StatementItem::new(id, month.period, month.version() + 1, &row.statement)?;
    let (status, write) = compare(new, old);
    let warnings = opening.into_iter().chain(doubts).collect();
    Ok((Verdict { warnings, ..Verdict::accepted(status) }, write))
}

/// Written only over what was read: what another load put there meanwhile is looked at again.
fn compare(new: StatementItem, old: Option<StatementHead>) -> (Status, Option<Write>) {
    let place = Update::at(new.key());
    match old {
        None => (Status::Created, Some((new, place.absent("pk")))),
        Some(old) if old.fingerprint == new.fingerprint => (Status::Unchanged, None),
        Some(old) => (Status::Updated, Some((new, place.equals("fingerprint", old.fingerprint)))),
    }
}

/// Accounts, to see that they exist and what they have; statements that may be there already; those of the month
/// before, for their closing balance. What cannot be there is not asked for: the guards of the writes hold anyway.
async fn read(
    table: &Table,
    organization: &OrganizationId,
    month: &Month,
    rows: &[StatementRow],
) -> Result<Found, TableError> {
    /// Of accounts and of statements.
    const ATTRIBUTES: &[&str] = &["fingerprint", "closing", "number", "house", "area", "residents", "services"];
    let ids: Vec<_> = rows.iter().map(|row| row.id(organization)).collect();
    let mut batch = Batch::consistent().only(ATTRIBUTES).with_all(ids.iter().map(keys::account));
    if month.has_statements() {
        batch = batch.with_all(ids.iter().map(|id| keys::statement(id, month.period)));
    }
    if month.follows_another {
        batch = batch.with_all(ids.iter().map(|id| keys::statement(id, month.period.plus(-1))));
    }
    table.batch(batch).await
}

fn accounts(
    organization: &OrganizationId,
    rows: &[StatementRow],
    found: &mut Found,
) -> Result<Vec<Option<AccountHead>>, TableError> {
    rows.iter().map(|row| found.take_part(&keys::account(&row.id(organization)))).collect()
}
