//! Common needs (ОДН) of a house.

use domain::common_needs::Calculation;
use domain::house::HouseCode;
use domain::{OrganizationId, Period};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

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
    /// The version of the period that first carries these calculations: the one that its next closing makes.
    pub version: u32,
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
        Ok(Self { organization, house, period, version, fingerprint, body })
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
