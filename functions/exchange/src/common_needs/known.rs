//! The common needs that a month holds already, for the statements that are compared with them.

use std::collections::{HashMap, HashSet};

use domain::OrganizationId;
use domain::common_needs::Calculation;
use domain::house::HouseCode;
use table::entities::common_needs::HouseCommonNeeds;
use table::{Batch, Table, TableError, keys};

use crate::month::Month;

/// Calculations by house.
#[derive(Debug, Default)]
pub struct Known(HashMap<HouseCode, Vec<Calculation>>);

impl Known {
    /// Reads those of these houses; a month without any costs no read.
    pub async fn read(
        table: &Table,
        organization: &OrganizationId,
        month: &Month,
        houses: impl Iterator<Item = &HouseCode>,
    ) -> Result<Self, TableError> {
        if !month.has_common_needs() {
            return Ok(Self::default());
        }
        let key = |house: &&HouseCode| keys::common_needs(organization, house, month.period);
        let houses: HashSet<&HouseCode> = houses.collect();
        let mut found = table.batch(Batch::consistent().with_all(houses.iter().map(key))).await?;
        let mut known = HashMap::with_capacity(houses.len());
        for house in houses {
            if let Some(item) = found.take::<HouseCommonNeeds>(&key(&house))? {
                known.insert(house.clone(), item.calculations()?);
            }
        }
        Ok(Self(known))
    }

    /// Those of a house.
    pub fn of(&self, house: &HouseCode) -> &[Calculation] {
        self.0.get(house).map(Vec::as_slice).unwrap_or_default()
    }
}
