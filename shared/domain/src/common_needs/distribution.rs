//! Division of a whole in which nothing is lost: the largest remainder.
//!
//! Everybody gets the whole units of the exact share; what is left over goes, a unit each, to those whose share lost
//! most by that. Of equal losses the lesser key comes first, so the result follows from the keys and not from an order.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::Calculation;
use crate::Money;

/// Areas are weighed to the millionth of a square metre, as documents write them.
const WEIGHT_SCALE: u32 = 6;

/// Divides whole units, positive or negative, by weight; `None` where nothing weighs or the numbers do not fit.
pub fn distribute<K: Ord + Clone>(units: i64, weights: &BTreeMap<K, u64>) -> Option<BTreeMap<K, i64>> {
    let whole: i128 = weights.values().map(|weight| i128::from(*weight)).sum();
    if whole == 0 {
        return None;
    }
    let (mut shares, mut losses) = (BTreeMap::new(), Vec::with_capacity(weights.len()));
    for (key, weight) in weights {
        let exact = i128::from(units.unsigned_abs()).checked_mul(i128::from(*weight))?;
        shares.insert(key.clone(), i64::try_from(exact / whole).ok()?);
        losses.push((exact % whole, key));
    }
    let left = i64::try_from(units.unsigned_abs()).ok()? - shares.values().sum::<i64>();
    losses.sort_by(|(one, first), (other, second)| other.cmp(one).then_with(|| first.cmp(second)));
    for (_, key) in losses.into_iter().take(usize::try_from(left).ok()?) {
        *shares.get_mut(key)? += 1;
    }
    Some(shares.into_iter().map(|(key, share)| (key, share * units.signum())).collect())
}

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

/// The money that falls to these premises together, divided among them by area.
pub fn money_shares<K: Ord + Clone>(
    calculation: &Calculation,
    areas: &BTreeMap<K, Decimal>,
) -> Option<BTreeMap<K, Money>> {
    let roubles = calculation.applied_volume().checked_mul(calculation.volumes.tariff)?;
    let shares = distribute(together(calculation, areas, roubles, 2)?, &weights(areas)?)?;
    Some(shares.into_iter().map(|(key, share)| (key, Money::from_kopecks(share))).collect())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_unit_goes_to_the_largest_loss() {
        let weights = BTreeMap::from([("a", 1), ("b", 2), ("c", 4)]);
        assert_eq!(distribute(10, &weights), Some(BTreeMap::from([("a", 1), ("b", 3), ("c", 6)])));
        assert_eq!(distribute(-10, &weights), Some(BTreeMap::from([("a", -1), ("b", -3), ("c", -6)])));
    }

    #[test]
    fn of_equal_losses_the_lesser_key_gets_the_unit() {
        assert_eq!(distribute(3, &BTreeMap::from([("b", 5), ("a", 5)])), Some(BTreeMap::from([("a", 2), ("b", 1)])));
    }

    #[test]
    fn where_nothing_weighs_nothing_is_divided() {
        assert_eq!(distribute(10, &BTreeMap::from([("a", 0)])), None);
        assert_eq!(distribute::<u8>(10, &BTreeMap::new()), None);
    }
}
