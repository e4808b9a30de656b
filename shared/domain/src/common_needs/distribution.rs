//! The shares of premises in common needs, by what the calculation divides by: area, or residents. Volumes alone are
//! divided: the money of a flat is its volume times the tariff, rounded once (ПП 354, приложение 2), and not a part of the
//! house's money.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::{Calculation, Premises};
use crate::division::distribute;

/// Areas are weighed to the millionth of a square metre, as documents write them.
const WEIGHT_SCALE: u32 = 6;

/// The volume that falls to these premises together, divided among them in units of `10^-scale`.
pub fn volume_shares<K: Ord + Clone>(
    calculation: &Calculation,
    premises: &BTreeMap<K, Premises>,
    scale: u32,
) -> Option<BTreeMap<K, Decimal>> {
    let parts: BTreeMap<&K, (Decimal, Decimal)> =
        premises.iter().map(|(key, one)| (key, calculation.parts(*one))).collect();
    let units = together(calculation.applied_volume(), &parts, scale)?;
    let shares = distribute(units, &weights(&parts)?)?;
    Some(shares.into_iter().map(|(key, share)| (key.clone(), Decimal::new(share, scale))).collect())
}

/// The part of a volume that falls to these parts of the house, in units of `10^-scale`.
fn together<K>(volume: Decimal, parts: &BTreeMap<K, (Decimal, Decimal)>, scale: u32) -> Option<i64> {
    let (_, whole) = parts.values().next()?;
    let part = parts.values().try_fold(Decimal::ZERO, |sum, (part, _)| sum.checked_add(*part))?;
    in_units(volume.checked_mul(part)?.checked_div(*whole)?, scale)
}

fn weights<K: Ord + Copy>(parts: &BTreeMap<K, (Decimal, Decimal)>) -> Option<BTreeMap<K, u64>> {
    let weight = |part: &Decimal| u64::try_from(in_units(*part, WEIGHT_SCALE)?).ok();
    parts.iter().map(|(key, (part, _))| Some((*key, weight(part)?))).collect()
}

fn in_units(number: Decimal, scale: u32) -> Option<i64> {
    let rounding = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    number.checked_mul(Decimal::from(10_i64.checked_pow(scale)?))?.round_dp_with_strategy(0, rounding).to_i64()
}
