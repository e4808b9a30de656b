//! The common needs of a house for a service as the accounting system sends them.

use domain::common_needs::{Volumes, check};
use domain::house::HouseCode;
use domain::line_text::LineText;
use domain::{Decimal, number};
use http::FieldProblem;
use serde::Deserialize;

use crate::bulk::{Row, fault};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    house: HouseCode,
    service: LineText,
    #[serde(default, with = "number::text::option")]
    house_volume: Option<Decimal>,
    #[serde(with = "number::text")]
    individual: Decimal,
    #[serde(with = "number::text")]
    by_norm: Decimal,
    #[serde(with = "number::text")]
    non_residential: Decimal,
    #[serde(default, with = "number::text::option")]
    other: Option<Decimal>,
    #[serde(default, with = "number::text::option")]
    cap: Option<Decimal>,
    #[serde(with = "number::text")]
    area_total: Decimal,
    #[serde(with = "number::text")]
    tariff: Decimal,
}

/// A row of the load; its natural key, within the period, is the house and the service.
#[derive(Debug, Deserialize)]
#[serde(from = "Input")]
pub struct CommonNeedsRow {
    /// Code of the house.
    pub house: HouseCode,
    /// Code of the service.
    pub service: LineText,
    /// What was measured.
    pub volumes: Volumes,
}

impl From<Input> for CommonNeedsRow {
    fn from(input: Input) -> Self {
        let Input {
            house,
            service,
            house_volume,
            individual,
            by_norm,
            non_residential,
            other,
            cap,
            area_total,
            tariff,
        } = input;
        let other = other.unwrap_or_default();
        let volumes = Volumes { house_volume, individual, by_norm, non_residential, other, cap, area_total, tariff };
        Self { house, service, volumes }
    }
}

impl Row for CommonNeedsRow {
    const KEY: &'static [&'static str] = &["house", "service"];

    fn key(&self) -> String {
        format!("{}:{}", self.house, self.service)
    }

    fn check(&self) -> Result<(), FieldProblem> {
        check(&self.volumes).map_err(|(field, refusal)| fault(field, &refusal))
    }
}
