//! A corrected address, or another window of readings, on its way to the accounts of the house.
//!
//! The house is written first and marked: from then on a load of accounts takes over what is new. Then the copies
//! are corrected, each only while the house is still this one. The mark goes last, so a call that was cut off is
//! taken up by its repetition.

use domain::AccountId;
use http::{ApiError, ApiResult, Code};
use table::entities::account::AccountItem;
use table::entities::house::{AccountsOfHouse, HouseItem};
use table::{Batch, CommitError, Entity as _, Update, keys};

use super::Houses;
use crate::month::ATTEMPTS;

/// Copies that one transaction corrects, beside the check of the house.
const COPIES: usize = 99;

impl Houses<'_> {
    /// Corrects the copies of the house's address and window. A house that somebody else changed meanwhile is theirs to finish.
    pub(super) async fn spread(&self, house: &HouseItem) -> ApiResult<()> {
        for _ in 0..ATTEMPTS {
            if self.spread_once(house).await? {
                return Ok(());
            }
            let now = self.table.get::<HouseItem>(house.key(), true).await?;
            if now.is_none_or(|now| now.house != house.house) {
                return Ok(());
            }
        }
        Err(ApiError::new(Code::Unavailable).retry_after(1))
    }

    /// `false` when the house or an account changed meanwhile.
    async fn spread_once(&self, house: &HouseItem) -> ApiResult<bool> {
        let members = AccountsOfHouse { organization: &house.organization, house: &house.house.code };
        let members = self.table.query_all(&members).await?;
        let accounts: Vec<AccountId> = members.into_iter().map(|member| member.account).collect();
        for accounts in accounts.chunks(COPIES) {
            if !self.correct(house, accounts).await? {
                return Ok(false);
            }
        }
        let unmark = Update::at(house.key()).set("spreading", false).equals("house", &house.house);
        Ok(self.table.update(unmark).await?)
    }

    async fn correct(&self, house: &HouseItem, accounts: &[AccountId]) -> ApiResult<bool> {
        let mut found = self.table.batch(Batch::consistent().with_all(accounts.iter().map(keys::account))).await?;
        let same_house = Update::at(house.key()).equals("house", &house.house);
        let mut transaction = self.table.transaction().check("house", same_house);
        for account in accounts {
            let account = found.take::<AccountItem>(&keys::account(account))?;
            if let Some(account) = account.filter(|account| account.house == house.house.code) {
                transaction = transaction.update("account", correction(house, &account));
            }
        }
        match self.table.commit(transaction).await {
            Ok(()) => Ok(true),
            Err(CommitError::Refused(_)) => Ok(false),
            Err(CommitError::Table(error)) => Err(error.into()),
        }
    }
}

/// A flat whose number would no longer fit into the line keeps the address of the house alone.
fn correction(house: &HouseItem, account: &AccountItem) -> Update {
    let address = house.house.flat_address(account.flat.as_ref()).unwrap_or_else(|_| house.house.address.clone());
    let update = Update::at(account.key()).set("address", address).set("readings_window", &house.house.readings_window);
    update.equals("house", &account.house).equals("flat", &account.flat)
}
