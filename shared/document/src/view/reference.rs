//! Section 4, what the charges rest on, and section 6, instalments.

use domain::meter::Resource;
use domain::statement::Statement;
use serde::Serialize;

use crate::format::{date, decimal, money};
use crate::{MeterReading, Receipt};

/// Section 4.
#[derive(Debug, Serialize)]
pub struct Reference {
    norms: Vec<Norm>,
    meters: Vec<Meter>,
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
        Self { norms: norms.collect(), meters: receipt.meters.iter().map(Meter::of).collect() }
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
