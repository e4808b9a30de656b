//! Chunks of accounts, one transaction each.

use std::collections::HashMap;

use domain::house::HouseCode;
use http::{ApiError, ApiResult, Code, ExchangeCaller};
use table::entities::account::AccountItem;
use table::entities::house::HouseItem;
use table::{Batch, CommitError, Entity as _, Found, Table, Update, keys};

use super::AccountRow;
use super::plan::{MOST_STEPS, Plan};
use crate::bulk::{Status, Verdict, fault};
use crate::month::ATTEMPTS;
use crate::row_error::RowError;

/// Rows of one house that one transaction writes, beside the check of the house.
const CHUNK: usize = 99 / MOST_STEPS;

/// Rows with their places in the load.
pub type Chunk<'a> = Vec<(usize, &'a AccountRow)>;

/// A load of accounts.
pub struct Accounts<'a> {
    /// Where to.
    pub table: &'a Table,
    /// Who loads.
    pub caller: &'a ExchangeCaller,
    /// Nothing is written.
    pub dry_run: bool,
}

impl Accounts<'_> {
    /// Puts the rows of a house together: its transactions then check one item, and no two of them meet on it.
    pub fn by_house(rows: &[AccountRow]) -> Vec<Vec<Chunk<'_>>> {
        let mut houses: HashMap<&HouseCode, Chunk> = HashMap::new();
        for (index, row) in rows.iter().enumerate() {
            houses.entry(&row.house).or_default().push((index, row));
        }
        houses.into_values().map(|rows| rows.chunks(CHUNK).map(<[_]>::to_vec).collect()).collect()
    }

    /// Loads the rows of one house, chunk after chunk.
    pub async fn load_house(&self, chunks: Vec<Chunk<'_>>) -> ApiResult<Vec<(usize, Verdict)>> {
        let mut verdicts = Vec::new();
        for chunk in chunks {
            verdicts.append(&mut self.load_chunk(&chunk).await?);
        }
        Ok(verdicts)
    }

    async fn load_chunk(&self, chunk: &[(usize, &AccountRow)]) -> ApiResult<Vec<(usize, Verdict)>> {
        for _ in 0..ATTEMPTS {
            let Some((house, mut found)) = self.read(chunk).await? else {
                let unknown = Verdict::rejected(fault("house", &RowError::HouseUnknown));
                return Ok(chunk.iter().map(|(index, _)| (*index, unknown.clone())).collect());
            };
            let mut plans = Vec::new();
            let mut verdicts = Vec::new();
            for (index, row) in chunk {
                let verdict = match self.plan(row, &house, &mut found)? {
                    Ok(plan) => {
                        let status = plan.status();
                        plans.extend((status != Status::Unchanged).then_some(plan));
                        Verdict::accepted(status)
                    }
                    Err(refused) => refused,
                };
                verdicts.push((*index, verdict));
            }
            if self.dry_run || plans.is_empty() || self.commit(&house, &plans).await? {
                return Ok(verdicts);
            }
        }
        Err(ApiError::new(Code::Unavailable).retry_after(1))
    }

    /// The house and the accounts that are there already; `None` where there is no such house.
    async fn read(&self, chunk: &[(usize, &AccountRow)]) -> ApiResult<Option<(HouseItem, Found)>> {
        let Some((_, first)) = chunk.first() else { return Ok(None) };
        let organization = self.caller.organization();
        let house = keys::house(organization, &first.house);
        let accounts = chunk.iter().map(|(_, row)| keys::account(&row.id(organization)));
        let mut found = self.table.batch(Batch::consistent().with(house.clone()).with_all(accounts)).await?;
        Ok(found.take::<HouseItem>(&house)?.map(|house| (house, found)))
    }

    fn plan(&self, row: &AccountRow, house: &HouseItem, found: &mut Found) -> ApiResult<Result<Plan, Verdict>> {
        let organization = self.caller.organization();
        let old = found.take::<AccountItem>(&keys::account(&row.id(organization)))?;
        Ok(Plan::new(organization, row, house, old).map_err(Verdict::rejected))
    }

    /// `false` when the house or an account changed meanwhile.
    async fn commit(&self, house: &HouseItem, plans: &[Plan]) -> ApiResult<bool> {
        let same_address = Update::at(house.key()).equals("house", &house.house);
        let transaction = self.table.transaction().check("house", same_address);
        let transaction = plans.iter().fold(transaction, |transaction, plan| plan.write(transaction));
        match self.table.commit(transaction).await {
            Ok(()) => Ok(true),
            Err(CommitError::Refused(_)) => Ok(false),
            Err(CommitError::Table(error)) => Err(error.into()),
        }
    }
}
