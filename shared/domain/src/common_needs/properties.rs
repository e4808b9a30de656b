//! What holds for every house.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use rust_decimal::Decimal;

use super::examples::house_of_the_vectors;
use super::{Calculation, Case, Premises, formula, volume_shares};
use crate::division::distribute;
use crate::organization::NegativeOdn;

fn calculation() -> impl Strategy<Value = Calculation> {
    let policies = prop_oneof![Just(NegativeOdn::Carry), Just(NegativeOdn::PerArea), Just(NegativeOdn::PerResident)];
    let volumes = (0_i64..9_000_000, 0_i64..9_000_000, 0_i64..900_000, proptest::option::of(0_i64..900_000));
    let terms = (policies, any::<bool>(), proptest::option::of(0_u64..9_000));
    (volumes, 1_i64..900_000, terms, any::<bool>()).prop_map(|(volumes, tariff, terms, has_meter)| {
        let (house, individual, by_norm, cap) = volumes;
        let mut calculation = house_of_the_vectors();
        // A house without a meter has a norm, or nothing gets in.
        let has_meter = has_meter || cap.is_none();
        calculation.volumes.house_volume = has_meter.then(|| Decimal::new(house, 3));
        calculation.volumes.individual = Decimal::new(individual, 3);
        calculation.volumes.by_norm = Decimal::new(by_norm, 3);
        calculation.volumes.cap = cap.map(|cap| Decimal::new(cap, 3));
        calculation.volumes.tariff = Decimal::new(tariff, 2);
        (calculation.terms.negative, calculation.terms.above_cap, calculation.terms.residents) = terms;
        calculation
    })
}

/// A house in which every square metre belongs to a flat, and every person lives in one.
fn house() -> impl Strategy<Value = (Calculation, BTreeMap<usize, Premises>)> {
    (calculation(), vec((1_i64..2_000, 0_u32..6), 1..60)).prop_map(|(mut calculation, flats)| {
        let flat = |(area, residents)| Premises { area: Decimal::new(area, 1), residents };
        let flats: BTreeMap<usize, Premises> = flats.into_iter().map(flat).enumerate().collect();
        calculation.volumes.area_total = flats.values().map(|flat| flat.area).sum();
        let residents = calculation.terms.residents;
        calculation.terms.residents = residents.map(|_| flats.values().map(|flat| u64::from(flat.residents)).sum());
        (calculation, flats)
    })
}

#[test]
fn every_case_is_among_them() {
    let mut runner = TestRunner::deterministic();
    let mut met = BTreeSet::new();
    for _ in 0..1_000 {
        let (calculation, _) = house().new_tree(&mut runner).unwrap().current();
        met.insert(format!("{:?}", calculation.case()));
    }
    assert_eq!(met.len(), 7, "{met:?}");
}

