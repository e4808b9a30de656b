//! Paid services («платные услуги»): what a company offers beyond the charges of a month.

mod checks;
mod price;

use serde::{Deserialize, Serialize};

use crate::text::{Line, Prose};
use crate::{Money, natural_code};

pub use checks::PaidServiceError;
pub use price::{Price, PriceKind};

crate::refusals! {
    /// Why a text is not the code of a service.
    pub enum ServiceCodeError {
        Malformed = "service_code_malformed", "Код услуги — от 1 до 40 знаков: буквы, цифры, дефис, точка, подчёркивание, косая черта.";
    }
}

/// The company's code of a paid service; unique in the company.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceCode(String);

impl ServiceCode {
    /// Parses the code as the company writes it; case matters.
    pub fn parse(text: &str) -> Result<Self, ServiceCodeError> {
        natural_code::parse(text).map(Self).ok_or(ServiceCodeError::Malformed)
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(ServiceCode, ServiceCodeError);

/// A part of the day that is offered or wished: «с 9 до 12».
pub type Slot = Line<40>;
/// The name of a service.
pub type ServiceName = Line<120>;
/// The name of a group of services.
pub type GroupName = Line<80>;
/// What a price is for: «шт.», «час».
pub type PriceUnit = Line<20>;

/// The most services that a company offers: as many as one call loads.
pub const MOST_SERVICES: usize = 1000;
/// The most bytes that all of them have as JSON: a catalogue is answered whole, and no answer has more than 6 MB.
pub const MOST_SERVICES_TEXT: usize = 4_000_000;

/// A paid service as the accounting system describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaidService {
    /// Natural key.
    pub code: ServiceCode,
    /// Where it stands in the catalogue: «Сантехника».
    pub group: GroupName,
    /// What it is.
    pub name: ServiceName,
    /// What is done, in more words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Prose<500>>,
    /// What it costs, or begins with; nothing where it is agreed upon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// What the price says.
    #[serde(default)]
    pub price_kind: PriceKind,
    /// What the price is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<PriceUnit>,
    /// What has to be known beforehand: materials, guarantee, payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditions: Option<Prose<500>>,
    /// Parts of the day to choose from.
    #[serde(default)]
    pub slots: Vec<Slot>,
    /// It is offered now; `false`: withdrawn.
    #[serde(default = "offered")]
    pub active: bool,
}

const fn offered() -> bool {
    true
}
