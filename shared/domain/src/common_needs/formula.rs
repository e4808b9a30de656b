//! The calculation filled in, so that a person can follow it with a calculator.

use rust_decimal::Decimal;

use super::{Calculation, Case, Premises, Volumes};

/// Digits after the point that norms for a square metre are published with, and one to spare.
const NORM_SCALE: u32 = 6;

/// The lines of the calculation for premises: the volume of the house, what is done with it, the share, the money.
/// Numbers are written without spaces and with a comma.
pub fn formula(calculation: &Calculation, premises: Premises) -> String {
    let mut lines = vec![house(calculation)];
    lines.extend(rule(calculation));
    lines.extend(share(calculation, premises));
    lines.join("\n")
}

fn house(calculation: &Calculation) -> String {
    let Volumes { house_volume, individual, by_norm, non_residential, other, .. } = &calculation.volumes;
    let Some(house) = house_volume else {
        return format!("ОДН дома по нормативу, общедомового счётчика нет: {}", norm(calculation));
    };
    let [non_residential, by_norm, individual, other] =
        [non_residential, by_norm, individual, other].map(|number| term(*number));
    let (house, volume) = (text(*house), text(calculation.volume()));
    format!("ОДН дома: {house} − {non_residential} − {by_norm} − {individual} − {other} = {volume}")
}

/// The norm of the house as it comes about, `N · S_common`, where that gives it exactly; else the norm alone.
fn norm(calculation: &Calculation) -> String {
    let cap = calculation.volumes.cap.unwrap_or_default();
    let parts = calculation.terms.common_area.and_then(|area| {
        let by_metre = cap.checked_div(area)?.round_dp(NORM_SCALE).normalize();
        (by_metre.checked_mul(area)? == cap && !cap.is_zero())
            .then(|| format!("{} × {} = ", text(by_metre), text(area)))
    });
    format!("{}{}", parts.unwrap_or_default(), text(cap))
}

fn rule(calculation: &Calculation) -> Option<String> {
    let (cap, norm) = (text(calculation.volumes.cap.unwrap_or_default()), norm(calculation));
    match calculation.case() {
        Case::ByNorm => None,
        Case::Measured if calculation.volumes.cap.is_none() => None,
        Case::Measured => Some(format!("Не больше норматива {norm}: начисляется полностью")),
        Case::Capped => Some(format!("Больше норматива {norm}: к начислению {cap}")),
        Case::AboveCap => Some(format!("Больше норматива {norm}: начисляется полностью")),
        Case::Carried => {
            let carried = text(-calculation.uncharged());
            Some(format!("Меньше нуля: к начислению 0, {carried} вычитается в следующем месяце"))
        }
        Case::SubtractedByArea => Some("Меньше нуля: вычитается по площади".to_owned()),
        Case::SubtractedByResidents => Some("Меньше нуля: вычитается по числу проживающих".to_owned()),
    }
}

fn share(calculation: &Calculation, premises: Premises) -> [String; 2] {
    let (part, whole) = calculation.parts(premises);
    let (part, whole) = (text(part), text(whole));
    let (applied, tariff) = (text(calculation.applied_volume()), text(calculation.volumes.tariff));
    let share = calculation.share(premises);
    let money = share.amount.to_string().replace('.', ",").replace('-', "−");
    [
        format!("Ваша доля: {applied} × {part} ÷ {whole} = {}", text(share.volume)),
        format!("Плата по расчёту: {applied} × {part} ÷ {whole} × {tariff} = {money} ₽"),
    ]
}

/// A number that stands after a sign.
fn term(number: Decimal) -> String {
    if number < Decimal::ZERO { format!("({})", text(number)) } else { text(number) }
}

fn text(number: Decimal) -> String {
    number.normalize().to_string().replace('.', ",").replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::super::examples::{flat_of_the_vectors, house_of_the_vectors};
    use super::*;
    use crate::organization::NegativeOdn;

    fn filled(change: impl FnOnce(&mut Calculation)) -> String {
        let mut calculation = house_of_the_vectors();
        change(&mut calculation);
        formula(&calculation, flat_of_the_vectors())
    }

    #[test]
    fn the_formula_is_filled_in_with_the_numbers_of_the_house() {
        assert_eq!(
            filled(|_| ()),
            "ОДН дома: 1000 − 50 − 100 − 750 − 0 = 100\n\
             Ваша доля: 100 × 50 ÷ 4000 = 1,25\n\
             Плата по расчёту: 100 × 50 ÷ 4000 × 40 = 50,00 ₽"
        );
    }

    #[test]
    fn a_volume_above_the_norm_says_what_is_charged() {
        let text = filled(|calculation| calculation.volumes.cap = Some(12.into()));
        assert!(
            text.contains("= 100\nБольше норматива 12: к начислению 12\nВаша доля: 12 × 50 ÷ 4000 = 0,15\n"),
            "{text}"
        );
        let lifted = filled(|calculation| {
            calculation.volumes.cap = Some(12.into());
            calculation.terms.above_cap = true;
        });
        assert!(lifted.contains("Больше норматива 12: начисляется полностью\nВаша доля: 100 ×"), "{lifted}");
    }

    #[test]
    fn the_norm_is_filled_in_with_the_area_that_it_is_reckoned_by() {
        let with = |cap: i64, area: i64, house: Option<i64>| {
            filled(|calculation| {
                calculation.volumes.house_volume = house.map(Decimal::from);
                calculation.volumes.cap = Some(cap.into());
                calculation.terms.common_area = Some(area.into());
            })
        };
        assert!(with(12, 600, None).starts_with("ОДН дома по нормативу, общедомового счётчика нет: 0,02 × 600 = 12\n"));
        assert!(with(12, 600, Some(1000)).contains("Больше норматива 0,02 × 600 = 12: к начислению 12\n"));
        assert!(with(120, 600, Some(1000)).contains("Не больше норматива 0,2 × 600 = 120: начисляется полностью\n"));
        assert!(with(10, 700, None).contains("счётчика нет: 10\n"), "a seventieth is not written out");
    }

    #[test]
    fn a_negative_volume_says_where_it_goes() {
        let negative = |policy| {
            filled(|calculation| {
                calculation.volumes.individual = 900.into();
                (calculation.terms.negative, calculation.terms.residents) = (policy, Some(100));
            })
        };
        let carried = negative(NegativeOdn::Carry);
        assert!(carried.contains("= −50\nМеньше нуля: к начислению 0, 50 вычитается"), "{carried}");
        assert!(carried.ends_with("0 × 50 ÷ 4000 × 40 = 0,00 ₽"), "{carried}");
        assert!(negative(NegativeOdn::PerArea).ends_with("−50 × 50 ÷ 4000 × 40 = −25,00 ₽"));
        assert!(negative(NegativeOdn::PerResident).ends_with("−50 × 2 ÷ 100 × 40 = −40,00 ₽"));
    }

    #[test]
    fn a_house_without_a_meter_says_that_the_norm_counts() {
        let text = filled(|calculation| {
            (calculation.volumes.house_volume, calculation.volumes.cap) = (None, Some(12.into()));
        });
        assert!(text.starts_with("ОДН дома по нормативу, общедомового счётчика нет: 12\n"), "{text}");
    }

    #[test]
    fn a_negative_term_stands_in_brackets() {
        let text = filled(|calculation| calculation.volumes.other = Decimal::new(-55, 1));
        assert!(text.contains("− 750 − (−5,5) = 105,5"), "{text}");
    }
}
