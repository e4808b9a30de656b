//! Loads of a period behind its fence: chunks that are each wholly before a closing or wholly refused.

use domain::Period;
use http::{ApiError, ApiResult, App, Code, ExchangeCaller};
use table::{CommitError, Transaction};
use tokio::sync::Mutex;

use crate::bulk::{Verdict, fault};
use crate::month::{ATTEMPTS, Month};
use crate::row_error::RowError;

/// The decisions about the rows of a chunk and the transaction that carries them out, the update of the period
/// included.
pub struct Chunk {
    /// One for each row.
    pub verdicts: Vec<Verdict>,
    /// What is written; empty where no row is new or different.
    pub transaction: Transaction,
}

/// A load of one period. Commits of its chunks take turns: all of them update the period, and transactions that meet
/// on an item only cost each other repetitions.
pub struct Fence<'a> {
    /// The application.
    pub app: &'a App,
    /// Who loads.
    pub caller: &'a ExchangeCaller,
    /// The month.
    pub period: Period,
    /// Nothing is written.
    pub dry_run: bool,
    turn: Mutex<()>,
}

impl<'a> Fence<'a> {
    /// A load that has not begun.
    pub fn new(app: &'a App, caller: &'a ExchangeCaller, period: Period, dry_run: bool) -> Self {
        Self { app, caller, period, dry_run, turn: Mutex::new(()) }
    }

    /// The month, if it may be loaded; otherwise the reason that concerns every row.
    pub async fn open(&self) -> ApiResult<Result<Month, RowError>> {
        let month = self.month().await?;
        if month.is_out_of_range(self.app) {
            return Ok(Err(RowError::PeriodOutOfRange));
        }
        if month.is_closed() {
            return Err(ApiError::new(Code::PeriodClosed));
        }
        Ok(Ok(month))
    }

    /// Plans a chunk and commits it, again and again where others were there first.
    pub async fn pass<P, F>(&self, mut month: Month, plan: P) -> ApiResult<Vec<Verdict>>
    where
        P: Fn(Month) -> F,
        F: Future<Output = ApiResult<Chunk>>,
    {
        for _ in 0..ATTEMPTS {
            let chunk = plan(month).await?;
            if self.dry_run || chunk.transaction.is_empty() {
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

/// All rows are rejected for the same reason.
pub fn rejected(rows: usize, reason: RowError) -> Vec<Verdict> {
    vec![reject(reason); rows]
}

/// What a closing came before is rejected; what needed no write, or was rejected anyway, stays as decided.
fn closed_meanwhile(verdicts: Vec<Verdict>) -> Vec<Verdict> {
    let late = |verdict: Verdict| if verdict.changes() { reject(RowError::PeriodClosed) } else { verdict };
    verdicts.into_iter().map(late).collect()
}

fn reject(reason: RowError) -> Verdict {
    Verdict::rejected(fault("period", &reason))
}
