//! Common needs (ОДН) of a house.

use domain::common_needs::Calculation;
use domain::house::HouseCode;
use domain::{OrganizationId, Period};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::entities::earlier::Earlier;
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
    /// The version since which residents see them, where that is another one: they came back before the next closing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<u32>,
    /// What the closing before showed, where these are others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    earlier: Option<Earlier>,
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
        let body = serde_json::to_string(calculations).map_err(|error| TableError::Broken(error.to_string()))?;
        let digest: [u8; 32] = Sha256::digest(&body).into();
        let fingerprint = domain::id::base32(&digest, 26);
        Ok(Self { organization, house, period, version, since: None, earlier: None, fingerprint, body })
    }

    /// The same in place of what stands there. Calculations that the last closing showed are no others.
    #[must_use]
    pub fn in_place_of(self, old: &Self) -> Self {
        let published = Earlier { fingerprint: old.fingerprint.clone(), since: old.shown_since(), facts: None };
        let earlier = Earlier::beneath(self.version, old.version, published, old.earlier.clone());
        let back = earlier.as_ref().filter(|earlier| earlier.fingerprint == self.fingerprint);
        Self { since: back.map(|back| back.since), earlier, ..self }
    }

    /// The version of the period since which residents see them.
    pub fn shown_since(&self) -> u32 {
        self.since.unwrap_or(self.version)
    }

    /// The calculations, in the order of the first load.
    pub fn calculations(&self) -> Result<Vec<Calculation>, TableError> {
        serde_json::from_str(&self.body).map_err(|_| TableError::Broken("common needs do not read".to_owned()))
    }
}

impl Entity for HouseCommonNeeds {
    const TYPE: &'static str = "house_common_needs";
    fn key(&self) -> Key {
        keys::common_needs(&self.organization, &self.house, self.period)
    }
}
