//! The charges of a statement.

use serde_json::{Value, json};

use super::columns::{MULTIPLIER, OF_THE_LINE, RECALCULATION};
use super::{Places, has, object};
use crate::files::{CellError, Record};

/// Charges with their recalculations, in the order of the file.
#[derive(Default)]
pub struct Lines(Vec<Line>);

struct Line {
    charge: Value,
    recalculations: Vec<Value>,
}

impl Lines {
    /// A row of a service: its charge, or a further recalculation of the charge right above it.
    pub fn add(&mut self, record: &Record<'_>, places: &mut Places) -> Result<(), CellError> {
        if !self.is_further(record) {
            places.part(format!("lines[{}]", self.0.len()), record.row);
            self.0.push(Line { charge: charge(record)?, recalculations: Vec::new() });
        }
        if !has(record, RECALCULATION) {
            return Ok(());
        }
        let at = self.0.len() - 1;
        let line = &mut self.0[at];
        places.part(format!("lines[{at}].recalculations[{}]", line.recalculations.len()), record.row);
        line.recalculations.push(recalculation(record)?);
        Ok(())
    }

    fn is_further(&self, record: &Record<'_>) -> bool {
        let same = self.0.last().is_some_and(|line| line.charge["service"] == record.text("service"));
        same && has(record, RECALCULATION) && !has(record, OF_THE_LINE)
    }
}

impl From<Lines> for Value {
    fn from(lines: Lines) -> Self {
        let whole = lines.0.into_iter().map(|Line { mut charge, recalculations }| {
            charge["recalculations"] = json!(recalculations);
            charge
        });
        whole.collect()
    }
}

fn charge(record: &Record<'_>) -> Result<Value, CellError> {
    Ok(object([
        ("service", record.text("service")),
        ("name", record.text("name")),
        ("unit", record.text("unit")),
        ("individual_volume", record.decimal("individual_volume")),
        ("odn_volume", record.decimal_or_zero("odn_volume")),
        ("tariff", record.decimal("tariff")),
        ("base", record.money("base")?),
        ("privilege", record.money_or_zero("privilege")?),
        ("total", record.money("total")?),
        ("recipient", record.optional("recipient")),
        ("norm", record.decimal_or_null("norm")),
        ("multiplier", multiplier(record)?),
    ]))
}

fn multiplier(record: &Record<'_>) -> Result<Value, CellError> {
    if !has(record, MULTIPLIER) {
        return Ok(json!(null));
    }
    Ok(object([("coefficient", record.decimal("coefficient")), ("excess", record.money("excess")?)]))
}

fn recalculation(record: &Record<'_>) -> Result<Value, CellError> {
    Ok(object([
        ("period", record.text("recalculation_period")),
        ("amount", record.money("recalculation")?),
        ("reason", record.text("recalculation_reason")),
    ]))
}
