//! Readings of some flats over the year: by residents, by the company's walk-round, by meters themselves.

use domain::{Decimal, Period};
use serde_json::{Value, json};

use super::dice::Dice;

/// One flat of so many has a history: enough to look at, and the first start stays quick.
pub const EVERY: usize = 12;

/// A meter that goes on month by month.
#[derive(Debug)]
pub struct Running {
    account: String,
    serial: String,
    resource: String,
    values: Vec<Decimal>,
    dice: Dice,
}

impl Running {
    /// Begins where a row of the load of meters says.
    pub fn of(row: &Value, seed: u64) -> Self {
        let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        let values = row["initial"].as_array().into_iter().flatten();
        Self {
            account: text("account"),
            serial: text("serial"),
            resource: text("resource"),
            values: values.filter_map(|value| value.as_str()?.parse().ok()).collect(),
            dice: Dice::new(seed),
        }
    }

    /// What it shows on the 20th of the next month; one month in ten nobody looks.
    pub fn next(&mut self, period: Period) -> Option<Value> {
        // Thousandths of a unit a month.
        let (least, most) = match self.resource.as_str() {
            "electricity" => (40_000, 160_000),
            "gas" => (6_000, 18_000),
            "heat" => (100, 1_500),
            _ => (2_000, 7_000),
        };
        for value in &mut self.values {
            *value += Decimal::new(i64::try_from(self.dice.between(least, most)).unwrap_or(0), 3);
        }
        if self.dice.percent(10) {
            return None;
        }
        let source = self.dice.pick(&["resident", "resident", "company", "automatic"]).copied().unwrap_or("company");
        Some(json!({
            "account": self.account, "meter": self.serial, "taken_on": format!("{period}-20"), "source": source,
            "values": self.values.iter().map(Decimal::to_string).collect::<Vec<_>>()
        }))
    }
}
