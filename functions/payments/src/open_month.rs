//! The month that is open: money that came through the cabinet and that no statement has reported.

use domain::movements::{Movement, Span};
use domain::payment::unreported;
use domain::{AccountId, Period};
use jiff::tz::TimeZone;
use table::entities::account::AccountItem;
use table::entities::closed_periods::ClosedPeriods;
use table::entities::organization::OrganizationItem;
use table::entities::statement::StatementItem;
use table::{Batch, Found, TableError, keys};

/// A row of a closed period with the closing that published it.
#[derive(Debug)]
pub struct Published {
    /// The row.
    pub row: Movement,
    version: u32,
}

impl Published {
    /// The row of a statement of a period that was closed so many times.
    pub fn of(statement: &StatementItem, version: u32) -> Result<Self, TableError> {
        Ok(Self { row: Movement::of(statement.period, statement.statement()?), version })
    }
}

/// What is known of the month that is open, and of those that are closed.
#[derive(Debug)]
pub struct OpenMonth {
    account: Option<AccountItem>,
    organization: Option<OrganizationItem>,
    closed: ClosedPeriods,
}

impl OpenMonth {
    /// What is read for it beside the proof of ownership.
    pub fn batch(account: &AccountId) -> Batch {
        let organization = account.organization();
        Batch::new().with_all([
            keys::account(account),
            keys::organization(&organization),
            keys::closed_periods(&organization),
        ])
    }

    /// What was found.
    pub fn of(account: &AccountId, mut found: Found) -> Result<Self, TableError> {
        let company = account.organization();
        let closed = found.take(&keys::closed_periods(&company))?;
        Ok(Self {
            account: found.take(&keys::account(account))?,
            organization: found.take(&keys::organization(&company))?,
            closed: closed.unwrap_or_else(|| ClosedPeriods::none(company)),
        })
    }

    /// The rows of those of the statements that residents may see.
    pub fn published(&self, statements: &[StatementItem]) -> Result<Vec<Published>, TableError> {
        let seen = statements.iter().filter_map(|one| Some((one, self.closed.publication(one)?)));
        seen.map(|(statement, version)| Published::of(statement, version)).collect()
    }

    /// Whether there may be a row of it, though nothing is published in the span itself.
    pub fn is_asked_for(&self, span: Span, current: Period) -> bool {
        let is_reached = self.period(current).is_some_and(|period| span.ends().1 >= period.min(current));
        is_reached && self.account.as_ref().is_some_and(|account| !account.online.is_empty())
    }

    /// Its row, if there is anything in it and the span reaches to it. `newest` is the newest published month of the
    /// account.
    pub fn row(&self, span: Span, current: Period, newest: Option<&Published>) -> Option<Movement> {
        let period = self.period(current)?;
        // A span of the past ends with a month that is closed.
        if span.ends().1 < period.min(current) {
            return None;
        }
        let published = newest.map(|newest| (newest.row.period, newest.version));
        let entries: Vec<_> = unreported(&self.account.as_ref()?.online, published).collect();
        let closing = newest.map(|newest| newest.row.closing).unwrap_or_default();
        (!entries.is_empty()).then(|| Movement::open(period, closing, &entries, &self.zone()))
    }

    fn period(&self, current: Period) -> Option<Period> {
        let closed = self.organization.as_ref()?.latest_closed;
        Some(closed.map_or(current, |closed| closed.period.plus(1)))
    }

    fn zone(&self) -> TimeZone {
        let details = self.organization.as_ref().and_then(|company| company.details.as_ref());
        details.map_or(TimeZone::UTC, domain::organization::Organization::zone)
    }
}
