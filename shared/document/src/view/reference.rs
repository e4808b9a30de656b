//! Section 4, what the charges rest on, and section 6, instalments.

use domain::common_needs::Calculation;
use domain::meter::Resource;
use domain::statement::{Line, Statement};
use serde::Serialize;

use crate::format::{date, decimal, money};
use crate::{MeterReading, Receipt};

/// Section 4.
#[derive(Debug, Serialize)]
pub struct Reference {
    norms: Vec<Norm>,
    meters: Vec<Meter>,
    house: Vec<House>,
}

/// The norm of a service.
#[derive(Debug, Serialize)]
struct Norm {
    service: String,
    norm: String,
}

/// A meter and what it showed.
#[derive(Debug, Serialize)]
struct Meter {
    name: String,
    serial: String,
    /// One text a tariff zone.
    values: Vec<String>,
    taken: String,
    verification: String,
}

/// A service of the house: what was consumed in it, in the unit of the service.
#[derive(Debug, Serialize)]
struct House {
    service: String,
    unit: String,
    /// What the house meter measured.
    measured: String,
    /// In flats and other premises.
    premises: String,
    /// For common needs, as it comes out and as it is charged.
    common: String,
    charged: String,
    /// Whatever else is taken off the house's volume, where there is any.
    other: Option<String>,
}

/// A service of section 6.
#[derive(Debug, Serialize)]
pub struct Instalment {
    service: String,
    current: String,
    earlier: String,
    rate: String,
    interest: String,
    to_pay: String,
}

impl Reference {
    pub fn of(receipt: &Receipt) -> Self {
        let norms = receipt.statement.lines.iter().filter_map(|line| {
            let norm = format!("{} {}", decimal(line.norm?), line.unit);
            Some(Norm { service: line.name.to_string(), norm })
        });
        let lines = &receipt.statement.lines;
        let house = receipt.house.iter().filter_map(|calculation| {
            let line = lines.iter().find(|line| line.service == calculation.service)?;
            Some(House::of(calculation, line))
        });
        Self { norms: norms.collect(), meters: receipt.meters.iter().map(Meter::of).collect(), house: house.collect() }
    }
}

impl House {
    fn of(calculation: &Calculation, line: &Line) -> Self {
        let volumes = &calculation.volumes;
        let premises = volumes.individual + volumes.by_norm + volumes.non_residential;
        Self {
            service: line.name.to_string(),
            unit: line.unit.to_string(),
            measured: volumes.house_volume.map_or_else(|| "прибора нет".to_owned(), decimal),
            premises: decimal(premises),
            common: decimal(calculation.volume().normalize()),
            charged: decimal(calculation.applied_volume().normalize()),
            other: Some(volumes.other)
                .filter(|other| !other.is_zero())
                .map(|other| format!("{} {}", decimal(other.normalize()), line.unit)),
        }
    }
}

impl Meter {
    fn of(meter: &MeterReading) -> Self {
        let resource = resource(meter.resource);
        Self {
            name: meter.place.as_ref().map_or_else(|| resource.to_owned(), |place| format!("{resource}, {place}")),
            serial: meter.serial.to_string(),
            values: values(meter),
            taken: meter.taken_on.map_or_else(|| "при установке".to_owned(), date),
            verification: date(meter.verification_due),
        }
    }
}

/// Two and three tariff zones have names.
fn values(meter: &MeterReading) -> Vec<String> {
    let zones: &[&str] = match meter.values.len() {
        2 => &["день: ", "ночь: "],
        3 => &["день: ", "ночь: ", "пик: "],
        _ => &[],
    };
    let value = |(zone, value): (usize, &domain::meter::Value)| {
        format!("{}{} {}", zones.get(zone).unwrap_or(&""), decimal(value.0), meter.unit)
    };
    meter.values.iter().enumerate().map(value).collect()
}

const fn resource(resource: Resource) -> &'static str {
    match resource {
        Resource::ColdWater => "Холодная вода",
        Resource::HotWater => "Горячая вода",
        Resource::Electricity => "Электроэнергия",
        Resource::Gas => "Газ",
        Resource::Heat => "Тепловая энергия",
    }
}

pub fn instalments(statement: &Statement) -> Vec<Instalment> {
    let instalment = |instalment: &domain::statement::Instalment| Instalment {
        service: instalment.name.to_string(),
        current: money(instalment.current),
        earlier: money(instalment.earlier),
        rate: format!("{} %", decimal(instalment.rate)),
        interest: money(instalment.interest),
        to_pay: money(instalment.to_pay),
    };
    statement.extras.instalments.iter().map(instalment).collect()
}
