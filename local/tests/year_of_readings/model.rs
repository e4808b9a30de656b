//! What a meter of the house really did, and what must stand of it in the history: told by nothing but arithmetic.

use domain::Decimal;
use jiff::civil::Date;
use serde_json::{Value, json};

/// A reading as the history must show it. Amounts are thousandths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub taken_on: Date,
    pub values: Vec<i64>,
    pub consumption: Vec<i64>,
    pub source: &'static str,
    /// Another one was told in its place.
    pub replaced: bool,
    /// It stands in the place of the one before it.
    pub is_correction: bool,
}

/// A meter on the wall.
#[derive(Debug, Clone)]
pub struct Meter {
    pub flat: usize,
    pub serial: String,
    pub resource: &'static str,
    pub digits: u32,
    pub initial: Vec<i64>,
    /// What it shows, a value a zone.
    pub shows: Vec<i64>,
    /// What went through it.
    consumed: Vec<i64>,
    /// What had gone through it at the latest reading.
    pub accounted: Vec<i64>,
    pub told: Vec<Told>,
}

impl Meter {
    pub fn installed(flat: usize, serial: String, resource: &'static str, digits: u32, initial: Vec<i64>) -> Self {
        let nothing = vec![0; initial.len()];
        let (consumed, accounted, shows) = (nothing.clone(), nothing, initial.clone());
        Self { flat, serial, resource, digits, initial, shows, consumed, accounted, told: Vec::new() }
    }

    /// Thousandths that the drum goes through before it begins anew.
    pub fn capacity(&self) -> i64 {
        10_i64.pow(self.digits + 3)
    }

    pub fn run(&mut self, amount: i64) {
        let capacity = self.capacity();
        for (zone, (shows, consumed)) in self.shows.iter_mut().zip(&mut self.consumed).enumerate() {
            let amount = amount + 111 * i64::try_from(zone).unwrap();
            *consumed += amount;
            *shows = (*shows + amount) % capacity;
        }
    }

    /// What somebody writes who errs by so much in the first zone.
    pub fn misread(&self, surplus: i64) -> Vec<i64> {
        let mut values = self.shows.clone();
        values[0] = (values[0] + surplus) % self.capacity();
        values
    }

    /// What a reading is compared with.
    fn before(&self, is_correction: bool) -> &[i64] {
        let mut standing = self.told.iter().rev().filter(|told| !told.replaced);
        let before = if is_correction { standing.nth(1) } else { standing.next() };
        before.map_or(&self.initial, |told| &told.values)
    }

    /// Zones that went through their zeros, as far as the readings tell.
    pub fn rollovers(&self, values: &[i64], is_correction: bool) -> usize {
        self.before(is_correction).iter().zip(values).filter(|(before, now)| now < before).count()
    }

    pub fn tell(&mut self, taken_on: Date, values: Vec<i64>, source: &'static str, is_correction: bool) {
        let capacity = self.capacity();
        let before = self.before(is_correction).iter().zip(&values);
        let consumption = before.map(|(before, now)| (now - before).rem_euclid(capacity)).collect();
        if let Some(last) = self.told.last_mut().filter(|_| is_correction) {
            last.replaced = true;
        }
        self.told.push(Told { taken_on, values, consumption, source, replaced: false, is_correction });
        self.accounted.clone_from(&self.consumed);
    }

    /// As the accounting system describes it.
    pub fn row(&self, account: &str) -> Value {
        json!({
            "account": account, "serial": self.serial, "resource": self.resource, "zones": self.initial.len(),
            "unit": if self.resource == "electricity" { "кВт·ч" } else { "м³" }, "digits": self.digits,
            "verification_due": "2040-01-01", "initial": written(&self.initial)
        })
    }
}

/// Thousandths as they are sent.
pub fn written(values: &[i64]) -> Vec<String> {
    values.iter().map(|value| Decimal::new(*value, 3).to_string()).collect()
}

/// Thousandths of what was answered.
pub fn read(values: &Value) -> Vec<i64> {
    let thousandths = |value: &Value| {
        let mut value: Decimal = value.as_str().unwrap().parse().unwrap();
        value.rescale(3);
        i64::try_from(value.mantissa()).unwrap()
    };
    values.as_array().unwrap().iter().map(thousandths).collect()
}
