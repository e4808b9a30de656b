//! What a flat can plausibly consume.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::meter::Resource;
use crate::number;

/// The most that a flat plausibly consumes in a month; more is asked about, never refused. A company may set other
/// limits than the usual ones.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingLimits {
    /// m³.
    #[serde(default, with = "number::text::option", skip_serializing_if = "Option::is_none")]
    pub cold_water: Option<Decimal>,
    /// m³.
    #[serde(default, with = "number::text::option", skip_serializing_if = "Option::is_none")]
    pub hot_water: Option<Decimal>,
    /// kWh, all zones together.
    #[serde(default, with = "number::text::option", skip_serializing_if = "Option::is_none")]
    pub electricity: Option<Decimal>,
    /// m³.
    #[serde(default, with = "number::text::option", skip_serializing_if = "Option::is_none")]
    pub gas: Option<Decimal>,
    /// Gcal.
    #[serde(default, with = "number::text::option", skip_serializing_if = "Option::is_none")]
    pub heat: Option<Decimal>,
}

impl ReadingLimits {
    /// The limit of a resource: the company's, else the usual one.
    pub fn of(&self, resource: Resource) -> Decimal {
        let (set, usual) = match resource {
            Resource::ColdWater => (self.cold_water, 100),
            Resource::HotWater => (self.hot_water, 100),
            Resource::Electricity => (self.electricity, 2000),
            Resource::Gas => (self.gas, 1000),
            Resource::Heat => (self.heat, 10),
        };
        set.unwrap_or(Decimal::from(usual))
    }

    /// Every limit that is set is above zero.
    pub fn are_possible(&self) -> bool {
        let set = [self.cold_water, self.hot_water, self.electricity, self.gas, self.heat];
        set.into_iter().flatten().all(|limit| limit > Decimal::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_the_usual_one_until_the_company_sets_its_own() {
        let limits = ReadingLimits { gas: Some(50.into()), ..ReadingLimits::default() };
        assert_eq!(limits.of(Resource::ColdWater), Decimal::from(100));
        assert_eq!(limits.of(Resource::Electricity), Decimal::from(2000));
        assert_eq!(limits.of(Resource::Gas), Decimal::from(50));
    }

    #[test]
    fn a_limit_of_nothing_is_impossible() {
        assert!(!ReadingLimits { heat: Some(Decimal::ZERO), ..ReadingLimits::default() }.are_possible());
    }
}
