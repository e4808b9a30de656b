//! An account as the accounting system sends it.

use domain::account::{AccessCode, AccountNumber, Service};
use domain::house::HouseCode;
use domain::line_text::LineText;
use domain::unified_account::{ServiceId, UnifiedAccount};
use domain::{AccountId, Decimal, OrganizationId, number};
use http::FieldProblem;
use serde::Deserialize;

use crate::bulk::{Row, fault};

domain::refusals! {
    /// Why an account is refused.
    pub enum AccountError {
        NegativeArea = "negative", "Площадь не может быть отрицательной.";
        NegativeTariff = "negative_tariff", "Тариф не может быть отрицательным.";
        TooManyResidents = "number_too_large", "Не более 1000 проживающих.";
        TooManyServices = "too_many", "Не более 60 услуг.";
        TooHeavy = "too_long", "Названия услуг вместе слишком длинны: сократите их.";
    }
}

/// Keeps an account's item and its card small.
const MOST_SERVICES: usize = 60;
const MOST_RESIDENTS: u32 = 1000;
/// Bytes of the texts of all services: with the rest of the account they stay below the 100 KB of an item.
const HEAVIEST: usize = 80_000;

/// A row of the load; its natural key is the number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountRow {
    /// Its number in the company.
    pub number: AccountNumber,
    /// Code of the house.
    pub house: HouseCode,
    /// The flat; none for a house of one.
    #[serde(default)]
    pub flat: Option<LineText>,
    /// Owner or responsible tenant.
    pub subscriber: LineText,
    /// Area, m².
    #[serde(with = "number::text")]
    pub area: Decimal,
    /// People who live there.
    pub residents: u32,
    /// ЕЛС of ГИС ЖКХ.
    #[serde(default)]
    pub unified_account: Option<UnifiedAccount>,
    /// ЖКУ id of ГИС ЖКХ.
    #[serde(default)]
    pub service_id: Option<ServiceId>,
    /// The code on the paper receipt; absent: the one that was told before stays.
    #[serde(default)]
    pub access_code: Option<AccessCode>,
    /// Periodic services.
    pub services: Vec<Service>,
}

impl AccountRow {
    /// The id it has in a company.
    pub fn id(&self, organization: &OrganizationId) -> AccountId {
        AccountId::of(organization, &self.number)
    }
}

impl Row for AccountRow {
    const KEY: &'static [&'static str] = &["number"];

    fn key(&self) -> String {
        self.number.to_string()
    }

    fn check(&self) -> Result<(), FieldProblem> {
        if is_negative(self.area) {
            return Err(fault("area", &AccountError::NegativeArea));
        }
        if self.residents > MOST_RESIDENTS {
            return Err(fault("residents", &AccountError::TooManyResidents));
        }
        if self.services.len() > MOST_SERVICES {
            return Err(fault("services", &AccountError::TooManyServices));
        }
        if self.services.iter().map(weight).sum::<usize>() > HEAVIEST {
            return Err(fault("services", &AccountError::TooHeavy));
        }
        match self.services.iter().position(|service| is_negative(service.tariff)) {
            Some(index) => Err(fault(format!("services[{index}].tariff"), &AccountError::NegativeTariff)),
            None => Ok(()),
        }
    }
}

fn weight(service: &Service) -> usize {
    [&service.code, &service.name, &service.supplier, &service.unit].map(|text| text.as_str().len()).iter().sum()
}

fn is_negative(number: Decimal) -> bool {
    number.is_sign_negative() && !number.is_zero()
}
