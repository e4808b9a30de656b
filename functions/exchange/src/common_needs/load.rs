//! A load of common needs: rows of a house go together, because a house is one item.

use domain::house::HouseCode;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use http::{ApiError, ApiResult, Code};

use super::{CommonNeedsRow, chunk};
use crate::bulk::Verdict;
use crate::fence::{Fence, rejected};
use crate::month::{ATTEMPTS, Month};
use crate::row_error::RowError;

/// Houses that one transaction writes, beside the update of the period; each of 60 services at most.
const CHUNK: usize = 30;
/// Chunks that are read and decided at once.
const PARALLEL: usize = 3;

/// The rows of a house, with their places in the call.
pub type RowsOfHouse<'a> = (&'a HouseCode, Vec<(usize, &'a CommonNeedsRow)>);

/// Loads the rows.
pub async fn load(fence: &Fence<'_>, rows: &[CommonNeedsRow]) -> ApiResult<Vec<Verdict>> {
    let month = match begin(fence).await? {
        Ok(month) => month,
        Err(reason) => return Ok(rejected(rows.len(), reason)),
    };
    let houses = by_house(rows);
    let pass = |houses| fence.pass(month.clone(), move |month| chunk::plan(fence, month, houses));
    let work: Vec<_> = houses.chunks(CHUNK).map(pass).collect();
    let decided: Vec<Vec<Verdict>> = stream::iter(work).buffered(PARALLEL).try_collect().await?;
    in_order_of_the_call(&houses, decided.into_iter().flatten())
}

/// The month, with the mark that loads of common needs have begun: loads of statements that come after it count at the
/// house, so that either of two at once sees the other.
async fn begin(fence: &Fence<'_>) -> ApiResult<Result<Month, RowError>> {
    for _ in 0..ATTEMPTS {
        let month = match fence.open().await? {
            Ok(month) => month,
            refused => return Ok(refused),
        };
        if month.has_common_needs() || fence.dry_run {
            return Ok(Ok(month));
        }
        // Whether this one was first or another: the month is read again after it.
        fence.app.table.update(month.fence_of_common_needs(fence.caller.organization(), 0)).await?;
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}

fn by_house(rows: &[CommonNeedsRow]) -> Vec<RowsOfHouse<'_>> {
    let mut houses: Vec<RowsOfHouse<'_>> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for (index, row) in rows.iter().enumerate() {
        let place = *places.entry(&row.house).or_insert(houses.len());
        match houses.get_mut(place) {
            Some((_, rows)) => rows.push((index, row)),
            None => houses.push((&row.house, vec![(index, row)])),
        }
    }
    houses
}

fn in_order_of_the_call(houses: &[RowsOfHouse<'_>], decided: impl Iterator<Item = Verdict>) -> ApiResult<Vec<Verdict>> {
    let places = houses.iter().flat_map(|(_, rows)| rows.iter().map(|(index, _)| *index));
    let mut verdicts: Vec<(usize, Verdict)> = places.zip(decided).collect();
    verdicts.sort_by_key(|(index, _)| *index);
    let complete = verdicts.iter().enumerate().all(|(place, (index, _))| place == *index);
    if !complete {
        return Err(ApiError::internal(&"a row of common needs was left without a decision"));
    }
    Ok(verdicts.into_iter().map(|(_, verdict)| verdict).collect())
}
