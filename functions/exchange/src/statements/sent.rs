//! A statement as it was sent, beside its account and what stands in its place.

use domain::OrganizationId;
use domain::line_text::LineText;
use table::entities::account::{AccountFacts, AccountHead};
use table::entities::earlier::Earlier;
use table::entities::statement::{StatementHead, StatementItem};
use table::{Batch, Entity as _, Found, Table, TableError, keys};

use super::StatementRow;
use crate::month::Month;

/// A statement of an account that is known.
pub struct Sent {
    /// The account as it is now.
    pub account: AccountHead,
    /// The account to which these charges are made out: those that residents see already stay as they were.
    pub facts: AccountFacts,
    /// The last closing showed the same charges: whatever the account has become since, nothing new is said of it.
    pub is_seen: bool,
    /// The item to be stored, made out to the account as it is now.
    pub item: StatementItem,
    /// What stands in its place.
    pub old: Option<StatementHead>,
    /// Services that a closing of the month has charged and the account does not list any more.
    charged_before: Vec<LineText>,
}

impl Sent {
    /// The rows in their order; `None` where there is no such account.
    pub async fn all(
        table: &Table,
        organization: &OrganizationId,
        month: &Month,
        rows: &[StatementRow],
        found: &mut Found,
    ) -> Result<Vec<Option<Self>>, TableError> {
        let sent = rows.iter().map(|row| Self::of(organization, month, row, found));
        let mut sent = sent.collect::<Result<Vec<_>, _>>()?;
        with_charged_before(table, month, rows, &mut sent).await?;
        Ok(sent)
    }

    fn of(
        organization: &OrganizationId,
        month: &Month,
        row: &StatementRow,
        found: &mut Found,
    ) -> Result<Option<Self>, TableError> {
        let id = row.id(organization);
        let Some(account) = found.take_part::<AccountHead>(&keys::account(&id))? else { return Ok(None) };
        let old: Option<StatementHead> = found.take_part(&keys::statement(&id, month.period))?;
        let latest = month.organization.as_ref().and_then(|organization| organization.latest_closed);
        let item = StatementItem::new(id, month.period, month.version() + 1, &row.statement)?;
        let item = item.made_out_to(&account.facts)?.loaded_beside(latest);
        let seen = old.as_ref().and_then(|old| item.as_seen(old));
        let kept = seen.as_ref().map_or(Ok(None), Earlier::account)?;
        let (facts, is_seen) = (kept.unwrap_or_else(|| account.facts.clone()), seen.is_some());
        Ok(Some(Self { account, facts, is_seen, item, old, charged_before: Vec::new() }))
    }

    /// It is what the last closing showed and what stands there: nothing is written.
    pub fn stays(&self) -> bool {
        self.is_seen && self.old.as_ref().is_some_and(|old| self.item.is_like(old))
    }

    /// Where the first line is whose service the account has no reason to be charged.
    pub fn unknown_service(&self, row: &StatementRow) -> Option<usize> {
        let knows = |service| self.account.may_have(service) || self.charged_before.contains(service);
        row.statement.lines.iter().position(|line| !self.is_seen && !knows(&line.service))
    }
}

/// Whoever corrects a month that was closed may charge what it charged. Only rows that would be refused ask for that.
async fn with_charged_before(
    table: &Table,
    month: &Month,
    rows: &[StatementRow],
    sent: &mut [Option<Sent>],
) -> Result<(), TableError> {
    let refused = rows.iter().zip(sent).filter_map(|(row, sent)| {
        let sent = sent.as_mut().filter(|sent| sent.unknown_service(row).is_some())?;
        let was_closed = sent.old.as_ref().is_some_and(|old| old.first_version <= month.version());
        was_closed.then_some(sent)
    });
    let mut refused: Vec<&mut Sent> = refused.collect();
    if refused.is_empty() {
        return Ok(());
    }
    let batch = Batch::consistent().with_all(refused.iter().map(|sent| sent.item.key()));
    let mut found = table.batch(batch).await?;
    for sent in &mut refused {
        let standing: Option<StatementItem> = found.take(&sent.item.key())?;
        let charged = standing.as_ref().map(StatementItem::statement).transpose()?;
        let lines = charged.into_iter().flat_map(|statement| statement.lines);
        sent.charged_before = lines.map(|line| line.service).collect();
    }
    Ok(())
}
