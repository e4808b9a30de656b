//! Houses on their way into the table.

mod spread;

use std::collections::HashMap;

use domain::house::{House, HouseCode};
use http::{ApiError, ApiResult, Code, ExchangeCaller};
use table::entities::house::HouseItem;
use table::{Batch, CommitError, Entity as _, Table, Update, keys};

use crate::bulk::{Status, Verdict};
use crate::month::ATTEMPTS;

/// A load of houses.
pub struct Houses<'a> {
    /// Where to.
    pub table: &'a Table,
    /// Who loads.
    pub caller: &'a ExchangeCaller,
    /// Nothing is written.
    pub dry_run: bool,
}

impl Houses<'_> {
    /// The houses that are there already.
    pub async fn read(&self, rows: &[House]) -> ApiResult<HashMap<HouseCode, HouseItem>> {
        let organization = self.caller.organization();
        let key = |row: &House| keys::house(organization, &row.code);
        let mut found = self.table.batch(Batch::consistent().with_all(rows.iter().map(key))).await?;
        let mut houses = HashMap::new();
        for row in rows {
            if let Some(item) = found.take::<HouseItem>(&key(row))? {
                houses.insert(row.code.clone(), item);
            }
        }
        Ok(houses)
    }

    /// Writes one house; `stored` is what was read.
    pub async fn load(&self, row: &House, mut stored: Option<HouseItem>) -> ApiResult<Verdict> {
        for _ in 0..ATTEMPTS {
            let status = compare(stored.as_ref(), row);
            if self.dry_run {
                return Ok(Verdict::accepted(status));
            }
            if self.write(row, stored.as_ref(), status).await? {
                return Ok(Verdict::accepted(status));
            }
            stored = self.table.get(keys::house(self.caller.organization(), &row.code), true).await?;
        }
        Err(ApiError::new(Code::Unavailable).retry_after(1))
    }

    /// `false` when somebody else wrote the house meanwhile.
    async fn write(&self, row: &House, stored: Option<&HouseItem>, status: Status) -> ApiResult<bool> {
        let moved = stored.is_some_and(|stored| stored.spreading || differs_for_accounts(&stored.house, row));
        let item = HouseItem { organization: self.caller.organization().clone(), house: row.clone(), spreading: moved };
        if status != Status::Unchanged && !self.replace(&item, stored).await? {
            return Ok(false);
        }
        if moved {
            self.spread(&item).await?;
        }
        Ok(true)
    }

    async fn replace(&self, item: &HouseItem, stored: Option<&HouseItem>) -> ApiResult<bool> {
        let transaction = match stored {
            None => self.table.transaction().put_new("house", item),
            Some(stored) => {
                let guard = Update::at(item.key()).equals("house", &stored.house);
                self.table.transaction().put_if("house", item, Some(guard))
            }
        };
        match self.table.commit(transaction).await {
            Ok(()) => Ok(true),
            Err(CommitError::Refused(_)) => Ok(false),
            Err(CommitError::Table(error)) => Err(error.into()),
        }
    }
}

/// What accounts hold copies of has changed.
fn differs_for_accounts(stored: &House, row: &House) -> bool {
    stored.address != row.address || stored.readings_window != row.readings_window
}

fn compare(stored: Option<&HouseItem>, row: &House) -> Status {
    match stored {
        None => Status::Created,
        Some(stored) if stored.house == *row => Status::Unchanged,
        Some(_) => Status::Updated,
    }
}
