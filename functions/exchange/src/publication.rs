//! What closing and reopening have in common.

use domain::Period;
use http::{ClientAddress, ExchangeCaller};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use table::entities::organization::{ClosedPeriod, OrganizationItem};
use table::entities::period::{PeriodEvent, PeriodItem, PeriodStatus};
use table::{Entity as _, Update};
use utoipa::ToSchema;

/// A period as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct PeriodAnswer {
    /// The month.
    #[schema(value_type = String, example = "2026-10")]
    pub period: Period,
    /// `open` or `closed`.
    #[schema(value_type = String, example = "closed")]
    pub status: PeriodStatus,
    /// How many times it has been closed.
    pub version: u32,
    /// How many statements it holds.
    pub statements: u64,
    /// When it was closed last.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub closed_at: Option<Timestamp>,
    /// The last day to pay; null until it is closed for the first time.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_date: Option<Date>,
}

impl PeriodAnswer {
    /// The answer about a period.
    pub const fn of(item: &PeriodItem) -> Self {
        Self {
            period: item.period,
            status: item.status,
            version: item.version,
            statements: item.statements,
            closed_at: item.closed_at,
            due_date: item.due,
        }
    }
}

/// A change of a period's status: who, from where, when, and what was read.
pub struct Change<'a> {
    /// The accounting system.
    pub caller: &'a ExchangeCaller,
    /// Where the call came from.
    pub address: ClientAddress,
    /// When.
    pub at: Timestamp,
    /// The period as it was read.
    pub item: &'a PeriodItem,
}

impl Change<'_> {
    /// The period gets the status, unless it was closed or reopened since it was read.
    pub fn of_period(&self, status: PeriodStatus) -> Update {
        Update::at(self.item.key()).set("status", status).equals("status", self.item.status).absent_or(
            "version",
            "=",
            self.item.version,
        )
    }

    /// The company gets another latest period, unless anything about it changed since it was read.
    pub fn of_organization(organization: &OrganizationItem, latest: Option<ClosedPeriod>) -> Update {
        Update::at(organization.key())
            .set("latest_closed", latest)
            .set("revision", organization.revision + 1)
            .equals("revision", organization.revision)
    }

    /// The trace.
    pub fn event(&self, status: PeriodStatus, version: u32) -> PeriodEvent {
        PeriodEvent {
            organization: self.item.organization.clone(),
            period: self.item.period,
            version,
            status,
            statements: self.item.statements,
            at: self.at,
            key_prefix: self.caller.key_prefix().to_owned(),
            network: self.address.network(),
        }
    }
}