proptest! {
    #[test]
    fn no_thousandth_is_lost_over_a_house((calculation, flats) in house()) {
        let shares = volume_shares(&calculation, &flats, 3).unwrap();
        prop_assert_eq!(shares.values().sum::<Decimal>(), calculation.applied_volume());
    }

    #[test]
    fn what_decides_nothing_changes_nothing_that_is_seen((calculation, flats) in house()) {
        let canonical = calculation.canonical();
        prop_assert_eq!(canonical.case(), calculation.case());
        for flat in flats.into_values() {
            prop_assert_eq!(canonical.share(flat), calculation.share(flat));
            prop_assert_eq!(formula(&canonical, flat), formula(&calculation, flat));
        }
        prop_assert_eq!(canonical.canonical(), canonical);
    }

    #[test]
    fn no_kopeck_is_lost_that_is_divided(kopecks in -1_000_000_i64..1_000_000, weights in vec(0_u64..1_000, 1..60)) {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let shares = distribute(kopecks, &weights.into_iter().enumerate().collect()).unwrap();
        prop_assert_eq!(shares.values().sum::<i64>(), kopecks);
    }

    #[test]
    fn a_share_of_the_house_is_less_than_a_unit_from_that_of_the_flat_alone((calculation, flats) in house()) {
        let shares = volume_shares(&calculation, &flats, 3).unwrap();
        for (flat, premises) in flats {
            // A share is written with six digits.
            let alone = calculation.share(premises).volume;
            prop_assert!((shares[&flat] - alone).abs() < Decimal::new(1_001, 6));
        }
    }

    /// Who gets one of the units that are left over lost more by rounding than who gets none, or as much and has the
    /// lesser key. There is one such division: no order of the flats can make another.
    #[test]
    fn the_order_of_the_flats_does_not_matter(
        units in -1_000_000_i64..1_000_000,
        flats in vec(0_u64..9, 1..40).prop_map(|weights| weights.into_iter().enumerate().collect::<Vec<_>>()).prop_shuffle(),
    ) {
        prop_assume!(flats.iter().any(|(_, weight)| *weight > 0));
        let whole: u64 = flats.iter().map(|(_, weight)| *weight).sum();
        let shares = distribute(units, &flats.iter().copied().collect()).unwrap();
        let parts = flats.iter().map(|(key, weight)| (*key, units.unsigned_abs() * weight));
        let (with, without): (Vec<_>, Vec<_>) = parts
            .map(|(key, exact)| (shares[&key].unsigned_abs() - exact / whole, (Reverse(exact % whole), key)))
            .partition(|(more, _)| *more == 1);
        prop_assert!(without.iter().all(|(more, _)| *more == 0));
        let last = with.iter().map(|(_, place)| *place).max();
        prop_assert!(without.iter().all(|(_, place)| last.is_none_or(|last| last < *place)));
    }

    #[test]
    fn other_names_move_no_more_than_a_unit(units in 0_i64..1_000_000, seed in vec(1_u64..1_000, 2..20)) {
        let named: BTreeMap<u64, u64> = seed.iter().map(|weight| (*weight, *weight)).collect();
        let renamed: BTreeMap<u64, u64> = named.keys().map(|weight| (1_000 - weight, *weight)).collect();
        let (one, other) = (distribute(units, &named).unwrap(), distribute(units, &renamed).unwrap());
        for weight in named.keys() {
            prop_assert!((one[weight] - other[&(1_000 - weight)]).abs() <= 1);
        }
        prop_assert_eq!(one.values().sum::<i64>(), other.values().sum::<i64>());
    }

    #[test]
    fn the_larger_flat_never_gets_less(units in 0_i64..1_000_000, weights in vec(0_u64..1_000, 2..40)) {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let weights: BTreeMap<_, _> = weights.into_iter().enumerate().collect();
        let shares = distribute(units, &weights).unwrap();
        for (one, other) in weights.keys().zip(weights.keys().skip(1)) {
            prop_assert!(weights[one] <= weights[other] || shares[one] >= shares[other]);
        }
    }

    #[test]
    fn the_cap_holds_unless_it_is_lifted(calculation in calculation()) {
        let cap = calculation.volumes.cap.unwrap_or(Decimal::MAX);
        prop_assert!(calculation.terms.above_cap || calculation.applied_volume() <= cap);
        prop_assert!(calculation.applied_volume() <= calculation.volume().max(Decimal::ZERO));
        prop_assert!(calculation.case() != Case::ByNorm || calculation.applied_volume() == cap);
    }

    #[test]
    fn the_sign_of_a_share_is_that_of_the_house(calculation in calculation(), area in 1_i64..2_000, residents in 0_u32..9) {
        let share = calculation.share(Premises { area: Decimal::new(area, 1), residents });
        let applied = calculation.applied_volume();
        prop_assert!(share.volume * applied >= Decimal::ZERO);
        prop_assert!(share.amount.roubles() * applied >= Decimal::ZERO);
        prop_assert!(applied >= Decimal::ZERO || calculation.terms.negative != NegativeOdn::Carry);
    }
}
