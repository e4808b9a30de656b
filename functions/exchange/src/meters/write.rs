//! Chunks of meters, one transaction each.

use domain::AccountId;
use domain::meter::{MeterInput, meter_id};
use http::{ApiError, ApiResult, App, Code, ExchangeCaller};
use table::transaction::MOST_STEPS;
use table::{CommitError, Key, Transaction, keys};

use super::plan::apply;
use crate::bulk::{Status, Verdict, fault};
use crate::ledger::Ledger;
use crate::month::ATTEMPTS;
use crate::row_error::RowError;

/// Rows of one transaction at most: a read of a hundred keys is one round trip, and a row needs two.
const ROWS: usize = 49;

/// Rows whose steps fit into one transaction.
pub fn chunks(rows: &[MeterInput]) -> Vec<&[MeterInput]> {
    let mut chunks = Vec::new();
    let (mut from, mut steps) = (0, 0);
    for (at, row) in rows.iter().enumerate() {
        if at - from == ROWS || steps + most_steps(row) > MOST_STEPS {
            chunks.push(&rows[from..at]);
            (from, steps) = (at, 0);
        }
        steps += most_steps(row);
    }
    chunks.push(&rows[from..]);
    chunks
}

/// Years of readings came after the day of removal: that day is a mistake.
fn too_late(row: &MeterInput) -> Verdict {
    let field = if row.replaces.is_some() { "replaces.on" } else { "archived.on" };
    Verdict::rejected(fault(field, &RowError::RemovedTooLongAgo))
}

/// A meter, and with it the last reading of this or of another one.
fn most_steps(row: &MeterInput) -> usize {
    let readings = usize::from(row.archived.is_some()) + usize::from(row.replaces.is_some());
    1 + readings * Transaction::STEPS_OF_A_READING
}

/// A load of meters.
pub struct Meters<'a> {
    /// The application.
    pub app: &'a App,
    /// Who loads.
    pub caller: &'a ExchangeCaller,
    /// Nothing is written.
    pub dry_run: bool,
}

impl Meters<'_> {
    /// Loads rows that fit into one transaction, unless so many readings give way that each row needs its own.
    pub async fn load_chunk(&self, rows: &[MeterInput]) -> ApiResult<Vec<Verdict>> {
        if let Some(verdicts) = self.load_together(rows).await? {
            return Ok(verdicts);
        }
        let mut verdicts = Vec::with_capacity(rows.len());
        for row in rows {
            let alone = self.load_together(std::slice::from_ref(row)).await?;
            verdicts.append(&mut alone.unwrap_or_else(|| vec![too_late(row)]));
        }
        Ok(verdicts)
    }

    /// Nothing where it is too much for one transaction.
    async fn load_together(&self, rows: &[MeterInput]) -> ApiResult<Option<Vec<Verdict>>> {
        for _ in 0..ATTEMPTS {
            let mut ledger = self.read(rows).await?;
            let mut verdicts = Vec::with_capacity(rows.len());
            for row in rows {
                verdicts.push(self.decide(&mut ledger, row).await?);
            }
            let transaction = ledger.steps(self.app.table.transaction());
            if transaction.len() > MOST_STEPS {
                return Ok(None);
            }
            if self.dry_run || transaction.is_empty() {
                return Ok(Some(verdicts));
            }
            match self.app.table.commit(transaction).await {
                Ok(()) => return Ok(Some(verdicts)),
                // A reading or another load came between: look again.
                Err(CommitError::Refused(_)) => {}
                Err(CommitError::Table(error)) => return Err(error.into()),
            }
        }
        Err(ApiError::new(Code::Unavailable).retry_after(1))
    }

    async fn read(&self, rows: &[MeterInput]) -> ApiResult<Ledger<'_>> {
        let accounts = rows.iter().map(|row| self.account(row)).collect();
        let meters = rows.iter().flat_map(|row| self.keys(row)).collect();
        Ledger::read(self.app, self.caller, accounts, meters).await
    }

    async fn decide(&self, ledger: &mut Ledger<'_>, row: &MeterInput) -> ApiResult<Verdict> {
        let account = self.account(row);
        if ledger.today(&account).is_none() {
            return Ok(Verdict::rejected(fault("account", &RowError::AccountUnknown)));
        }
        let keys = self.keys(row);
        let before = ledger.copy(&keys);
        if let Err(refused) = apply(ledger, &account, row).await? {
            ledger.restore(&keys, before);
            return Ok(Verdict::rejected(refused));
        }
        let is_new = before.first().is_some_and(Option::is_none);
        let is_same =
            before.iter().zip(&keys).all(|(before, key)| before.as_ref().map(|slot| &slot.now) == ledger.meter(key));
        Ok(Verdict::accepted(match (is_new, is_same) {
            (true, _) => Status::Created,
            (_, true) => Status::Unchanged,
            _ => Status::Updated,
        }))
    }

    fn account(&self, row: &MeterInput) -> AccountId {
        AccountId::of(self.caller.organization(), &row.account)
    }

    /// The meter of a row, and the one that it replaces.
    fn keys(&self, row: &MeterInput) -> Vec<Key> {
        let account = self.account(row);
        let serials = std::iter::once(&row.serial).chain(row.replaces.iter().map(|replaces| &replaces.serial));
        serials.map(|serial| keys::meter(&account, &meter_id(&account, serial))).collect()
    }
}
