//! A reading on its way into the table: what it is compared with, and what it changes.

use domain::Period;
use domain::meter::{Source, Value};
use domain::reading::{Basis, Confirmation, Judged, Question, ReadingLimits, Spent};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::entities::meter::{Before, LastReading, MeterItem};
use crate::entities::reading::ReadingItem;
use crate::{Transaction, Update, keys};

/// Stretches of consumption that a meter remembers: more than the average of half a year needs.
const REMEMBERED: usize = 8;

/// A reading that was judged.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Ordered by time.
    pub id: String,
    /// When it was taken.
    pub taken_on: Date,
    /// One value a zone.
    pub values: Vec<Value>,
    /// What the rules say of it.
    pub judged: Judged,
    /// Where it came from.
    pub source: Source,
    /// When we learnt it.
    pub entered_at: Timestamp,
    /// It stands in place of the meter's latest one.
    pub is_correction: bool,
}

impl MeterItem {
    /// What a reading is judged against. A correction is compared with what its predecessor was compared with.
    pub fn basis(&self, taken_on: Date, is_correction: bool, limits: &ReadingLimits) -> Basis {
        let Before { values, taken_on: before } = self.before(is_correction);
        Basis {
            months: before.map_or(1, |before| months_between(before, taken_on)),
            previous: values,
            taken_on: before,
            digits: self.digits,
            monthly_limit: limits.of(self.resource),
        }
    }

    /// The values that a reading, or a correction of the latest one, is compared with.
    pub fn before(&self, is_correction: bool) -> Before {
        let last = || Before { values: self.last.values.clone(), taken_on: self.last.taken_on };
        self.before_last.clone().filter(|_| is_correction).unwrap_or_else(last)
    }

    /// A moment for the next reading: ids follow each other as readings do, even where clocks differ.
    pub fn moment(&self, now: Timestamp) -> Timestamp {
        let after = |last: Timestamp| last.checked_add(jiff::SignedDuration::from_millis(1)).unwrap_or(last);
        self.last.entered_at.map_or(now, |last| now.max(after(last)))
    }

    /// The meter after a reading, and the reading as the history keeps it.
    pub fn after(&self, taken: Taken) -> (Self, ReadingItem) {
        let Taken { id, taken_on, values, judged, source, entered_at, is_correction } = taken;
        let before = self.before(is_correction);
        let replaces = self.last.id.clone().filter(|_| is_correction);
        let reading = ReadingItem {
            id: id.clone(),
            account: self.account.clone(),
            meter: self.id.clone(),
            taken_on,
            values: values.clone(),
            consumption: judged.consumption.clone(),
            source,
            confirmed: confirmations(&judged.questions),
            entered_at,
            replaces,
            replaced_by: None,
        };
        let months = before.taken_on.map_or(1, |before| months_between(before, taken_on));
        let spent = Spent { period: Period::of(taken_on), months, consumption: judged.consumption.clone() };
        let last = LastReading {
            values,
            taken_on: Some(taken_on),
            source,
            consumption: judged.consumption,
            id: Some(id),
            entered_at: Some(entered_at),
        };
        let spent = remembered(&self.spent, is_correction, spent);
        let revision = self.revision.saturating_add(1);
        (Self { last, before_last: Some(before), spent, revision, ..self.clone() }, reading)
    }
}

impl Transaction {
    /// Writes a reading: the meter if nobody changed it, the history, and the mark on what was replaced.
    #[must_use]
    pub fn record(self, before: &MeterItem, after: &MeterItem, reading: &ReadingItem) -> Self {
        let steps = self.put_if("meter", after, Some(before.unchanged())).put_new("reading", reading);
        match (&reading.replaces, before.last.taken_on) {
            (Some(replaced), Some(taken_on)) => {
                let key = keys::reading(&before.account, &before.id, taken_on, replaced);
                steps.update("replaced", Update::at(key).exists().set("replaced_by", &reading.id))
            }
            _ => steps,
        }
    }

    /// The most steps of [`Transaction::record`].
    pub const STEPS_OF_A_READING: usize = 3;
}

fn confirmations(questions: &[Question]) -> Vec<Confirmation> {
    let mut words: Vec<Confirmation> = questions.iter().map(Question::confirmation).collect();
    words.dedup();
    words
}

fn months_between(earlier: Date, later: Date) -> u16 {
    u16::try_from(Period::of(later).months_since(Period::of(earlier))).unwrap_or(0)
}

fn remembered(known: &[Spent], is_correction: bool, new: Spent) -> Vec<Spent> {
    let kept = if is_correction { known.split_last().map_or(known, |(_, earlier)| earlier) } else { known };
    let from = (kept.len() + 1).saturating_sub(REMEMBERED);
    kept.iter().skip(from).cloned().chain([new]).collect()
}
