//! A meter of the ledger: as it is stored, as it is by now, and the readings that led there.

use jiff::civil::Date;
use table::entities::meter::MeterItem;
use table::entities::reading::ReadingItem;
use table::taking::Taken;
use table::{Transaction, Update, keys};

/// A meter under change.
#[derive(Debug, Clone)]
pub struct Slot {
    stored: Option<MeterItem>,
    /// The meter as it is by now.
    pub now: MeterItem,
    readings: Vec<ReadingItem>,
    /// Stored readings that were replaced: day, id, the id of what stands in their place.
    replaced: Vec<(Date, String, String)>,
}

impl Slot {
    /// A meter that is stored like this.
    pub fn stored(meter: MeterItem) -> Self {
        Self { stored: Some(meter.clone()), ..Self::new(meter) }
    }

    /// A meter that is not stored yet.
    pub fn new(meter: MeterItem) -> Self {
        Self { stored: None, now: meter, readings: Vec::new(), replaced: Vec::new() }
    }

    /// Describes the meter anew.
    pub fn describe(&mut self, meter: &MeterItem) {
        if self.now != *meter {
            self.now = MeterItem { revision: self.now.revision.saturating_add(1), ..meter.clone() };
        }
    }

    /// Takes a reading.
    pub fn take(&mut self, taken: Taken) {
        let day = self.now.last.taken_on;
        let (after, reading) = self.now.after(taken);
        if let (Some(id), Some(day)) = (&reading.replaces, day) {
            self.strike(day, id.clone(), reading.id.clone());
        }
        self.readings.push(reading);
        self.now = after;
    }

    /// What stands of the history, this load's readings among it, in the order of the days.
    pub fn standing(&self, stored: Vec<ReadingItem>) -> Vec<ReadingItem> {
        let is_struck = |reading: &ReadingItem| self.replaced.iter().any(|(_, id, _)| *id == reading.id);
        let all = stored.into_iter().filter(|reading| !is_struck(reading)).chain(self.readings.iter().cloned());
        let zones = usize::from(self.now.zones);
        let mut standing: Vec<ReadingItem> =
            all.filter(|reading| reading.replaced_by.is_none() && reading.values.len() == zones).collect();
        standing.sort_by(|one, other| (one.taken_on, &one.id).cmp(&(other.taken_on, &other.id)));
        standing
    }

    /// Takes a reading upon an earlier state of the meter; those that led from there to here give their place to it.
    pub fn take_instead(&mut self, earlier: &MeterItem, taken: Taken, struck: &[ReadingItem]) {
        let (after, mut reading) = earlier.after(taken);
        reading.replaces = struck.first().map(|first| first.id.clone());
        for old in struck {
            self.strike(old.taken_on, old.id.clone(), reading.id.clone());
        }
        self.readings.push(reading);
        self.now = after;
    }

    fn strike(&mut self, day: Date, id: String, by: String) {
        match self.readings.iter_mut().find(|earlier| earlier.id == id) {
            Some(earlier) => earlier.replaced_by = Some(by),
            None => self.replaced.push((day, id, by)),
        }
    }

    /// What changed, if anything did.
    pub fn steps(&self, transaction: Transaction) -> Transaction {
        let transaction = match &self.stored {
            Some(stored) if *stored == self.now => return transaction,
            Some(stored) => transaction.put_if("meter", &self.now, Some(stored.unchanged())),
            None => transaction.put_new("meter", &self.now),
        };
        let put = |transaction: Transaction, reading| transaction.put_new("reading", reading);
        let transaction = self.readings.iter().fold(transaction, put);
        self.replaced.iter().fold(transaction, |transaction, (day, id, by)| {
            let key = keys::reading(&self.now.account, &self.now.id, *day, id);
            transaction.update("replaced", Update::at(key).exists().set("replaced_by", by))
        })
    }
}
