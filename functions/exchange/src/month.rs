//! The period that a load or a closing is about, as it stands now.

use domain::common_needs::Terms;
use domain::movements::MONTHS_AHEAD;
use domain::organization::{Check, Policies};
use domain::{OrganizationId, Period};
use http::{ApiResult, App, ExchangeCaller};
use jiff::tz::TimeZone;
use table::entities::closed_periods::ClosedPeriods;
use table::entities::organization::{OrganizationItem, RequisitesItem};
use table::entities::period::{PeriodItem, PeriodStatus};
use table::{Batch, Update, keys};

/// How often a write that met a concurrent one looks again and decides anew.
pub const ATTEMPTS: u32 = 8;

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
    /// Its closings so far and what their receipts carry, if there was one.
    pub requisites: Option<RequisitesItem>,
}

impl Month {
    /// Reads it, with every write that was acknowledged before.
    pub async fn read(app: &App, caller: &ExchangeCaller, period: Period) -> ApiResult<Self> {
        let organization = keys::organization(caller.organization());
        let item = keys::period(caller.organization(), period);
        let before = keys::period(caller.organization(), period.plus(-1));
        let requisites = keys::requisites(caller.organization(), period);
        let batch = Batch::consistent().with_all([&organization, &item, &before, &requisites].map(Clone::clone));
        let mut found = app.table.batch(batch).await?;
        Ok(Self {
            period,
            item: found.take(&item)?,
            follows_another: found.contains(&before),
            organization: found.take(&organization)?,
            requisites: found.take(&requisites)?,
        })
    }

    /// The same with the calendar of closed periods, which its closing or reopening changes.
    pub async fn with_calendar(app: &App, caller: &ExchangeCaller, period: Period) -> ApiResult<(Self, ClosedPeriods)> {
        let calendar = async { Ok(ClosedPeriods::as_they_are(&app.table, caller.organization()).await?) };
        futures::try_join!(Self::read(app, caller, period), calendar)
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

    /// A load of common needs has begun, so statements are compared with them.
    pub fn has_common_needs(&self) -> bool {
        self.item.as_ref().is_some_and(|item| item.common_needs.is_some())
    }

    /// By which rules the company charges common needs; those of the law where it told none.
    pub fn terms(&self) -> Terms {
        self.policies().map_or(Terms::LAWFUL, Terms::of)
    }

    /// What common needs that differ from ours do.
    pub fn common_needs_check(&self) -> Check {
        self.policies().map_or(Check::Warn, |policies| policies.odn_check)
    }

    fn policies(&self) -> Option<&Policies> {
        Some(&self.organization.as_ref()?.details.as_ref()?.policies)
    }

    /// The period as it must be for a chunk to count: open, and not closed and reopened since it was looked at.
    fn fence(&self, organization: &OrganizationId) -> Update {
        Update::at(keys::period(organization, self.period))
            .set_if_absent("type", "period")
            .set_if_absent("organization", organization)
            .set_if_absent("period", self.period)
            .set_if_absent("status", PeriodStatus::Open)
            .set_if_absent("version", self.version())
            .absent_or("status", "=", PeriodStatus::Open)
            .absent_or("version", "=", self.version())
    }

    /// The same for statements. Where they were compared with no common needs, no load of such may have begun.
    pub fn fence_of_statements(&self, organization: &OrganizationId, created: i64) -> Update {
        let fence = self.fence(organization).add("statements", created);
        if self.has_common_needs() { fence } else { fence.absent("common_needs") }
    }

    /// The same for common needs of houses. Where they were compared with no statements, there may be none.
    pub fn fence_of_common_needs(&self, organization: &OrganizationId, created: i64) -> Update {
        let fence = self.fence(organization).add("common_needs", created);
        let fence = fence.set("common_needs_version", self.version() + 1);
        if self.has_statements() { fence } else { fence.absent_or("statements", "=", 0) }
    }

    /// It lies too far ahead of the month that the company lives in.
    pub fn is_out_of_range(&self, app: &App) -> bool {
        let details = self.organization.as_ref().and_then(|organization| organization.details.as_ref());
        let zone = details.map_or(TimeZone::UTC, domain::organization::Organization::zone);
        let current = Period::of(app.clock.now().to_zoned(zone).date());
        self.period.months_since(current) > MONTHS_AHEAD
    }
}
