//! A house and the accounts in it.

use domain::house::House;
use domain::{AccountId, OrganizationId, house::HouseCode};
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Pattern, keys};

/// A house of a company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseItem {
    /// The company.
    pub organization: OrganizationId,
    /// What its accounting system told.
    pub house: House,
    /// Address or window were corrected, and their copies in the accounts are not all corrected yet: a repeated load goes
    /// on.
    #[serde(default)]
    pub spreading: bool,
}

impl Entity for HouseItem {
    const TYPE: &'static str = "house";
    fn key(&self) -> Key {
        keys::house(&self.organization, &self.house.code)
    }
}

/// That an account belongs to a house: found when the house's address is corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseAccount {
    /// The company.
    pub organization: OrganizationId,
    /// The house.
    pub house: HouseCode,
    /// The account.
    pub account: AccountId,
}

impl Entity for HouseAccount {
    const TYPE: &'static str = "house_account";
    fn key(&self) -> Key {
        keys::house_account(&self.organization, &self.house, &self.account)
    }
}

/// The accounts of a house.
pub struct AccountsOfHouse<'a> {
    /// The company.
    pub organization: &'a OrganizationId,
    /// The house.
    pub house: &'a HouseCode,
}

impl Pattern for AccountsOfHouse<'_> {
    type Output = HouseAccount;
    fn partition(&self) -> String {
        keys::house_partition(self.organization, self.house)
    }
    fn prefix(&self) -> String {
        keys::HOUSE_ACCOUNT.to_owned()
    }
    fn consistent(&self) -> bool {
        true
    }
}
