//! Meters of an account.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::line_text::LineText;
use crate::{AccountId, account::AccountNumber, number};

crate::refusals! {
    /// Why a meter is refused.
    pub enum MeterError {
        Zones = "zones_out_of_range", "У счётчика от одной до трёх зон.";
        Digits = "digits_out_of_range", "Разрядность счётчика — от 3 до 9 цифр.";
        InitialCount = "values_count_differs", "Укажите по одному показанию на каждую зону.";
        Negative = "negative", "Показание не может быть отрицательным.";
        TooManyDecimals = "too_many_decimals", "Не более трёх знаков после запятой.";
        TooLargeForDigits = "too_large_for_digits", "Показание не помещается в разрядность счётчика.";
        ReplacesItself = "replaces_itself", "Счётчик не может заменить сам себя.";
        ServiceLife = "date_out_of_range", "Дата вне разумных пределов.";
    }
}

/// What a meter measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// Cold water, m³.
    ColdWater,
    /// Hot water, m³.
    HotWater,
    /// Electricity, kWh.
    Electricity,
    /// Gas, m³.
    Gas,
    /// Heat, Gcal.
    Heat,
}

/// Where a reading came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Entered by a resident.
    Resident,
    /// Taken by the company.
    Company,
    /// Sent by the meter itself.
    Automatic,
    /// The value at which the meter was installed.
    Installation,
}

/// A meter as the accounting system describes it; its natural key is the account and the serial number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeterInput {
    /// Number of the account.
    pub account: AccountNumber,
    /// Serial number on the meter's face.
    pub serial: LineText,
    /// What it measures.
    pub resource: Resource,
    /// Unit of its readings.
    pub unit: LineText,
    /// Tariff zones, 1 to 3: day, night, peak.
    pub zones: u8,
    /// Digits before the point on the drum; the meter starts again at ten to this power.
    pub digits: u8,
    /// Day by which it must be verified.
    pub verification_due: Date,
    /// Where it stands: «кухня».
    #[serde(default)]
    pub place: Option<LineText>,
    /// Readings at installation, one a zone.
    pub initial: Vec<Value>,
    /// Code of the account's service that its consumption is charged as.
    #[serde(default)]
    pub service: Option<LineText>,
    /// When it was installed.
    #[serde(default)]
    pub installed_on: Option<Date>,
    /// It was taken away. Once told, it need not be told again.
    #[serde(default)]
    pub archived: Option<Removed>,
    /// The meter that it was put in place of.
    #[serde(default)]
    pub replaces: Option<Replaced>,
}

/// A meter was taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Removed {
    /// The day.
    pub on: Date,
    /// What it showed then, one value a zone.
    #[serde(default)]
    pub values: Option<Vec<Value>>,
}

/// A meter gave its place to another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replaced {
    /// Its serial number.
    pub serial: LineText,
    /// The day.
    pub on: Date,
    /// What it showed then, one value a zone.
    pub values: Vec<Value>,
}

/// One reading of one zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Value(#[serde(with = "number::text")] pub Decimal);

impl MeterInput {
    /// Checks what a single field cannot tell; names the field at fault.
    pub fn check(&self) -> Result<(), (&'static str, MeterError)> {
        if !(1..=3).contains(&self.zones) {
            return Err(("zones", MeterError::Zones));
        }
        if !(3..=9).contains(&self.digits) {
            return Err(("digits", MeterError::Digits));
        }
        if self.initial.len() != usize::from(self.zones) {
            return Err(("initial", MeterError::InitialCount));
        }
        if self.replaces.as_ref().is_some_and(|replaced| replaced.serial == self.serial) {
            return Err(("replaces.serial", MeterError::ReplacesItself));
        }
        self.check_days()?;
        self.initial.iter().try_for_each(|value| check_value(*value, self.digits)).map_err(|error| ("initial", error))
    }

    fn check_days(&self) -> Result<(), (&'static str, MeterError)> {
        let days = [
            ("verification_due", Some(self.verification_due)),
            ("installed_on", self.installed_on),
            ("archived.on", self.archived.as_ref().map(|removed| removed.on)),
            ("replaces.on", self.replaces.as_ref().map(|replaced| replaced.on)),
        ];
        let unreasonable = |day: Date| !(1990..=2099).contains(&day.year());
        match days.into_iter().find(|(_, day)| day.is_some_and(unreasonable)) {
            Some((field, _)) => Err((field, MeterError::ServiceLife)),
            None => Ok(()),
        }
    }

    /// The meter's id.
    pub fn id(&self, account: &AccountId) -> String {
        meter_id(account, &self.serial)
    }
}

/// What tells serial numbers of one account apart: case does not.
pub fn serial_identity(serial: &LineText) -> String {
    serial.as_str().to_uppercase()
}

/// A meter's id follows from its account and its serial number.
pub fn meter_id(account: &AccountId, serial: &LineText) -> String {
    let digest: [u8; 32] = Sha256::digest(format!("{account}\0{}", serial_identity(serial))).into();
    crate::id::base32(&digest, 20)
}

/// A meter of so many digits can show the value.
pub fn check_value(Value(value): Value, digits: u8) -> Result<(), MeterError> {
    if value.is_sign_negative() && !value.is_zero() {
        return Err(MeterError::Negative);
    }
    if value.normalize().scale() > 3 {
        return Err(MeterError::TooManyDecimals);
    }
    let capacity = Decimal::from(10_u64.pow(u32::from(digits)));
    if value >= capacity { Err(MeterError::TooLargeForDigits) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meter(zones: u8, digits: u8, initial: &[i64]) -> MeterInput {
        MeterInput {
            account: AccountNumber::parse("1").unwrap(),
            serial: LineText::parse("СВК-15 № 001").unwrap(),
            resource: Resource::ColdWater,
            unit: LineText::parse("м³").unwrap(),
            zones,
            digits,
            verification_due: jiff::civil::date(2030, 1, 1),
            place: None,
            initial: initial.iter().map(|value| Value(Decimal::from(*value))).collect(),
            service: None,
            installed_on: None,
            archived: None,
            replaces: None,
        }
    }

    #[test]
    fn a_meter_has_a_reading_for_each_zone() {
        assert_eq!(meter(2, 5, &[1, 2]).check(), Ok(()));
        assert_eq!(meter(2, 5, &[1]).check(), Err(("initial", MeterError::InitialCount)));
        assert_eq!(meter(4, 5, &[1, 2, 3, 4]).check(), Err(("zones", MeterError::Zones)));
    }

    #[test]
    fn a_meter_does_not_replace_itself() {
        let replaces = |serial: &str| Replaced {
            serial: LineText::parse(serial).unwrap(),
            on: jiff::civil::date(2026, 10, 1),
            values: vec![],
        };
        let row = |serial| MeterInput { replaces: Some(replaces(serial)), ..meter(1, 5, &[1]) };
        assert_eq!(row("СВК-15 № 000").check(), Ok(()));
        assert_eq!(row("СВК-15 № 001").check(), Err(("replaces.serial", MeterError::ReplacesItself)));
    }

    #[test]
    fn a_reading_fits_into_the_digits_of_the_meter() {
        assert_eq!(meter(1, 5, &[99_999]).check(), Ok(()));
        assert_eq!(meter(1, 5, &[100_000]).check(), Err(("initial", MeterError::TooLargeForDigits)));
        assert_eq!(meter(1, 5, &[-1]).check(), Err(("initial", MeterError::Negative)));
    }
}
