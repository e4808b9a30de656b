//! A load of statements, cut into chunks that a transaction can hold.

use futures::{StreamExt as _, TryStreamExt as _, stream};
use http::ApiResult;

use super::{StatementRow, chunk};
use crate::bulk::Verdict;
use crate::fence::{Fence, rejected};
use crate::month::Month;

/// Statements that one transaction writes, beside the update of the period.
const CHUNK: usize = 99;
/// Bytes of statements that one transaction writes; the store takes 4 MB with all that surrounds them.
const HEAVIEST: usize = 3_000_000;
/// Chunks that are read and decided at once.
const PARALLEL: usize = 3;

/// Loads the rows.
pub async fn load(fence: &Fence<'_>, rows: &[StatementRow]) -> ApiResult<Vec<Verdict>> {
    let month = match fence.open().await? {
        Ok(month) => month,
        Err(reason) => return Ok(rejected(rows.len(), reason)),
    };
    let work: Vec<_> = chunks(rows).into_iter().map(|rows| pass(fence, month.clone(), rows)).collect();
    let decided: Vec<Vec<Verdict>> = stream::iter(work).buffered(PARALLEL).try_collect().await?;
    Ok(decided.into_iter().flatten().collect())
}

/// A chunk in as many transactions as it needs: rows that report payments take more steps than one.
async fn pass(fence: &Fence<'_>, month: Month, mut rows: &[StatementRow]) -> ApiResult<Vec<Verdict>> {
    let mut verdicts = Vec::with_capacity(rows.len());
    while !rows.is_empty() {
        let mut part = fence.pass(month.clone(), |month| chunk::plan(fence, month, rows)).await?;
        rows = rows.get(part.len()..).unwrap_or_default();
        verdicts.append(&mut part);
    }
    Ok(verdicts)
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
