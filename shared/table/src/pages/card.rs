//! The cards of accounts: account, company and latest closed statement.

use std::collections::HashMap;

use domain::{AccountId, Money, OrganizationId, Period, payment};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use jiff::Timestamp;

use super::earlier::{Published, newest_published};
use crate::entities::account::AccountItem;
use crate::entities::organization::{ClosedPeriod, OrganizationItem};
use crate::entities::statement::StatementItem;
use crate::{Batch, Found, Table, TableError, keys};

/// What the cards of some accounts are made of. Which period was closed last is known to the company's item only, so
/// the statement is asked for by a guess, the month before this one; where the guess is wrong, it costs a second read.
/// So does an account that is not in that period: its earlier statements are then looked through.
#[derive(Debug)]
pub struct CardPage {
    accounts: Vec<AccountId>,
    guess: Period,
    consistent: bool,
}

/// Accounts whose earlier statements are looked through at once.
const PARALLEL: usize = 8;

/// The card of an account.
#[derive(Debug, Clone)]
pub struct Card {
    /// The account.
    pub account: AccountItem,
    /// Its company.
    pub organization: OrganizationItem,
    /// Its newest statement of a closed period, with that closing; `None` before the first.
    pub latest: Option<(ClosedPeriod, StatementItem)>,
}

impl Card {
    /// The balance now, a debt where positive: the closing one of the newest published statement, less the money that
    /// came through the cabinet and that neither it nor any before it has reported.
    pub fn balance(&self) -> Money {
        let closing = self.latest.as_ref().map(|(_, statement)| statement.closing).unwrap_or_default();
        let published = self.latest.as_ref().map(|(closed, _)| (closed.period, closed.version));
        let moved = payment::sum(payment::unreported(&self.account.online, published)).unwrap_or_default();
        closing.checked_sub(moved).unwrap_or(closing)
    }
}

impl CardPage {
    /// The cards of these accounts for people to look at.
    pub fn new(accounts: Vec<AccountId>, now: Timestamp) -> Self {
        Self { accounts, guess: Period::about(now).plus(-1), consistent: false }
    }

    /// The same for a decision: sees every write that was acknowledged, and looks through earlier statements in any
    /// case, so that the work does not tell what was found.
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
        let mut latest = self.latest(table, &organizations, &mut found).await?;
        let cards = self.accounts.iter().map(|account| {
            let item: Option<AccountItem> = found.take(&keys::account(account))?;
            let organization = organizations.get(&account.organization()).cloned();
            let card = |(account, organization): (AccountItem, _)| Card {
                latest: latest.remove(&account.id),
                account,
                organization,
            };
            Ok(item.zip(organization).map(card))
        });
        cards.filter_map(Result::transpose).collect()
    }

    async fn latest(
        &self,
        table: &Table,
        organizations: &HashMap<OrganizationId, OrganizationItem>,
        found: &mut Found,
    ) -> Result<HashMap<AccountId, Published>, TableError> {
        let (mut latest, mut absent) = (HashMap::new(), Vec::new());
        for account in &self.accounts {
            let closed = organizations.get(&account.organization()).and_then(|company| company.latest_closed);
            let published = closed.map(|closed| published(account, closed, found)).transpose()?.flatten();
            if self.consistent || (closed.is_some() && published.is_none()) {
                absent.push((account.clone(), closed.map_or(self.guess, |closed| closed.period).plus(-1)));
            }
            latest.extend(published.map(|published| (account.clone(), published)));
        }
        for (account, published) in self.earlier(table, absent).await? {
            if let Some(published) = published {
                latest.entry(account).or_insert(published);
            }
        }
        Ok(latest)
    }

    async fn earlier(
        &self,
        table: &Table,
        absent: Vec<(AccountId, Period)>,
    ) -> Result<Vec<(AccountId, Option<Published>)>, TableError> {
        stream::iter(absent)
            .map(|(account, last)| newest_published(table, account, last, self.consistent))
            .buffer_unordered(PARALLEL)
            .try_collect()
            .await
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

fn published(account: &AccountId, closed: ClosedPeriod, found: &mut Found) -> Result<Option<Published>, TableError> {
    let statement: Option<StatementItem> = found.take(&keys::statement(account, closed.period))?;
    Ok(statement.filter(|statement| statement.is_published_by(closed)).map(|statement| (closed, statement)))
}
