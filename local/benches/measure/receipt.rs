//! A receipt's milliseconds.

use anyhow::Result;
use document::{Receipt, receipt_pdf};
use domain::{Decimal, Period};
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

/// The first receipt of the process, then many different ones.
pub fn measure() -> Result<Figures> {
    let mut receipt = sample()?;
    let (pdf, first) = timed(|| receipt_pdf(&receipt));
    let mut warm = Vec::new();
    for round in 0..ROUNDS {
        receipt.residents = Some(round);
        let (pdf, seconds) = timed(|| receipt_pdf(&receipt));
        pdf?;
        warm.push(seconds * 1e3);
    }
    Ok(Figures { first_milliseconds: first * 1e3, warm_milliseconds: median(warm), bytes: pdf?.len() })
}

fn sample() -> Result<Receipt> {
    let mut row = rows::statement(0, 1);
    row.as_object_mut().and_then(|row| row.remove("account"));
    Ok(Receipt {
        period: Period::new(2026, 10).unwrap_or(Period::FIRST),
        payer: samples::text("Иванов Иван Иванович"),
        address: samples::text("г. Саратов, ул. Мира, д. 5, кв. 12"),
        area: Decimal::new(543, 1),
        residents: Some(2),
        account: samples::number("100200300"),
        unified_account: None,
        service_id: None,
        house: vec![],
        meters: vec![],
        executor: samples::organization(),
        statement: serde_json::from_value(row)?,
        due: Some(date(2026, 11, 15)),
        closed_on: date(2026, 11, 3),
        corrected_on: None,
    })
}
