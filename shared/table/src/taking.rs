//! A reading on its way into the table: what it is compared with, and what it changes.

use domain::meter::{Source, Value};
use domain::reading::{Basis, Confirmation, Judged, Question, ReadingLimits, Spent};
use domain::{Period, UserId};
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
    /// The resident who entered it.
    pub entered_by: Option<UserId>,
    /// When we learnt it.
    pub entered_at: Timestamp,
    /// It stands in place of the meter's latest one.
    pub is_correction: bool,
}

impl Taken {
    /// A reading of the history, as it was judged then.
    fn again(reading: &ReadingItem) -> Self {
        Self {
            id: reading.id.clone(),
            taken_on: reading.taken_on,
            values: reading.values.clone(),
            judged: Judged { consumption: reading.consumption.clone(), questions: Vec::new() },
            source: reading.source,
            entered_by: reading.entered_by.clone(),
            entered_at: reading.entered_at,
            is_correction: false,
        }
    }
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

    /// The meter as it was when these were all of its readings, in the order of their days.
    #[must_use]
    pub fn with_these_alone(&self, readings: &[ReadingItem]) -> Self {
        let last = LastReading::installation(self.initial.clone(), self.installed_on);
        let begun = Self { last, before_last: None, spent: Vec::new(), ..self.clone() };
        let told = readings.iter().fold(begun, |meter, reading| meter.after(Taken::again(reading)).0);
        Self { revision: self.revision, ..told }
    }

    /// The meter after a reading, and the reading as the history keeps it.
    pub fn after(&self, taken: Taken) -> (Self, ReadingItem) {
        let Taken { id, taken_on, values, judged, source, entered_by, entered_at, is_correction } = taken;
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
            entered_by: entered_by.clone(),
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
            entered_by,
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

/// The stretches of a month before the latest are one, so that a meter that is read every day remembers months too; the
/// latest stands alone, because a correction takes its place.
fn remembered(known: &[Spent], is_correction: bool, new: Spent) -> Vec<Spent> {
    let kept = if is_correction { known.split_last().map_or(known, |(_, earlier)| earlier) } else { known };
    let mut months: Vec<Spent> = Vec::with_capacity(kept.len() + 1);
    for spent in kept {
        match months.last_mut().filter(|last| last.period == spent.period) {
            Some(last) => *last = together(last, spent),
            None => months.push(spent.clone()),
        }
    }
    let from = (months.len() + 1).saturating_sub(REMEMBERED);
    months.into_iter().skip(from).chain([new]).collect()
}

fn together(earlier: &Spent, later: &Spent) -> Spent {
    let zones = earlier.consumption.iter().zip(&later.consumption);
    Spent {
        period: later.period,
        months: earlier.months.saturating_add(later.months),
        consumption: zones.map(|(earlier, later)| Value(earlier.0 + later.0)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spent(month: i8, months: u16, consumption: i64) -> Spent {
        Spent { period: Period::new(2026, month).unwrap(), months, consumption: vec![Value(consumption.into())] }
    }

    #[test]
    fn a_meter_that_is_read_every_day_remembers_months() {
        let daily = (1..=9).flat_map(|month| (0..30).map(move |day| spent(month, u16::from(day == 0), 1)));
        let known = daily.fold(Vec::new(), |known, new| remembered(&known, false, new));
        assert_eq!(known.len(), REMEMBERED);
        assert_eq!(known[6..], [spent(9, 1, 29), spent(9, 0, 1)]);
        assert_eq!(known[0], spent(3, 1, 30));
    }

    #[test]
    fn a_correction_takes_the_place_of_the_latest_alone() {
        let known = [spent(9, 1, 5), spent(10, 1, 7), spent(10, 0, 2)];
        assert_eq!(remembered(&known, true, spent(10, 0, 3)), [spent(9, 1, 5), spent(10, 1, 7), spent(10, 0, 3)]);
    }
}
