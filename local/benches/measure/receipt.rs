//! A receipt's milliseconds.

use anyhow::Result;
use document::{Receipt, receipt_pdf};
use domain::statement::Statement;
use domain::{Decimal, Money, Period};
use jiff::civil::date;
use serde::Serialize;
use testkit::samples;

use crate::rows;
use crate::stopwatch::{median, timed};

const ROUNDS: u32 = 50;

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Figures {
    first_milliseconds: f64,
    warm_milliseconds: f64,
    bytes: usize,
}

/// The first receipt of the process, then many of other people, with other sums in each line: the typesetter remembers what it
/// has set before.
pub fn measure() -> Result<Figures> {
    let receipt = sample(0)?;
    let (pdf, first) = timed(|| receipt_pdf(&receipt));
    let mut warm = Vec::new();
    for round in 1..=ROUNDS {
        let receipt = sample(round)?;
        let (pdf, seconds) = timed(|| receipt_pdf(&receipt));
        pdf?;
        warm.push(seconds * 1e3);
    }
    Ok(Figures { first_milliseconds: first * 1e3, warm_milliseconds: median(warm), bytes: pdf?.len() })
}

fn sample(round: u32) -> Result<Receipt> {
    let mut row = rows::statement(0, i64::from(round));
    row.as_object_mut().and_then(|row| row.remove("account"));
    let mut statement: Statement = serde_json::from_value(row)?;
    for (place, line) in (1..).zip(&mut statement.lines) {
        let kopecks = place * 10_007 + i64::from(round) * 331;
        line.individual_volume = Decimal::new(kopecks, 3);
        (line.base, line.total) = (Money::from_kopecks(kopecks), Money::from_kopecks(kopecks));
    }
    Ok(Receipt {
        period: Period::new(2026, 10).unwrap_or(Period::FIRST),
        payer: samples::text(&format!("Иванов Иван {round}-й")),
        address: samples::text(&format!("г. Саратов, ул. Мира, д. 5, кв. 12{round}")),
        area: Decimal::new(543, 1),
        residents: Some(round),
        account: samples::number(&(100_200_300 + round).to_string()),
        unified_account: None,
        service_id: None,
        house: vec![],
        meters: vec![],
        executor: samples::organization(),
        statement,
        due: Some(date(2026, 11, 15)),
        closed_on: date(2026, 11, 3),
        corrected_on: None,
        payees_changed_on: None,
        version: 1,
    })
}
