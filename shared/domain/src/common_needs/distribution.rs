//! The shares of premises in common needs, by area. Volumes alone are divided: the money of a flat is its volume times the
//! tariff, rounded once (ПП 354, приложение 2), and not a part of the house's money.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::Calculation;
use crate::division::distribute;

/// Areas are weighed to the millionth of a square metre, as documents write them.
const WEIGHT_SCALE: u32 = 6;

/// The volume that falls to these premises together, divided among them by area in units of `10^-scale`.
pub fn volume_shares<K: Ord + Clone>(
    calculation: &Calculation,
    areas: &BTreeMap<K, Decimal>,
    scale: u32,
) -> Option<BTreeMap<K, Decimal>> {
    let units = together(calculation, areas, calculation.applied_volume(), scale)?;
    let shares = distribute(units, &weights(areas)?)?;
    Some(shares.into_iter().map(|(key, share)| (key, Decimal::new(share, scale))).collect())
}

/// The part of a whole that falls to these areas, in units of `10^-scale`.
fn together<K>(calculation: &Calculation, areas: &BTreeMap<K, Decimal>, whole: Decimal, scale: u32) -> Option<i64> {
    let area = areas.values().try_fold(Decimal::ZERO, |sum, area| sum.checked_add(*area))?;
    let part = whole.checked_mul(area)?.checked_div(calculation.volumes.area_total)?;
    in_units(part, scale)
}

fn weights<K: Ord + Clone>(areas: &BTreeMap<K, Decimal>) -> Option<BTreeMap<K, u64>> {
    let weight = |area: &Decimal| u64::try_from(in_units(*area, WEIGHT_SCALE)?).ok();
    areas.iter().map(|(key, area)| Some((key.clone(), weight(area)?))).collect()
}

fn in_units(number: Decimal, scale: u32) -> Option<i64> {
    let rounding = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    number.checked_mul(Decimal::from(10_i64.checked_pow(scale)?))?.round_dp_with_strategy(0, rounding).to_i64()
}
