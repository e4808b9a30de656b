//! The apartment house.

use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::line_text::{LineText, LineTextError};
use crate::organization::ReadingsWindow;
use crate::{natural_code, number};

crate::refusals! {
    /// Why a text is not the code of a house.
    pub enum HouseCodeError {
        Malformed = "house_code_malformed", "Код дома — от 1 до 40 знаков: буквы, цифры, дефис, точка, подчёркивание, косая черта.";
    }
}

crate::refusals! {
    /// Why the areas of a house cannot be.
    pub enum HouseError {
        NegativeArea = "negative", "Площадь не может быть отрицательной.";
        Window = "window_out_of_range", "Дни показаний — от 1 до 31, первый не позже последнего.";
        UnknownTimeZone = "time_zone_unknown", "Такого часового пояса нет. Пример: Europe/Samara.";
        PartsExceedTotal = "areas_differ", "Жилая площадь и площадь общего имущества вместе больше общей площади дома.";
    }
}

/// The company's code of a house; unique in the company.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HouseCode(String);

impl HouseCode {
    /// Parses the code as the company writes it; case matters.
    pub fn parse(text: &str) -> Result<Self, HouseCodeError> {
        natural_code::parse(text).map(Self).ok_or(HouseCodeError::Malformed)
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(HouseCode, HouseCodeError);

/// An apartment house as the accounting system describes it. Areas are in square metres.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct House {
    /// Natural key.
    pub code: HouseCode,
    /// Address without the flat.
    pub address: LineText,
    /// Total area of the house.
    #[serde(with = "number::text")]
    pub total_area: Decimal,
    /// Area of the living premises.
    #[serde(with = "number::text")]
    pub residential_area: Decimal,
    /// Area of the common property.
    #[serde(with = "number::text")]
    pub common_area: Decimal,
    /// Days on which its residents enter readings, if they are other than the company's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub readings_window: Option<HouseWindow>,
}

/// Days of the month on which the residents of a house enter readings; both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseWindow {
    /// First day.
    pub from_day: u8,
    /// Last day.
    pub to_day: u8,
    /// Name of the zone in which the house stands, where it is not the company's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<LineText>,
}

impl HouseWindow {
    /// The days, wherever they are counted.
    pub const fn days(&self) -> ReadingsWindow {
        ReadingsWindow { from_day: self.from_day, to_day: self.to_day }
    }

    /// The zone of the house, if it has one of its own.
    pub fn zone(&self) -> Option<TimeZone> {
        self.time_zone.as_ref().and_then(|name| TimeZone::get(name.as_str()).ok())
    }

    fn check(&self) -> Result<(), (&'static str, HouseError)> {
        if !self.days().is_possible() {
            return Err(("readings_window", HouseError::Window));
        }
        if self.time_zone.is_some() && self.zone().is_none() {
            return Err(("readings_window.time_zone", HouseError::UnknownTimeZone));
        }
        Ok(())
    }
}

impl House {
    /// Areas are not negative, the parts fit into the whole, and its window is possible; names the field at fault.
    pub fn check(&self) -> Result<(), (&'static str, HouseError)> {
        let areas = [
            ("total_area", self.total_area),
            ("residential_area", self.residential_area),
            ("common_area", self.common_area),
        ];
        if let Some((field, _)) = areas.into_iter().find(|(_, area)| area.is_sign_negative() && !area.is_zero()) {
            return Err((field, HouseError::NegativeArea));
        }
        self.readings_window.as_ref().map_or(Ok(()), HouseWindow::check)?;
        if self.residential_area + self.common_area > self.total_area {
            return Err(("total_area", HouseError::PartsExceedTotal));
        }
        Ok(())
    }

    /// The address of a flat of this house: «г. Саратов, ул. Мира, д. 5, кв. 12».
    pub fn flat_address(&self, flat: Option<&LineText>) -> Result<LineText, LineTextError> {
        match flat {
            Some(flat) => LineText::parse(&format!("{}, кв. {flat}", self.address)),
            None => Ok(self.address.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house(total: i64, residential: i64, common: i64) -> House {
        House {
            code: HouseCode::parse("мира-5").unwrap(),
            address: LineText::parse("г. Саратов, ул. Мира, д. 5").unwrap(),
            total_area: total.into(),
            residential_area: residential.into(),
            common_area: common.into(),
            readings_window: None,
        }
    }

    #[test]
    fn the_parts_of_a_house_fit_into_it() {
        assert_eq!(house(4000, 3000, 600).check(), Ok(()));
        assert_eq!(house(4000, 3500, 600).check(), Err(("total_area", HouseError::PartsExceedTotal)));
        assert_eq!(house(4000, -1, 600).check(), Err(("residential_area", HouseError::NegativeArea)));
    }

    #[test]
    fn a_house_has_a_possible_window_or_none() {
        let window = |from_day, to_day| House {
            readings_window: Some(HouseWindow { from_day, to_day, time_zone: None }),
            ..house(4000, 3000, 600)
        };
        assert_eq!(window(20, 31).check(), Ok(()));
        assert_eq!(window(20, 19).check(), Err(("readings_window", HouseError::Window)));
    }

    #[test]
    fn a_house_stands_in_a_zone_that_there_is_or_in_the_companys() {
        let check = |zone: &str| {
            let time_zone = Some(LineText::parse(zone).unwrap());
            let readings_window = Some(HouseWindow { from_day: 20, to_day: 25, time_zone });
            House { readings_window, ..house(4000, 3000, 600) }.check()
        };
        assert_eq!(check("Europe/Samara"), Ok(()));
        assert_eq!(check("Europe/Kitezh"), Err(("readings_window.time_zone", HouseError::UnknownTimeZone)));
    }

    #[test]
    fn the_address_of_a_flat_ends_with_its_number() {
        let flat = LineText::parse("12").unwrap();
        assert_eq!(house(1, 0, 0).flat_address(Some(&flat)).unwrap().as_str(), "г. Саратов, ул. Мира, д. 5, кв. 12");
    }

    #[test]
    fn a_house_code_holds_no_key_separators() {
        assert!(HouseCode::parse("a#b").is_err());
        assert!(HouseCode::parse("１２").is_err(), "digits of another script");
        assert!(HouseCode::parse("").is_err());
    }
}
