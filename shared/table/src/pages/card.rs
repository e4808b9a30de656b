//! The cards of accounts: account, company and latest closed statement.

use std::collections::HashMap;

use domain::{AccountId, OrganizationId, Period};
use jiff::Timestamp;

use crate::entities::account::AccountItem;
use crate::entities::organization::{ClosedPeriod, OrganizationItem};
use crate::entities::statement::StatementItem;
use crate::{Batch, Found, Table, TableError, keys};

/// What the cards of some accounts are made of. Which period was closed last is known to the company's item only, so
/// the statement is asked for by a guess, the month before this one; where the guess is wrong, it costs a second read.
#[derive(Debug)]
pub struct CardPage {
    accounts: Vec<AccountId>,
    guess: Period,
    consistent: bool,
}

/// The card of an account.
#[derive(Debug, Clone)]
pub struct Card {
    /// The account.
    pub account: AccountItem,
    /// Its company.
    pub organization: OrganizationItem,
    /// Its statement of the company's latest closed period, with that closing; `None` where there is none.
    pub latest: Option<(ClosedPeriod, StatementItem)>,
}

impl CardPage {
    /// The cards of these accounts for people to look at.
    pub fn new(accounts: Vec<AccountId>, now: Timestamp) -> Self {
        Self { accounts, guess: Period::about(now).plus(-1), consistent: false }
    }

    /// The same for a decision: sees every write that was acknowledged.
    pub fn decisive(accounts: Vec<AccountId>, now: Timestamp) -> Self {
        Self { consistent: true, ..Self::new(accounts, now) }
    }

    /// The keys of the first round trip.
    pub fn batch(&self) -> Batch {
        let add = |batch: Batch, account: &AccountId| {
            batch
                .with(keys::account(account))
                .with(keys::organization(&account.organization()))
                .with(keys::statement(account, self.guess))
        };
        self.accounts.iter().fold(self.empty(), add)
    }

    /// Puts the cards together, in the order of the accounts; accounts that do not exist are left out.
    pub async fn read(&self, table: &Table, mut found: Found) -> Result<Vec<Card>, TableError> {
        let organizations = self.organizations(&mut found)?;
        let missed = self.missed(&organizations);
        if !missed.keys.is_empty() {
            found.0.extend(table.batch(missed).await?.0);
        }
        let cards = self.accounts.iter().map(|account| card(account, &organizations, &mut found));
        cards.filter_map(Result::transpose).collect()
    }

    fn organizations(&self, found: &mut Found) -> Result<HashMap<OrganizationId, OrganizationItem>, TableError> {
        let mut organizations = HashMap::new();
        for account in &self.accounts {
            let id = account.organization();
            if let Some(organization) = found.take(&keys::organization(&id))? {
                organizations.insert(id, organization);
            }
        }
        Ok(organizations)
    }

    /// The statements of accounts whose company closed another month last than was guessed.
    fn missed(&self, organizations: &HashMap<OrganizationId, OrganizationItem>) -> Batch {
        let latest = |account: &AccountId| organizations.get(&account.organization())?.latest_closed;
        let missed = self.accounts.iter().filter_map(|account| {
            let closed = latest(account)?;
            (closed.period != self.guess).then(|| keys::statement(account, closed.period))
        });
        missed.fold(self.empty(), Batch::with)
    }

    fn empty(&self) -> Batch {
        if self.consistent { Batch::consistent() } else { Batch::new() }
    }
}

fn card(
    account: &AccountId,
    organizations: &HashMap<OrganizationId, OrganizationItem>,
    found: &mut Found,
) -> Result<Option<Card>, TableError> {
    let item: Option<AccountItem> = found.take(&keys::account(account))?;
    let (Some(item), Some(organization)) = (item, organizations.get(&account.organization())) else { return Ok(None) };
    let latest = match organization.latest_closed {
        Some(closed) => {
            let statement: Option<StatementItem> = found.take(&keys::statement(account, closed.period))?;
            // A statement of a later version is a draft of the next closing.
            statement.filter(|statement| statement.version <= closed.version).map(|statement| (closed, statement))
        }
        None => None,
    };
    Ok(Some(Card { account: item, organization: organization.clone(), latest }))
}
