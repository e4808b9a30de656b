//! Division of a whole in which nothing is lost: the largest remainder.
//!
//! Everybody gets the whole units of the exact share; what is left over goes, a unit each, to those whose share lost
//! most by that. Of equal losses the lesser key comes first, so the result follows from the keys and not from an order.

use std::collections::BTreeMap;

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
