//! The files that `kabinet load` reads.

use std::fs::File;
use std::path::Path;

use anyhow::{Context as _, Result};
use csv::{Writer, WriterBuilder};

use super::dwelling::{Flat, House, tenths};
use super::random::Random;
use super::service::SERVICES;
use super::statement::{Line, Statement, roubles, thousandths};

/// The company of the examples keeps the houses.
const ORGANIZATION: &str = include_str!("../../../cli/examples/organization.json");

const HOUSES: &[&str] = &["code", "address", "total_area", "residential_area", "common_area"];
const ACCOUNTS: &[&str] = &[
    "number",
    "house",
    "flat",
    "subscriber",
    "area",
    "residents",
    "access_code",
    "service_code",
    "service_name",
    "supplier",
    "unit",
    "tariff",
];
const METERS: &[&str] =
    &["account", "serial", "resource", "unit", "zones", "digits", "verification_due", "place", "initial_1"];
const STATEMENTS: &[&str] = &[
    "account",
    "opening",
    "penalty",
    "closing",
    "to_pay",
    "service",
    "name",
    "unit",
    "individual_volume",
    "odn_volume",
    "tariff",
    "base",
    "recalculation",
    "recalculation_period",
    "recalculation_reason",
    "total",
    "payment_date",
    "payment_amount",
    "payment_channel",
];
/// Resource, name in the serial number, place.
const FLAT_METERS: [(&str, &str, &str); 2] = [("cold_water", "ХВ", "санузел"), ("hot_water", "ГВ", "санузел")];

/// The open files.
pub struct Files {
    houses: Writer<File>,
    accounts: Writer<File>,
    meters: Writer<File>,
    statements: Writer<File>,
    count: usize,
}

impl Files {
    /// Creates them with their headers, over those of an earlier run.
    pub fn create(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be created", folder.display()))?;
        std::fs::write(folder.join("organization.json"), ORGANIZATION)?;
        let create = |name: &str, header: &[&str]| -> Result<Writer<File>> {
            let mut writer = WriterBuilder::new().delimiter(b';').from_path(folder.join(name))?;
            writer.write_record(header)?;
            Ok(writer)
        };
        Ok(Self {
            houses: create("houses.csv", HOUSES)?,
            accounts: create("accounts.csv", ACCOUNTS)?,
            meters: create("meters.csv", METERS)?,
            statements: create("statements.csv", STATEMENTS)?,
            count: 0,
        })
    }

    /// Writes a house with everything in it.
    pub fn write(&mut self, house: &House, period: &str, random: &mut Random) -> Result<()> {
        let (residential, common) = (house.residential_area(), house.common_area());
        let areas = [residential + common, residential, common].map(tenths);
        self.houses.write_record([&house.code, &house.address, &areas[0], &areas[1], &areas[2]])?;
        for flat in &house.flats {
            self.account(house, flat)?;
            self.meters(flat, random)?;
            self.statement(flat, period, random)?;
            self.count += 1;
        }
        Ok(())
    }

    /// How many accounts there are.
    pub fn finish(mut self) -> Result<usize> {
        for writer in [&mut self.houses, &mut self.accounts, &mut self.meters, &mut self.statements] {
            writer.flush()?;
        }
        Ok(self.count)
    }

    fn account(&mut self, house: &House, flat: &Flat) -> Result<()> {
        let (number, area, residents) = (flat.number.to_string(), tenths(flat.area), flat.residents.to_string());
        let account = [&flat.account, &house.code, &number, &flat.subscriber, &area, &residents, &flat.access_code];
        for service in &SERVICES {
            let tariff = roubles(service.tariff);
            let service = [service.code, service.name, service.supplier, service.unit, &tariff];
            self.accounts.write_record(account.iter().map(|cell| cell.as_str()).chain(service))?;
        }
        Ok(())
    }

    fn meters(&mut self, flat: &Flat, random: &mut Random) -> Result<()> {
        for (resource, mark, place) in FLAT_METERS {
            let serial = format!("{mark}-{}", flat.account);
            let due = format!("{}-{:02}-28", random.between(2027, 2032), random.between(1, 12));
            let initial = thousandths(random.between(0, 400_000));
            self.meters.write_record([&flat.account, &serial, resource, "м³", "1", "5", &due, place, &initial])?;
        }
        Ok(())
    }

    /// The balances and the payment stand in the first row of the account.
    fn statement(&mut self, flat: &Flat, period: &str, random: &mut Random) -> Result<()> {
        let statement = Statement::new(flat, random);
        for (index, line) in statement.lines.iter().enumerate() {
            let first = index == 0;
            let balances = [statement.opening, statement.penalty, statement.closing, statement.to_pay()];
            let balances = balances.map(|amount| if first { roubles(amount) } else { String::new() });
            let payment = if first { payment(&statement, period) } else { Default::default() };
            let cells = [flat.account.clone()].into_iter().chain(balances).chain(charge(line, period)).chain(payment);
            self.statements.write_record(cells)?;
        }
        Ok(())
    }
}

fn charge(line: &Line, period: &str) -> [String; 11] {
    let corrected = line.recalculation != 0;
    let if_corrected = |text: &str| if corrected { text.to_owned() } else { String::new() };
    [
        line.service.code.to_owned(),
        line.service.name.to_owned(),
        line.service.unit.to_owned(),
        thousandths(line.volume),
        thousandths(line.common_volume),
        roubles(line.service.tariff),
        roubles(line.base),
        if_corrected(&roubles(line.recalculation)),
        if_corrected(period),
        if_corrected("Временное отсутствие"),
        roubles(line.total),
    ]
}

fn payment(statement: &Statement, period: &str) -> [String; 3] {
    if statement.paid == 0 {
        return Default::default();
    }
    [format!("{period}-12"), roubles(statement.paid), "bank".to_owned()]
}
