//! The apartment house.

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
    pub readings_window: Option<ReadingsWindow>,
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
        if self.readings_window.is_some_and(|window| !window.is_possible()) {
            return Err(("readings_window", HouseError::Window));
        }
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
            readings_window: Some(ReadingsWindow { from_day, to_day }),
            ..house(4000, 3000, 600)
        };
        assert_eq!(window(20, 31).check(), Ok(()));
        assert_eq!(window(20, 19).check(), Err(("readings_window", HouseError::Window)));
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
