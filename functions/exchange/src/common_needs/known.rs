//! The common needs that a month holds already, for the statements that are compared with them.

use std::collections::{HashMap, HashSet};

use domain::OrganizationId;
use domain::common_needs::Calculation;
use domain::house::HouseCode;
use table::entities::common_needs::HouseCommonNeeds;
use table::entities::house_loads::HouseLoads;
use table::{Batch, Table, TableError, Update, keys};

use crate::month::Month;

/// What is known of houses.
#[derive(Debug, Default)]
pub struct Known(HashMap<HouseCode, OfHouse>);

#[derive(Debug)]
struct OfHouse {
    calculations: Vec<Calculation>,
    loads: HouseLoads,
}

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
        let houses: HashSet<&HouseCode> = houses.collect();
        let needs = |house: &&HouseCode| keys::common_needs(organization, house, month.period);
        let loads = |house: &&HouseCode| keys::house_loads(organization, house, month.period);
        let batch = Batch::consistent().with_all(houses.iter().map(needs)).with_all(houses.iter().map(loads));
        let mut found = table.batch(batch).await?;
        let mut known = HashMap::with_capacity(houses.len());
        for house in houses {
            let item: Option<HouseCommonNeeds> = found.take(&needs(&house))?;
            let calculations = item.map_or(Ok(Vec::new()), |item| item.calculations())?;
            let loads = HouseLoads::found(&mut found, organization, house, month.period)?;
            known.insert(house.clone(), OfHouse { calculations, loads });
        }
        Ok(Self(known))
    }

    /// The calculations of a house.
    pub fn of(&self, house: &HouseCode) -> &[Calculation] {
        self.0.get(house).map(|known| known.calculations.as_slice()).unwrap_or_default()
    }

    /// What a write of statements of the house needs and leaves, for loads of its common needs at the same moment.
    pub fn meeting(&self, house: &HouseCode) -> Option<Update> {
        self.0.get(house).map(|known| known.loads.of_statements())
    }
}
