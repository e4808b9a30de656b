//! A chunk of statements: one read, or two where the houses' common needs are known, and one transaction.

use std::collections::HashSet;

use domain::payment::{OnlineEntry, mark, remembered};
use domain::statement::{Receipt, Warning, opening_warning};
use domain::{AccountId, OrganizationId, PaymentId};
use http::ApiResult;
use table::entities::account::{AccountHead, AccountMoney};
use table::entities::reported::Reported;
use table::entities::statement::{StatementHead, StatementItem};
use table::transaction::MOST_STEPS;
use table::{Batch, Entity as _, Found, Table, TableError, Transaction, Update, keys};

use super::StatementRow;
use super::doubts::doubts;
use super::sent::Sent;
use crate::bulk::{Status, Verdict, fault};
use crate::common_needs::Known;
use crate::fence::{Chunk, Fence};
use crate::month::Month;
use crate::row_error::RowError;

/// The most steps of a transaction beside the update of the period.
const STEPS: usize = MOST_STEPS - 1;

/// The decision about a row.
struct Decision {
    verdict: Verdict,
    /// The statement, and what must stand in its place for it to be written.
    statement: Option<(StatementItem, Update)>,
    /// What must stand there where the statement is not written.
    unchanged: Option<Update>,
    reported: Option<Reported>,
    /// The account's money as it was read, where the statement names a payment that is not among it: it may be being
    /// posted at this moment, by who has seen the statement of before.
    awaiting: Option<Update>,
}

impl Decision {
    const fn rejected(verdict: Verdict) -> Self {
        Self { verdict, statement: None, unchanged: None, reported: None, awaiting: None }
    }

    fn steps(&self) -> usize {
        1 + self.reported.as_ref().map_or(0, Reported::steps) + usize::from(self.awaiting.is_some())
    }

    fn write(&self, transaction: Transaction) -> Transaction {
        let transaction = match (&self.statement, &self.reported, &self.unchanged) {
            (Some((statement, guard)), _, _) => transaction.put_if("statement", statement, Some(guard.clone())),
            (None, Some(_), Some(guard)) => transaction.check("statement", guard.clone()),
            _ => transaction,
        };
        let transaction = self.awaiting.iter().fold(transaction, |steps, money| steps.check("money", money.clone()));
        self.reported.iter().fold(transaction, |transaction, reported| reported.write(transaction))
    }
}

/// Reads what the rows are compared with and decides about as many of the first of them as a transaction holds: at
/// least one. Rows that report payments take more steps than one.
pub async fn plan(fence: &Fence<'_>, month: Month, rows: &[StatementRow]) -> ApiResult<Chunk> {
    let (table, organization) = (&fence.app.table, fence.caller.organization());
    let mut found = read(table, organization, &month, rows).await?;
    let sent = Sent::all(table, organization, &month, rows, &mut found).await?;
    let houses = sent.iter().flatten().flat_map(|sent| [&sent.account.facts.house, &sent.facts.house]);
    let known = Known::read(table, organization, &month, houses).await?;
    let (mut verdicts, mut transaction) = (Vec::with_capacity(rows.len()), table.transaction());
    let mut met = HashSet::new();
    for (row, sent) in rows.iter().zip(sent) {
        let house = sent.as_ref().map(|sent| sent.account.facts.house.clone());
        let decision = decide(organization, row, sent, &month, &known, &mut found)?;
        let house = house.filter(|house| decision.statement.is_some() && !met.contains(house));
        let meeting = house.as_ref().and_then(|house| known.meeting(house));
        if transaction.len() + decision.steps() + usize::from(meeting.is_some()) > STEPS && !verdicts.is_empty() {
            break;
        }
        transaction = meeting.into_iter().fold(decision.write(transaction), |steps, one| steps.update("house", one));
        met.extend(house);
        verdicts.push(decision.verdict);
    }
    if !transaction.is_empty() {
        let created = verdicts.iter().filter(|verdict| verdict.status == Status::Created).count();
        let created = i64::try_from(created).unwrap_or(i64::MAX);
        transaction = transaction.update("period", month.fence_of_statements(organization, created));
    }
    Ok(Chunk { verdicts, transaction })
}

