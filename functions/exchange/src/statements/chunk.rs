//! A chunk of statements: one read, one transaction.

use domain::statement::{Warning, base_warnings, opening_warning};
use domain::{AccountId, OrganizationId};
use http::ApiResult;
use table::entities::period::PeriodStatus;
use table::entities::statement::{StatementHead, StatementItem};
use table::{Batch, Entity as _, Found, Table, TableError, Transaction, Update, keys};

use super::StatementRow;
use crate::bulk::{Status, Verdict, fault};
use crate::month::Month;
use crate::row_error::RowError;

/// The decisions about the rows of a chunk and the transaction that carries them out.
pub struct Chunk {
    /// One for each row.
    pub verdicts: Vec<Verdict>,
    /// The statements and the fence.
    pub transaction: Transaction,
}

/// A statement and what must stand in its place for it to be written.
type Write = (StatementItem, Update);

impl Chunk {
    /// Reads what the rows are compared with and decides.
    pub async fn plan(
        table: &Table,
        organization: &OrganizationId,
        month: &Month,
        rows: &[StatementRow],
    ) -> ApiResult<Self> {
        let mut found = read(table, organization, month, rows).await?;
        let mut verdicts = Vec::with_capacity(rows.len());
        let mut transaction = table.transaction();
        for row in rows {
            let (verdict, write) = decide(row.id(organization), row, month, &mut found)?;
            verdicts.push(verdict);
            if let Some((statement, guard)) = write {
                transaction = transaction.put_if("statement", &statement, Some(guard));
            }
        }
        if !transaction.is_empty() {
            let created = verdicts.iter().filter(|verdict| verdict.status == Status::Created).count();
            transaction = transaction.update("period", fence(organization, month, created));
        }
        Ok(Self { verdicts, transaction })
    }

    /// No row is new or different.
    pub fn changes_nothing(&self) -> bool {
        self.transaction.is_empty()
    }
}

fn decide(
    id: AccountId,
    row: &StatementRow,
    month: &Month,
    found: &mut Found,
) -> Result<(Verdict, Option<Write>), TableError> {
    if !found.contains(&keys::account(&id)) {
        return Ok((Verdict::rejected(fault("account", &RowError::AccountUnknown)), None));
    }
    let before: Option<StatementHead> = found.take_part(&keys::statement(&id, month.period.plus(-1)))?;
    let old: Option<StatementHead> = found.take_part(&keys::statement(&id, month.period))?;
    let new = StatementItem::new(id, month.period, month.version() + 1, &row.statement)?;
    let (status, write) = compare(new, old);
    Ok((Verdict { warnings: warnings(row, before), ..Verdict::accepted(status) }, write))
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

/// Accounts, to see that they exist; statements that may be there already; those of the month before, for their
/// closing balance. What cannot be there is not asked for: the guards of the writes hold in any case.
async fn read(
    table: &Table,
    organization: &OrganizationId,
    month: &Month,
    rows: &[StatementRow],
) -> Result<Found, TableError> {
    let ids: Vec<AccountId> = rows.iter().map(|row| row.id(organization)).collect();
    let mut batch = Batch::consistent().only(StatementHead::ATTRIBUTES).with_all(ids.iter().map(keys::account));
    if month.has_statements() {
        batch = batch.with_all(ids.iter().map(|id| keys::statement(id, month.period)));
    }
    if month.follows_another {
        batch = batch.with_all(ids.iter().map(|id| keys::statement(id, month.period.plus(-1))));
    }
    table.batch(batch).await
}

/// The period as it must be for the chunk to count: open, and not closed and reopened since it was looked at.
fn fence(organization: &OrganizationId, month: &Month, created: usize) -> Update {
    Update::at(keys::period(organization, month.period))
        .set_if_absent("type", "period")
        .set_if_absent("organization", organization)
        .set_if_absent("period", month.period)
        .set_if_absent("status", PeriodStatus::Open)
        .set_if_absent("version", month.version())
        .add("statements", i64::try_from(created).unwrap_or(i64::MAX))
        .absent_or("status", "=", PeriodStatus::Open)
        .absent_or("version", "=", month.version())
}

fn warnings(row: &StatementRow, before: Option<StatementHead>) -> Vec<Warning> {
    let opening = before.and_then(|before| opening_warning(&row.statement, before.closing));
    opening.into_iter().chain(base_warnings(&row.statement)).collect()
}
