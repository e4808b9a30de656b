//! A load of statements: chunks that are each wholly before a closing or wholly refused.

use domain::Period;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use http::{ApiError, ApiResult, App, Code, ExchangeCaller};
use table::CommitError;
use tokio::sync::Mutex;

use super::StatementRow;
use super::chunk::Chunk;
use crate::bulk::{Verdict, fault};
use crate::month::{ATTEMPTS, Month};
use crate::row_error::RowError;

/// Statements that one transaction writes, beside the update of the period.
const CHUNK: usize = 99;
/// Bytes of statements that one transaction writes; the store takes 4 MB with all that surrounds them.
const HEAVIEST: usize = 3_000_000;
/// Chunks that are read and decided at once. Their commits take turns: all of them update the period, and
/// transactions that meet on an item only cost each other repetitions.
const PARALLEL: usize = 3;

/// A load of statements of one period.
pub struct Load<'a> {
    app: &'a App,
    caller: &'a ExchangeCaller,
    period: Period,
    dry_run: bool,
    turn: Mutex<()>,
}

impl<'a> Load<'a> {
    /// A load that has not begun.
    pub fn new(app: &'a App, caller: &'a ExchangeCaller, period: Period, dry_run: bool) -> Self {
        Self { app, caller, period, dry_run, turn: Mutex::new(()) }
    }

    /// Loads the rows.
    pub async fn run(&self, rows: &[StatementRow]) -> ApiResult<Vec<Verdict>> {
        let month = self.month().await?;
        if month.is_out_of_range(self.app) {
            return Ok(rejected(rows.len(), RowError::PeriodOutOfRange));
        }
        if month.is_closed() {
            return Err(ApiError::new(Code::PeriodClosed));
        }
        let work: Vec<_> = chunks(rows).into_iter().map(|rows| self.load_chunk(rows, month.clone())).collect();
        let decided: Vec<Vec<Verdict>> = stream::iter(work).buffered(PARALLEL).try_collect().await?;
        Ok(decided.into_iter().flatten().collect())
    }

    async fn load_chunk(&self, rows: &[StatementRow], mut month: Month) -> ApiResult<Vec<Verdict>> {
        for _ in 0..ATTEMPTS {
            let chunk = Chunk::plan(&self.app.table, self.caller.organization(), &month, rows).await?;
            if self.dry_run || chunk.changes_nothing() {
                return Ok(chunk.verdicts);
            }
            let turn = self.turn.lock().await;
            match self.app.table.commit(chunk.transaction).await {
                Ok(()) => return Ok(chunk.verdicts),
                Err(CommitError::Refused(_)) => {}
                Err(CommitError::Table(error)) => return Err(error.into()),
            }
            drop(turn);
            // The period was closed, or another load was there first: look again.
            month = self.month().await?;
            if month.is_closed() {
                return Ok(closed_meanwhile(chunk.verdicts));
            }
        }
        Err(ApiError::new(Code::Unavailable).retry_after(1))
    }

    async fn month(&self) -> ApiResult<Month> {
        Month::read(self.app, self.caller, self.period).await
    }
}

/// The rows in chunks that a transaction can hold.
fn chunks(mut rows: &[StatementRow]) -> Vec<&[StatementRow]> {
    let mut chunks = Vec::new();
    while !rows.is_empty() {
        let (chunk, rest) = rows.split_at(fitting(rows));
        chunks.push(chunk);
        rows = rest;
    }
    chunks
}

/// How many of the first rows go together: at least one, for a single statement is never too heavy.
fn fitting(rows: &[StatementRow]) -> usize {
    let mut weight = 0;
    let heavy = rows.iter().take(CHUNK).position(|row| {
        weight += row.statement.weight();
        weight > HEAVIEST
    });
    heavy.unwrap_or_else(|| rows.len().min(CHUNK)).max(1)
}

/// What a closing came before is rejected; what needed no write, or was rejected anyway, stays as decided.
fn closed_meanwhile(verdicts: Vec<Verdict>) -> Vec<Verdict> {
    let late = |verdict: Verdict| if verdict.changes() { reject(RowError::PeriodClosed) } else { verdict };
    verdicts.into_iter().map(late).collect()
}

fn rejected(rows: usize, reason: RowError) -> Vec<Verdict> {
    vec![reject(reason); rows]
}

fn reject(reason: RowError) -> Verdict {
    Verdict::rejected(fault("period", &reason))
}
