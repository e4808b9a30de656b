//! What a calculation must hold in itself, and against the house.

use rust_decimal::Decimal;

use super::Volumes;
use crate::house::House;
use crate::statement::Warning;

crate::refusals! {
    /// Why a calculation is refused.
    pub enum CommonNeedsError {
        Negative = "negative", "Объём, площадь и тариф не могут быть отрицательными.";
        TooLarge = "number_too_large", "Число слишком велико.";
        NoArea = "area_missing", "Площадь, на которую делится объём, должна быть больше нуля.";
        NoNorm = "required", "Без общедомового счётчика укажите норматив на дом в поле cap.";
    }
}

/// Volumes of a house, in units; far above what any house consumes, and far below where the arithmetic ends.
const MOST_VOLUME: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);
/// Area of a house, m².
const MOST_AREA: Decimal = Decimal::from_parts(10_000_000, 0, 0, false, 0);
/// Roubles a unit.
const MOST_TARIFF: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// Checks the numbers in themselves; on refusal names the field at fault.
pub fn check(volumes: &Volumes) -> Result<(), (&'static str, CommonNeedsError)> {
    let Volumes { house_volume, individual, by_norm, non_residential, other, cap, area_total, tariff } = volumes;
    let positive = [
        ("house_volume", house_volume.unwrap_or_default(), MOST_VOLUME),
        ("individual", *individual, MOST_VOLUME),
        ("by_norm", *by_norm, MOST_VOLUME),
        ("non_residential", *non_residential, MOST_VOLUME),
        ("cap", cap.unwrap_or_default(), MOST_VOLUME),
        ("area_total", *area_total, MOST_AREA),
        ("tariff", *tariff, MOST_TARIFF),
    ];
    if let Some((field, ..)) = positive.iter().find(|(_, value, _)| *value < Decimal::ZERO) {
        return Err((field, CommonNeedsError::Negative));
    }
    let large = positive.iter().find(|(_, value, most)| value > most).map(|(field, ..)| *field);
    if let Some(field) = large.or_else(|| (other.abs() > MOST_VOLUME).then_some("other")) {
        return Err((field, CommonNeedsError::TooLarge));
    }
    if area_total.is_zero() {
        return Err(("area_total", CommonNeedsError::NoArea));
    }
    if house_volume.is_none() && cap.is_none() {
        return Err(("cap", CommonNeedsError::NoNorm));
    }
    Ok(())
}

/// The premises that share the volume are the living ones and perhaps others, and no more than the house.
pub fn area_doubt(volumes: &Volumes, house: &House) -> Option<Warning> {
    let possible = house.residential_area..=house.total_area;
    (!possible.contains(&volumes.area_total)).then(|| Warning {
        code: "odn_area_differs".to_owned(),
        field: "area_total".to_owned(),
        message: format!(
            "Площадь {} не лежит между площадью жилых помещений дома {} и его общей площадью {}.",
            volumes.area_total, house.residential_area, house.total_area
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::super::examples::house_of_the_vectors;
    use super::*;

    fn refusal(change: impl FnOnce(&mut Volumes)) -> Option<(&'static str, CommonNeedsError)> {
        let mut volumes = house_of_the_vectors().volumes;
        change(&mut volumes);
        check(&volumes).err()
    }

    #[test]
    fn a_house_of_possible_numbers_is_accepted() {
        assert_eq!(refusal(|_| ()), None);
        assert_eq!(refusal(|volumes| volumes.tariff = Decimal::ZERO), None);
        assert_eq!(refusal(|volumes| volumes.other = Decimal::from(-50)), None);
    }

    #[test]
    fn what_cannot_be_negative_is_refused_by_name() {
        assert_eq!(
            refusal(|volumes| volumes.individual = Decimal::NEGATIVE_ONE),
            Some(("individual", CommonNeedsError::Negative))
        );
        assert_eq!(
            refusal(|volumes| volumes.cap = Some(Decimal::NEGATIVE_ONE)),
            Some(("cap", CommonNeedsError::Negative))
        );
    }

    #[test]
    fn a_volume_is_never_divided_by_nothing() {
        assert_eq!(
            refusal(|volumes| volumes.area_total = Decimal::ZERO),
            Some(("area_total", CommonNeedsError::NoArea))
        );
    }

    #[test]
    fn a_house_without_a_meter_needs_its_norm() {
        assert_eq!(refusal(|volumes| volumes.house_volume = None), Some(("cap", CommonNeedsError::NoNorm)));
        assert_eq!(refusal(|volumes| (volumes.house_volume, volumes.cap) = (None, Some(12.into()))), None);
    }

    #[test]
    fn numbers_beyond_all_houses_are_refused() {
        let huge = Decimal::from(999_999_999_999_999_u64);
        assert_eq!(refusal(|volumes| volumes.other = -huge), Some(("other", CommonNeedsError::TooLarge)));
        assert_eq!(refusal(|volumes| volumes.tariff = huge), Some(("tariff", CommonNeedsError::TooLarge)));
    }

    #[test]
    fn an_area_that_does_not_fit_the_house_raises_a_doubt() {
        let house: House = serde_json::from_value(serde_json::json!({
            "code": "5", "address": "ул. Мира", "total_area": "4000", "residential_area": "3200", "common_area": "600"
        }))
        .unwrap();
        let mut volumes = house_of_the_vectors().volumes;
        assert_eq!(area_doubt(&volumes, &house), None);
        volumes.area_total = 4001.into();
        assert_eq!(area_doubt(&volumes, &house).unwrap().code, "odn_area_differs");
    }
}
