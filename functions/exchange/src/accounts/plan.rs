//! What a row of accounts does to the table: the account, its place in a house, the names it is known under.

use domain::{AccountId, OrganizationId};
use http::{FieldProblem, hash};
use table::entities::account::{AccountItem, AccountMoney, Alias, AliasKind};
use table::entities::house::{HouseAccount, HouseItem};
use table::{Entity as _, Key, Transaction, Update};

use super::AccountRow;
use crate::bulk::{Status, fault};

/// The most steps that a row may need: the account, two memberships, and two aliases of each kind.
pub const MOST_STEPS: usize = 7;

/// The decision about a row.
pub struct Plan {
    old: Option<AccountItem>,
    new: AccountItem,
}

impl Plan {
    /// Joins the row with its house and with what was known of the account.
    pub fn new(
        organization: &OrganizationId,
        row: &AccountRow,
        house: &HouseItem,
        old: Option<AccountItem>,
    ) -> Result<Self, FieldProblem> {
        let id = row.id(organization);
        let address = house.house.flat_address(row.flat.as_ref()).map_err(|refusal| fault("flat", &refusal))?;
        let told = row.access_code.as_ref().map(|code| hash::access_code(&id, code));
        let new = AccountItem {
            access_code_hash: told.or_else(|| old.as_ref()?.access_code_hash.clone()),
            id,
            organization: organization.clone(),
            number: row.number.clone(),
            house: row.house.clone(),
            flat: row.flat.clone(),
            address,
            subscriber: row.subscriber.clone(),
            area: row.area,
            residents: row.residents,
            unified_account: row.unified_account.clone(),
            service_id: row.service_id.clone(),
            readings_window: house.house.readings_window.clone(),
            services: row.services.clone(),
            online: old.as_ref().map(|old| old.online.clone()).unwrap_or_default(),
        };
        Ok(Self { old, new })
    }

    /// What it will come to.
    pub fn status(&self) -> Status {
        match &self.old {
            None => Status::Created,
            Some(old) if *old == self.new => Status::Unchanged,
            Some(_) => Status::Updated,
        }
    }

    /// Adds the row's steps. The account is guarded by everything that the other steps were derived from.
    pub fn write(&self, transaction: Transaction) -> Transaction {
        let transaction = match &self.old {
            None => transaction.put_new("account", &self.new),
            Some(old) => transaction.put_if("account", &self.new, Some(unmoved(old))),
        };
        self.write_aliases(self.write_membership(transaction))
    }

    fn write_membership(&self, transaction: Transaction) -> Transaction {
        let old = self.old.as_ref().map(membership);
        let new = membership(&self.new);
        match old {
            Some(old) if old == new => transaction,
            Some(old) => transaction.delete("left house", old.key()).put("entered house", &new),
            None => transaction.put("entered house", &new),
        }
    }

    fn write_aliases(&self, mut transaction: Transaction) -> Transaction {
        let old = self.old.as_ref().map(aliases).unwrap_or_default();
        let new = aliases(&self.new);
        let kept = |key: &Key, others: &[Alias]| others.iter().any(|alias| alias.key() == *key);
        for alias in old.iter().filter(|alias| !kept(&alias.key(), &new)) {
            transaction = transaction.delete("old alias", alias.key());
        }
        for alias in new.iter().filter(|alias| !kept(&alias.key(), &old)) {
            transaction = transaction.put("new alias", alias);
        }
        transaction
    }
}

fn unmoved(old: &AccountItem) -> Update {
    // Money may be posted while the row is decided.
    AccountMoney::unmoved(&old.id, &old.online)
        .equals("house", &old.house)
        .equals("unified_account", &old.unified_account)
        .equals("service_id", &old.service_id)
        .equals("access_code_hash", &old.access_code_hash)
}

fn membership(account: &AccountItem) -> HouseAccount {
    HouseAccount {
        organization: account.organization.clone(),
        house: account.house.clone(),
        account: account.id.clone(),
    }
}

fn aliases(account: &AccountItem) -> Vec<Alias> {
    let alias = |kind, identifier: &str, account: &AccountId| Alias {
        kind,
        identifier: identifier.to_owned(),
        account: account.clone(),
    };
    let unified = account.unified_account.iter().map(|id| alias(AliasKind::UnifiedAccount, id.as_str(), &account.id));
    let service = account.service_id.iter().map(|id| alias(AliasKind::ServiceId, id.as_str(), &account.id));
    unified.chain(service).collect()
}
