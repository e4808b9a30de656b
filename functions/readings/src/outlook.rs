//! What a meter's next bill may say.

use domain::account::Service;
use domain::line_text::LineText;
use domain::reading::{Missing, service_of};
use domain::{Decimal, Period, number};
use serde::Serialize;
use table::entities::meter::MeterItem;
use utoipa::ToSchema;

/// What a meter's consumption is roughly charged at.
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

/// How a period without a reading is charged (ПП 354, п. 59 и 60).
#[derive(Debug, Serialize, ToSchema)]
pub struct Outlook {
    /// By the meter's average, or by the norm.
    method: Method,
    /// The average of a month, all zones together; null where the norm is charged.
    #[serde(with = "number::text::option")]
    #[schema(value_type = Option<String>, example = "5.2")]
    monthly: Option<Decimal>,
    /// For how many periods in a row, the next one included, the average is charged before the norm; 0 for the norm.
    periods_left: u8,
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
    /// The tariff of the service that a meter belongs to.
    pub fn of(meter: &MeterItem, services: &[Service]) -> Option<Self> {
        let service = service_of(meter.resource, &meter.unit, meter.service.as_ref(), services)?;
        Some(Self { service: service.name.clone(), value: service.tariff })
    }
}

impl Outlook {
    /// What becomes of a period.
    pub fn of(meter: &MeterItem, period: Period) -> Self {
        // What was sent for the period itself does not make it a missing one.
        let before = |spent: &&domain::reading::Spent| spent.period < period;
        let spent: Vec<_> = meter.spent.iter().filter(before).cloned().collect();
        match Missing::of(&spent, period) {
            Missing::Average { monthly, periods_left } => {
                Self { method: Method::Average, monthly: Some(monthly.normalize()), periods_left }
            }
            Missing::Norm => Self { method: Method::Norm, monthly: None, periods_left: 0 },
        }
    }
}
