//! Published vectors, by name.

use rust_decimal::Decimal;

use super::examples::{flat_of_the_vectors, house_of_the_vectors};
use super::{Calculation, Case, Share};
use crate::organization::NegativeOdn;
use crate::statement::{Recalculation, Statement, base_warnings, check, examples};
use crate::{Money, Period};

fn share(volume: &str, kopecks: i64) -> Share {
    Share { volume: volume.parse().unwrap(), amount: Money::from_kopecks(kopecks) }
}

fn with(change: impl FnOnce(&mut Calculation)) -> Calculation {
    let mut calculation = house_of_the_vectors();
    change(&mut calculation);
    calculation
}

fn negative(policy: NegativeOdn, residents: Option<u64>) -> Calculation {
    with(|calculation| {
        calculation.volumes.individual = 900.into();
        (calculation.terms.negative, calculation.terms.residents) = (policy, residents);
    })
}

#[test]
fn vector_house_1000_gives_100_and_a_share_of_1_25_for_50_roubles() {
    let calculation = house_of_the_vectors();
    assert_eq!((calculation.volume(), calculation.case()), (100.into(), Case::Measured));
    assert_eq!(calculation.share(flat_of_the_vectors()), share("1.25", 5_000));
}

#[test]
fn vector_norm_0_02_of_600_caps_at_12_with_an_excess_of_88() {
    let cap = Decimal::new(2, 2) * Decimal::from(600);
    let calculation = with(|calculation| calculation.volumes.cap = Some(cap));
    assert_eq!((calculation.case(), calculation.applied_volume()), (Case::Capped, 12.into()));
    assert_eq!(calculation.uncharged(), 88.into());
    assert_eq!(calculation.share(flat_of_the_vectors()), share("0.15", 600));
}

#[test]
fn a_company_that_lifts_the_cap_charges_the_whole() {
    let calculation = with(|calculation| {
        calculation.volumes.cap = Some(12.into());
        calculation.terms.above_cap = true;
    });
    assert_eq!((calculation.case(), calculation.share(flat_of_the_vectors())), (Case::AboveCap, share("1.25", 5_000)));
}

#[test]
fn vector_meters_900_give_minus_50_which_is_carried() {
    let calculation = negative(NegativeOdn::Carry, None);
    assert_eq!((calculation.volume(), calculation.case()), (Decimal::from(-50), Case::Carried));
    assert_eq!(calculation.uncharged(), Decimal::from(-50));
    assert_eq!(calculation.share(flat_of_the_vectors()), share("0", 0));
}

#[test]
fn a_negative_volume_is_subtracted_by_area() {
    let calculation = negative(NegativeOdn::PerArea, None);
    assert_eq!(calculation.share(flat_of_the_vectors()), share("-0.625", -2_500));
}

#[test]
fn a_negative_volume_is_subtracted_by_residents_where_they_are_known() {
    let known = negative(NegativeOdn::PerResident, Some(100));
    assert_eq!((known.case(), known.share(flat_of_the_vectors())), (Case::SubtractedByResidents, share("-1", -4_000)));
    for unknown in [None, Some(0)] {
        assert_eq!(negative(NegativeOdn::PerResident, unknown).case(), Case::SubtractedByArea);
    }
}

#[test]
fn without_a_house_meter_the_norm_is_shared() {
    let calculation = with(|calculation| {
        (calculation.volumes.house_volume, calculation.volumes.cap) = (None, Some(12.into()));
    });
    assert_eq!((calculation.case(), calculation.share(flat_of_the_vectors())), (Case::ByNorm, share("0.15", 600)));
}

#[test]
fn a_share_is_rounded_for_reading_and_its_money_only_once() {
    let thirds = with(|calculation| calculation.volumes.area_total = 3000.into());
    assert_eq!(thirds.share(flat_of_the_vectors()), share("1.666667", 6_667));
}

/// ГВС 6.44 × 145.97 = 940.05; ГВС СОИ −1.4403 × 145.97 = −210.24; recalculation +187.05 → −23.19;
/// 916.86 + penalty 4.63 = 921.49.
#[test]
fn a_published_receipt_is_reproduced() {
    let recalculations = Vec::new();
    let water = crate::statement::Line { recalculations, total: Money::from_kopecks(94_005), ..examples::heating() };
    let common = crate::statement::Line {
        service: crate::line_text::LineText::parse("hot-water-soi").unwrap(),
        individual_volume: Decimal::ZERO,
        odn_volume: Decimal::new(-14_403, 4),
        base: Money::from_kopecks(-21_024),
        recalculations: vec![Recalculation {
            period: Period::new(2026, 9).unwrap(),
            amount: Money::from_kopecks(18_705),
            reason: crate::line_text::LineText::parse("Перерасчёт").unwrap(),
        }],
        total: Money::from_kopecks(-2_319),
        ..examples::heating()
    };
    let receipt = Statement {
        opening: Money::ZERO,
        lines: vec![water, common],
        payments: Vec::new(),
        closing: Money::from_kopecks(92_149),
        to_pay: Money::from_kopecks(92_149),
        penalty: Money::from_kopecks(463),
        extras: crate::statement::Extras::default(),
    };
    assert_eq!((check(&receipt), base_warnings(&receipt)), (Ok(()), Vec::new()));
    let totals = receipt.totals();
    assert_eq!((totals.charged.kopecks(), totals.recalculated.kopecks()), (94_005 - 21_024, 18_705));
    assert_eq!(Money::checked_sum(receipt.lines.iter().map(|line| line.total)), Some(Money::from_kopecks(91_686)));
}
