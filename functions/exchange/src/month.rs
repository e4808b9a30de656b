//! The period that a load or a closing is about, as it stands now.

use domain::Period;
use http::{ApiResult, App, ExchangeCaller};
use jiff::tz::TimeZone;
use table::entities::organization::OrganizationItem;
use table::entities::period::{PeriodItem, PeriodStatus};
use table::{Batch, keys};

/// How often a write that met a concurrent one looks again and decides anew.
pub const ATTEMPTS: u32 = 8;

/// The most months that a loaded period may lie ahead of the current one.
const MONTHS_AHEAD: i16 = 1;

/// What is known of a period, the one before it, and the company.
#[derive(Debug, Clone)]
pub struct Month {
    /// The month.
    pub period: Period,
    /// The period, if anything was ever loaded for it.
    pub item: Option<PeriodItem>,
    /// Something was loaded for the month before.
    pub follows_another: bool,
    /// The company, if its item is there.
    pub organization: Option<OrganizationItem>,
}

impl Month {
    /// Reads it, with every write that was acknowledged before.
    pub async fn read(app: &App, caller: &ExchangeCaller, period: Period) -> ApiResult<Self> {
        let organization = keys::organization(caller.organization());
        let item = keys::period(caller.organization(), period);
        let before = keys::period(caller.organization(), period.plus(-1));
        let batch = Batch::consistent().with(organization.clone()).with(item.clone()).with(before.clone());
        let mut found = app.table.batch(batch).await?;
        Ok(Self {
            period,
            item: found.take(&item)?,
            follows_another: found.contains(&before),
            organization: found.take(&organization)?,
        })
    }

    /// Residents see it, so nothing may be loaded.
    pub fn is_closed(&self) -> bool {
        self.item.as_ref().is_some_and(|item| item.status == PeriodStatus::Closed)
    }

    /// How many times it has been closed.
    pub fn version(&self) -> u32 {
        self.item.as_ref().map_or(0, |item| item.version)
    }

    /// It holds statements already.
    pub fn has_statements(&self) -> bool {
        self.item.as_ref().is_some_and(|item| item.statements > 0)
    }

    /// It lies too far ahead of the month that the company lives in.
    pub fn is_out_of_range(&self, app: &App) -> bool {
        let details = self.organization.as_ref().and_then(|organization| organization.details.as_ref());
        let zone = details.map_or(TimeZone::UTC, domain::organization::Organization::zone);
        let current = Period::of(app.clock.now().to_zoned(zone).date());
        self.period.months_since(current) > MONTHS_AHEAD
    }
}
