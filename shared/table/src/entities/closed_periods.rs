//! The calendar of a company's closed periods.

use std::collections::BTreeMap;

use domain::{OrganizationId, Period};
use serde::{Deserialize, Serialize};

use crate::entities::organization::ClosedPeriod;
use crate::entities::period::{PeriodStatus, PeriodsAsTheyAre};
use crate::entities::statement::StatementItem;
use crate::{Entity, Key, Table, TableError, Update, keys};

/// Which periods of a company are closed, and how many times each has been: a page with years of statements learns from
/// one small item which of them residents may see. A century of months are fifteen kilobytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedPeriods {
    /// The company.
    pub organization: OrganizationId,
    /// Goes up with every closing and reopening, so that none writes over another.
    pub revision: u32,
    /// The closed periods with their versions; one that is reopened is not among them.
    pub versions: BTreeMap<Period, u32>,
}

impl ClosedPeriods {
    /// Those of a company that has closed none.
    pub const fn none(organization: OrganizationId) -> Self {
        Self { organization, revision: 0, versions: BTreeMap::new() }
    }

    /// As a closing or a reopening must know them. A company that closed its periods before there was a calendar has it
    /// made out of them.
    pub async fn as_they_are(table: &Table, organization: &OrganizationId) -> Result<Self, TableError> {
        if let Some(known) = table.get(keys::closed_periods(organization), true).await? {
            return Ok(known);
        }
        let periods = table.query_all(&PeriodsAsTheyAre { organization }).await?;
        let closed = periods.into_iter().filter(|item| item.status == PeriodStatus::Closed);
        let versions = closed.map(|item| (item.period, item.version)).collect();
        Ok(Self { versions, ..Self::none(organization.clone()) })
    }

    /// The closing that shows this statement to residents: the number of times that its period has been closed. `None`
    /// where the period is open, or the statement is a draft of its next closing.
    pub fn publication(&self, statement: &StatementItem) -> Option<u32> {
        let version = *self.versions.get(&statement.period)?;
        (statement.version <= version).then_some(version)
    }

    /// The period has been closed.
    pub fn closed(mut self, closing: ClosedPeriod) -> Update {
        self.versions.insert(closing.period, closing.version);
        self.written()
    }

    /// The period has been reopened.
    pub fn reopened(mut self, period: Period) -> Update {
        self.versions.remove(&period);
        self.written()
    }

    /// Over what was read, and nothing else.
    fn written(&self) -> Update {
        Update::at(self.key())
            .set("type", Self::TYPE)
            .set("organization", &self.organization)
            .set("versions", &self.versions)
            .set("revision", self.revision + 1)
            .absent_or("revision", "=", self.revision)
    }
}

impl Entity for ClosedPeriods {
    const TYPE: &'static str = "closed_periods";
    fn key(&self) -> Key {
        keys::closed_periods(&self.organization)
    }
}
