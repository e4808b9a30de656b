//! A billing period of a company: the fence between loading and closing.

use domain::due_date::due_date;
use domain::{OrganizationId, Period};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::entities::organization::ClosedPeriod;
use crate::{Entity, Key, Pattern, keys};

/// A period of a company. Every chunk of loaded statements goes through a conditional update of this item, so a load
/// is either wholly before a closing or refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodItem {
    /// The company.
    pub organization: OrganizationId,
    /// The month.
    pub period: Period,
    /// Whether residents see it.
    pub status: PeriodStatus,
    /// How many times it has been closed; 0 before the first time.
    #[serde(default)]
    pub version: u32,
    /// How many statements it holds.
    #[serde(default)]
    pub statements: u64,
    /// How many houses have their common needs (ОДН) loaded; `None` until a load of them has begun, which loads of
    /// statements look out for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub common_needs: Option<u64>,
    /// The version that its next closing made or makes, when common needs were loaded last. Read it with
    /// [`PeriodItem::has_common_needs_after`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub common_needs_version: Option<u32>,
    /// When it was closed last.
    #[serde(default)]
    pub closed_at: Option<Timestamp>,
    /// The last day to pay, as its closings have it. Read it with [`PeriodItem::due_date`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

impl PeriodItem {
    /// The last day to pay: the law's, where it was never closed or its closing named none.
    pub fn due_date(&self) -> Date {
        self.due.unwrap_or_else(|| due_date(self.period, None))
    }

    /// Common needs were loaded for a later closing than this. Items from before the version was kept tell only whether any were
    /// loaded, so they may have been.
    pub fn has_common_needs_after(&self, version: u32) -> bool {
        self.common_needs_version.map_or(self.common_needs.is_some(), |latest| latest > version)
    }

    /// The closing that residents see; `None` while the period is open.
    pub fn closed(&self) -> Option<ClosedPeriod> {
        let closed_at = self.closed_at.filter(|_| self.status == PeriodStatus::Closed)?;
        Some(ClosedPeriod { period: self.period, version: self.version, closed_at })
    }
}

/// Whether residents see a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodStatus {
    /// The accountant works on it.
    Open,
    /// Charges are published.
    Closed,
}

impl Entity for PeriodItem {
    const TYPE: &'static str = "period";
    fn key(&self) -> Key {
        keys::period(&self.organization, self.period)
    }
}

/// Periods of a company from the first to the last of a span, both included, newest first.
pub struct PeriodsWithin<'a> {
    /// The company.
    pub organization: &'a OrganizationId,
    /// First and last period.
    pub span: (Period, Period),
}

impl Pattern for PeriodsWithin<'_> {
    type Output = PeriodItem;
    fn partition(&self) -> String {
        keys::periods_partition(self.organization)
    }
    fn prefix(&self) -> String {
        keys::PERIOD.to_owned()
    }
    fn range(&self) -> Option<(String, String)> {
        let sort_key = |period| keys::period(self.organization, period).sk;
        Some((sort_key(self.span.0), sort_key(self.span.1)))
    }
    fn newest_first(&self) -> bool {
        true
    }
}

/// Periods of a company, newest first.
pub struct PeriodsOf<'a> {
    /// The company.
    pub organization: &'a OrganizationId,
}

impl Pattern for PeriodsOf<'_> {
    type Output = PeriodItem;
    fn partition(&self) -> String {
        keys::periods_partition(self.organization)
    }
    fn prefix(&self) -> String {
        keys::PERIOD.to_owned()
    }
    fn newest_first(&self) -> bool {
        true
    }
}

/// The same for what decides about a write: includes every closing that was acknowledged before.
pub struct PeriodsAsTheyAre<'a> {
    /// The company.
    pub organization: &'a OrganizationId,
}

impl Pattern for PeriodsAsTheyAre<'_> {
    type Output = PeriodItem;
    fn partition(&self) -> String {
        keys::periods_partition(self.organization)
    }
    fn prefix(&self) -> String {
        keys::PERIOD.to_owned()
    }
    fn newest_first(&self) -> bool {
        true
    }
    fn consistent(&self) -> bool {
        true
    }
}

/// The trace of a closing or a reopening. Never changed, never deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodEvent {
    /// The company.
    pub organization: OrganizationId,
    /// The month.
    pub period: Period,
    /// The version that was made by the closing or taken back by the reopening.
    pub version: u32,
    /// What the period became.
    pub status: PeriodStatus,
    /// Statements it held then.
    pub statements: u64,
    /// When.
    pub at: Timestamp,
    /// Public part of the exchange key that did it.
    pub key_prefix: String,
    /// The network it was done from.
    pub network: String,
}

impl Entity for PeriodEvent {
    const TYPE: &'static str = "period_event";
    fn key(&self) -> Key {
        let became = match self.status {
            PeriodStatus::Open => "OPEN",
            PeriodStatus::Closed => "CLOSED",
        };
        keys::period_event(&self.organization, self.period, self.version, became)
    }
}

/// What was done to the periods of a company, by month, oldest first.
pub struct PeriodEventsOf<'a> {
    /// The company.
    pub organization: &'a OrganizationId,
}

impl Pattern for PeriodEventsOf<'_> {
    type Output = PeriodEvent;
    fn partition(&self) -> String {
        keys::periods_partition(self.organization)
    }
    fn prefix(&self) -> String {
        keys::PERIOD_EVENT.to_owned()
    }
}
