//! Common needs of the demo houses: what the house meters show follows from what the flats consumed, and every statement
//! gets its share, so that a house adds up.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context as _, Result};
use domain::Decimal;
use domain::common_needs::{Calculation, Premises, Terms, Volumes, volume_shares};
use domain::line_text::LineText;
use serde_json::{Value, json};

use super::accounts::Account;
use super::charges::{SERVICES, Service};
use super::companies::House;
use super::dice::Dice;
use super::load::Month;

/// The common needs of a company's houses in a month.
#[derive(Default)]
pub struct CommonNeeds {
    /// As the accounting system sends them.
    pub rows: Vec<Value>,
    shares: HashMap<(String, &'static str), Decimal>,
}

/// What is remarkable about a house and a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Story {
    /// The consumption lies below the norm.
    Usual,
    /// It lies above.
    AboveNorm,
    /// Every fourth month the flats report more than the house meter shows.
    SometimesNegative,
    /// There is no house meter.
    WithoutMeter,
}

impl Story {
    fn of(house: &House, service: &Service) -> Self {
        match (house.code, service.code) {
            ("kosmonavtov-3", "cold-water") => Self::AboveNorm,
            ("kosmonavtov-3", "hot-water") => Self::SometimesNegative,
            ("rahova-91", "cold-water") => Self::WithoutMeter,
            _ => Self::Usual,
        }
    }
}

impl CommonNeeds {
    /// Those of all houses.
    pub fn of(month: &Month<'_>) -> Result<Self> {
        let mut needs = Self::default();
        for house in month.company.houses {
            for service in SERVICES.iter().filter(|service| service.common > 0) {
                needs.add(month, house, service)?;
            }
        }
        Ok(needs)
    }

    /// The share of an account.
    pub fn share(&self, account: &Account, service: &'static str) -> Decimal {
        self.shares.get(&(account.number.clone(), service)).copied().unwrap_or_default()
    }

    fn add(&mut self, month: &Month<'_>, house: &House, service: &'static Service) -> Result<()> {
        let flats: Vec<&Account> = month.accounts.iter().filter(|account| account.house == house.code).collect();
        let calculation = calculation(month, house, service, &flats)?;
        let premises: BTreeMap<&str, Premises> = flats
            .iter()
            .map(|flat| {
                (
                    flat.number.as_str(),
                    Premises { area: flat.area, residents: u32::try_from(flat.residents).unwrap_or(u32::MAX) },
                )
            })
            .collect();
        let shares = volume_shares(&calculation, &premises, 3).context("a house that cannot be divided")?;
        self.shares.extend(shares.into_iter().map(|(number, share)| ((number.to_owned(), service.code), share)));
        self.rows.push(row(house, &calculation)?);
        Ok(())
    }
}

fn calculation(month: &Month<'_>, house: &House, service: &Service, flats: &[&Account]) -> Result<Calculation> {
    let story = Story::of(house, service);
    let area_total = house.residential_area(month.accounts) + house.shop_area();
    let of_area = |area: Decimal, percent: i64| (area * Decimal::new(service.common * percent, 5)).round_dp(3);
    let negative = |months_ago: i16| story == Story::SometimesNegative && months_ago.rem_euclid(4) == 1;
    let carried = -of_area(area_total, -60);
    let volume =
        if negative(month.months_ago) { -carried } else { of_area(area_total, percent(month, house, service)) };
    let other = if negative(month.months_ago + 1) && month.months_ago < 12 { carried } else { Decimal::ZERO };
    let individual = flats.iter().map(|account| service.individual(account, month.period)).sum::<Decimal>();
    let non_residential = of_area(house.shop_area(), 400);
    let measured = individual + non_residential + other + volume;
    Ok(Calculation {
        service: LineText::parse(service.code)?,
        volumes: Volumes {
            house_volume: (story != Story::WithoutMeter).then_some(measured),
            individual,
            by_norm: Decimal::ZERO,
            non_residential,
            other,
            cap: Some(norm(house, of_area(area_total, if story == Story::AboveNorm { 75 } else { 130 }))),
            area_total,
            tariff: service.tariff(),
        },
        terms: Terms::LAWFUL,
    })
}

/// About this volume, as a norm for a square metre of the common property with the four digits that norms have.
fn norm(house: &House, volume: Decimal) -> Decimal {
    (volume / house.common_area()).round_dp(4) * house.common_area()
}

/// Of the usual consumption.
fn percent(month: &Month<'_>, house: &House, service: &Service) -> i64 {
    let month_number =
        u64::from(month.period.year().unsigned_abs()) * 12 + u64::from(month.period.month().unsigned_abs());
    let mut dice = Dice::new(month_number * 1_000 + house.flats * 7 + service.common.unsigned_abs());
    i64::try_from(dice.between(80, 120)).unwrap_or(100)
}

/// The row of the exchange: the numbers of the calculation beside the house and the service.
fn row(house: &House, calculation: &Calculation) -> Result<Value> {
    let mut row = serde_json::to_value(&calculation.volumes)?;
    row["house"] = json!(house.code);
    row["service"] = json!(calculation.service);
    Ok(row)
}
