//! What a meter's next bill may say.

use domain::account::Service;
use domain::line_text::LineText;
use domain::reading::{self, Missing, Reason, services_of};
use domain::{Decimal, number};
use serde::Serialize;
use table::entities::meter::MeterItem;
use utoipa::ToSchema;

/// What the consumption of a meter's zone is roughly charged at.
#[derive(Debug, Serialize, ToSchema)]
pub struct Tariff {
    /// Name of the service.
    #[schema(value_type = String)]
    service: LineText,
    /// Roubles a unit.
    #[serde(with = "number::text")]
    #[schema(value_type = String, example = "38.42")]
    value: Decimal,
}

/// How a period is charged whose reading does not count (ПП 354, п. 59, 60 and 81(12)).
#[derive(Debug, Serialize, ToSchema)]
pub struct Outlook {
    /// Why: nothing is sent; or the meter is past its verification, whatever is sent.
    #[schema(schema_with = http::schemas::no_reading)]
    reason: Reason,
    /// By the meter's average, or by the norm.
    method: Method,
    /// The average of a month, all zones together; null where the norm is charged.
    #[serde(with = "number::text::option")]
    #[schema(value_type = Option<String>, example = "5.2")]
    monthly: Option<Decimal>,
    /// For how many periods in a row, the next one included, the average is charged before the norm; 0 for the norm, null
    /// where it is charged until the meter is verified.
    periods_left: Option<u8>,
}

/// What is charged when nothing is known.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The meter's average of the last half year.
    Average,
    /// The norm of the region.
    Norm,
}

impl Tariff {
    /// The tariffs that a meter's zones are charged at; none where they are not known.
    pub fn of(meter: &MeterItem, services: &[Service]) -> Vec<Self> {
        let found = services_of(meter.resource, &meter.unit, meter.zones, meter.service.as_ref(), services);
        found.into_iter().map(|service| Self { service: service.name.clone(), value: service.tariff }).collect()
    }
}

impl From<reading::Outlook> for Outlook {
    fn from(reading::Outlook { reason, charge }: reading::Outlook) -> Self {
        match charge {
            Missing::Average { monthly, periods_left } => {
                Self { reason, method: Method::Average, monthly: Some(monthly.normalize()), periods_left }
            }
            Missing::Norm => Self { reason, method: Method::Norm, monthly: None, periods_left: Some(0) },
        }
    }
}