fn decide(
    organization: &OrganizationId,
    row: &StatementRow,
    sent: Option<Sent>,
    month: &Month,
    known: &Known,
    found: &mut Found,
) -> Result<Decision, TableError> {
    let id = row.id(organization);
    let Some(sent) = sent else {
        return Ok(Decision::rejected(Verdict::rejected(fault("account", &RowError::AccountUnknown))));
    };
    let doubts = match doubts(row, &id, &sent, month, known) {
        Ok(doubts) => doubts,
        Err(refused) => return Ok(Decision::rejected(Verdict::rejected(refused))),
    };
    let company = month.organization.as_ref().and_then(|organization| organization.details.as_ref());
    if let Some(field) = company.and_then(|company| row.unknown_recipient(company)) {
        return Ok(Decision::rejected(Verdict::rejected(fault(field, &RowError::RecipientUnknown))));
    }
    let before: Option<StatementHead> = found.take_part(&keys::statement(&id, month.period.plus(-1)))?;
    let opening = before.and_then(|before| opening_warning(&row.statement, before.closing));
    let Sent { account, item: new, old, .. } = sent;
    let latest = month.organization.as_ref().and_then(|organization| organization.latest_closed);
    let online = mark(&account.online, new.report(), &row.statement.payments);
    let online = remembered(online, month.period, latest.map(|latest| (latest.period, latest.version)));
    let awaits = online == account.online && names_another(&row.statement.payments, &id, &account.online);
    let awaiting = awaits.then(|| AccountMoney::unmoved(&id, &account.online));
    let reported =
        (online != account.online).then(|| Reported::between(id, row.account.clone(), account.online, online));
    let warnings = opening.into_iter().chain(doubts).collect();
    let decision = compare(new, old, warnings);
    let awaiting = awaiting.filter(|_| decision.statement.is_some());
    Ok(Decision { reported, awaiting, ..decision })
}

/// Whether a payment through the cabinet is among the receipts that the account knows nothing of.
fn names_another(receipts: &[Receipt], account: &AccountId, known: &[OnlineEntry]) -> bool {
    let is_known = |payment: &PaymentId| known.iter().any(|entry| entry.payment == *payment);
    let named = receipts.iter().filter_map(|receipt| PaymentId::parse(receipt.id.as_ref()?.as_str()).ok());
    named.into_iter().any(|payment| payment.account() == *account && !is_known(&payment))
}

/// Written only over what was read: what another load put there meanwhile is looked at again.
fn compare(new: StatementItem, old: Option<StatementHead>, warnings: Vec<Warning>) -> Decision {
    let place = Update::at(new.key());
    let (status, statement, unchanged) = match old {
        None => (Status::Created, Some((new, place.absent("pk"))), None),
        Some(old) if new.is_like(&old) => (Status::Unchanged, None, Some(place.equals("fingerprint", old.fingerprint))),
        Some(old) => {
            (Status::Updated, Some((new.in_place_of(&old), place.equals("fingerprint", old.fingerprint))), None)
        }
    };
    let verdict = Verdict { warnings, ..Verdict::accepted(status) };
    Decision { verdict, statement, unchanged, reported: None, awaiting: None }
}

/// Of accounts and of statements, whichever has them.
const ATTRIBUTES: &[&str] = &{
    let (account, statement) = (AccountHead::ATTRIBUTES, StatementHead::ATTRIBUTES);
    let mut all = [""; AccountHead::ATTRIBUTES.len() + StatementHead::ATTRIBUTES.len()];
    let (head, tail) = all.split_at_mut(account.len());
    head.copy_from_slice(account);
    tail.copy_from_slice(statement);
    all
};

/// Accounts, to see that they exist and what they have; statements that may be there already; those of the month
/// before, for their closing balance. What cannot be there is not asked for: the guards of the writes hold anyway.
async fn read(
    table: &Table,
    organization: &OrganizationId,
    month: &Month,
    rows: &[StatementRow],
) -> Result<Found, TableError> {
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
