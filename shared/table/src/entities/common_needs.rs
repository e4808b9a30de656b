//! Common needs (ОДН) of a house.

use std::collections::BTreeMap;

use domain::common_needs::Calculation;
use domain::house::HouseCode;
use domain::line_text::LineText;
use domain::statement::Statement;
use domain::{OrganizationId, Period};
use serde::{Deserialize, Serialize};

use crate::entities::earlier::Earlier;
use crate::entities::statement::{digest, json};
use crate::{Entity, Key, TableError, keys};

/// The calculations of a house for a period, one a service: a resident's page and a chunk of statements read them as
/// one item. One JSON text, as a statement is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseCommonNeeds {
    /// The company.
    pub organization: OrganizationId,
    /// The house.
    pub house: HouseCode,
    /// The month.
    pub period: Period,
    /// The version of the period that its next closing made or makes: when they were loaded.
    pub version: u32,
    /// The version since which residents see the calculation of a service, where that is another one: it stayed, or came
    /// back before the next closing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    seen_since: BTreeMap<LineText, u32>,
    /// What the closing before showed of a service, where that is another calculation.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    seen_before: BTreeMap<LineText, Earlier>,
    /// Fingerprint of the body, the condition under which it is replaced.
    pub fingerprint: String,
    /// The calculations as JSON.
    body: String,
}

impl HouseCommonNeeds {
    /// Makes the item of calculations that the closing number `version` of their period will publish.
    pub fn new(
        organization: OrganizationId,
        house: HouseCode,
        period: Period,
        version: u32,
        calculations: &[Calculation],
    ) -> Result<Self, TableError> {
        let body = json(calculations)?;
        let (seen_since, seen_before) = (BTreeMap::new(), BTreeMap::new());
        let fingerprint = digest(&body);
        Ok(Self { organization, house, period, version, seen_since, seen_before, fingerprint, body })
    }

    /// The same in place of what stands there. A calculation that the last closing showed is no other.
    pub fn in_place_of(mut self, old: &Self) -> Result<Self, TableError> {
        let standing = old.calculations()?;
        for new in self.calculations()? {
            let replaced = standing.iter().find(|standing| standing.service == new.service);
            let earlier = replaced.map_or(Ok(None), |replaced| old.published(replaced, self.version))?;
            match earlier {
                Some(earlier) if earlier.fingerprint == fingerprint(&new)? => {
                    self.seen_since.insert(new.service, earlier.since);
                }
                earlier => self.seen_before.extend(earlier.map(|earlier| (new.service, earlier))),
            }
        }
        Ok(self)
    }

    /// What residents saw last in the place of a calculation of these, before closing number `draft`.
    fn published(&self, calculation: &Calculation, draft: u32) -> Result<Option<Earlier>, TableError> {
        let since = self.shown_since(&calculation.service);
        let remembered = self.seen_before.get(&calculation.service).cloned();
        let standing = Earlier { fingerprint: fingerprint(calculation)?, since, facts: None };
        Ok(Earlier::beneath(draft, since, standing, remembered))
    }

    /// The version of the period since which residents see the calculation of a service.
    pub fn shown_since(&self, service: &LineText) -> u32 {
        self.seen_since.get(service).copied().unwrap_or(self.version)
    }

    /// The latest version that changed the calculation of a service that is charged; `None` where none of them is.
    pub(crate) fn changed_for(&self, charged: &Statement) -> Result<Option<u32>, TableError> {
        let is_charged = |service: &LineText| charged.lines.iter().any(|line| line.service == *service);
        let calculations = self.calculations()?.into_iter().map(|calculation| calculation.service);
        Ok(calculations.filter(is_charged).map(|service| self.shown_since(&service)).max())
    }

    /// The calculations, in the order of the first load.
    pub fn calculations(&self) -> Result<Vec<Calculation>, TableError> {
        serde_json::from_str(&self.body).map_err(|_| TableError::Broken("common needs do not read".to_owned()))
    }
}

fn fingerprint(calculation: &Calculation) -> Result<String, TableError> {
    json(&calculation.canonical()).map(|text| digest(&text))
}

impl Entity for HouseCommonNeeds {
    const TYPE: &'static str = "house_common_needs";
    fn key(&self) -> Key {
        keys::common_needs(&self.organization, &self.house, self.period)
    }
}
