//! What holds for every house.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::examples::house_of_the_vectors;
use super::{Calculation, Premises, volume_shares};
use crate::division::distribute;
use crate::organization::NegativeOdn;

fn calculation() -> impl Strategy<Value = Calculation> {
    let policies = prop_oneof![Just(NegativeOdn::Carry), Just(NegativeOdn::PerArea), Just(NegativeOdn::PerResident)];
    let volumes = (0_i64..9_000_000, 0_i64..9_000_000, 0_i64..900_000, proptest::option::of(0_i64..900_000));
    (volumes, 1_i64..900_000, policies, any::<bool>()).prop_map(|(volumes, tariff, negative, above_cap)| {
        let (house, individual, by_norm, cap) = volumes;
        let mut calculation = house_of_the_vectors();
        calculation.volumes.house_volume = Some(Decimal::new(house, 3));
        calculation.volumes.individual = Decimal::new(individual, 3);
        calculation.volumes.by_norm = Decimal::new(by_norm, 3);
        calculation.volumes.cap = cap.map(|cap| Decimal::new(cap, 3));
        calculation.volumes.tariff = Decimal::new(tariff, 2);
        (calculation.terms.negative, calculation.terms.above_cap) = (negative, above_cap);
        calculation
    })
}

/// A house in which every square metre belongs to a flat.
fn house() -> impl Strategy<Value = (Calculation, BTreeMap<usize, Decimal>)> {
    (calculation(), vec(1_i64..2_000, 1..60)).prop_map(|(mut calculation, areas)| {
        let areas: BTreeMap<usize, Decimal> = areas.into_iter().map(|area| Decimal::new(area, 1)).enumerate().collect();
        calculation.volumes.area_total = areas.values().sum();
        (calculation, areas)
    })
}

proptest! {
    #[test]
    fn no_thousandth_is_lost_over_a_house((calculation, areas) in house()) {
        let shares = volume_shares(&calculation, &areas, 3).unwrap();
        prop_assert_eq!(shares.values().sum::<Decimal>(), calculation.applied_volume());
    }

    #[test]
    fn no_kopeck_is_lost_that_is_divided(kopecks in -1_000_000_i64..1_000_000, weights in vec(0_u64..1_000, 1..60)) {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let shares = distribute(kopecks, &weights.into_iter().enumerate().collect()).unwrap();
        prop_assert_eq!(shares.values().sum::<i64>(), kopecks);
    }

    #[test]
    fn a_share_of_the_house_is_less_than_a_unit_from_the_formula((calculation, areas) in house()) {
        let shares = volume_shares(&calculation, &areas, 3).unwrap();
        for (flat, area) in areas {
            let exact = calculation.applied_volume() * area / calculation.volumes.area_total;
            prop_assert!((shares[&flat] - exact).abs() < Decimal::new(1, 3));
        }
    }

    #[test]
    fn the_order_of_the_flats_does_not_matter(units in -1_000_000_i64..1_000_000, weights in vec(0_u64..1_000, 1..40)) {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let forwards: BTreeMap<_, _> = weights.iter().copied().enumerate().collect();
        let backwards: BTreeMap<_, _> = weights.iter().copied().enumerate().rev().collect();
        prop_assert_eq!(distribute(units, &forwards), distribute(units, &backwards));
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
