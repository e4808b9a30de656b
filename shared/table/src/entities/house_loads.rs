//! What keeps apart the loads of a house that are compared with each other.

use domain::house::HouseCode;
use domain::{OrganizationId, Period};
use serde::{Deserialize, Serialize};

use crate::{Entity, Found, Key, TableError, Update, keys};

/// How often statements of a house and its common needs (ОДН) were loaded for a month. Either load is compared with what
/// the other one left there; of two at once, the second finds the count of the other raised and looks again. Loads of
/// statements count here from the moment that a load of common needs has begun in the month, so a month without any pays
/// nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseLoads {
    /// The company.
    pub organization: OrganizationId,
    /// The house.
    pub house: HouseCode,
    /// The month.
    pub period: Period,
    /// Writes of statements.
    #[serde(default)]
    statements: u64,
    /// Writes of common needs.
    #[serde(default)]
    common_needs: u64,
}

impl HouseLoads {
    /// That of a house among what was found; none of either where there is no item.
    pub fn found(
        found: &mut Found,
        organization: &OrganizationId,
        house: &HouseCode,
        period: Period,
    ) -> Result<Self, TableError> {
        let none = || Self {
            organization: organization.clone(),
            house: house.clone(),
            period,
            statements: 0,
            common_needs: 0,
        };
        Ok(found.take(&keys::house_loads(organization, house, period))?.unwrap_or_else(none))
    }

    /// Statements are written that were compared with the common needs as they were when this was read.
    pub fn of_statements(&self) -> Update {
        self.raise("statements").absent_or("common_needs", "=", self.common_needs)
    }

    /// Common needs are written that were compared with the statements as they were when this was read.
    pub fn of_common_needs(&self) -> Update {
        self.raise("common_needs").absent_or("statements", "=", self.statements)
    }

    fn raise(&self, count: &str) -> Update {
        Update::at(self.key())
            .set_if_absent("type", Self::TYPE)
            .set_if_absent("organization", &self.organization)
            .set_if_absent("house", &self.house)
            .set_if_absent("period", self.period)
            .add(count, 1)
    }
}

impl Entity for HouseLoads {
    const TYPE: &'static str = "house_loads";
    fn key(&self) -> Key {
        keys::house_loads(&self.organization, &self.house, self.period)
    }
}
