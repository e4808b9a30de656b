//! What the meters showed at the end of a period, also of one long past.

use document::MeterReading;
use domain::meter::Value;
use futures::future::try_join_all;
use jiff::Timestamp;
use jiff::civil::Date;
use table::entities::meter::MeterItem;
use table::entities::reading::ReadingsUntil;
use table::{Table, TableError};

/// Meters that a receipt has room for; an account has a few.
const METERS: usize = 30;

/// Readings that are looked through at first: more than this are seldom struck one after another.
const FEW: i32 = 4;

/// Values and the day they were taken on.
type Shown = (Vec<Value>, Option<Date>);

/// What a receipt knows of meters.
#[derive(Debug, Clone, Copy)]
pub struct AsOf {
    /// The last day whose readings count.
    pub until: Date,
    /// The closing: what was loaded later is not on the receipt.
    pub closed_at: Timestamp,
}

/// The latest reading up to a day of each meter that stood then: an old receipt does not change with later months.
pub async fn readings(table: &Table, meters: Vec<MeterItem>, as_of: AsOf) -> Result<Vec<MeterReading>, TableError> {
    let gone = |meter: &MeterItem| meter.archived.as_ref().is_some_and(|archived| archived.on <= as_of.until);
    let stood = |meter: &MeterItem| meter.was_known(as_of.closed_at) && !gone(meter);
    let standing = meters.into_iter().filter(stood).take(METERS);
    let read = try_join_all(standing.map(|meter| reading(table, meter, as_of))).await?;
    Ok(read.into_iter().flatten().collect())
}

/// The meter itself remembers its last two readings, which is all that recent months need.
async fn reading(table: &Table, meter: MeterItem, as_of: AsOf) -> Result<Option<MeterReading>, TableError> {
    let AsOf { until, closed_at } = as_of;
    let shown = match remembered(&meter, until) {
        Some(shown) => Some(shown),
        None => recorded(table, &meter, until).await?.or_else(|| installed(&meter, until)),
    };
    let verification_due = meter.verification_due_at(closed_at);
    Ok(shown.map(|(values, taken_on)| MeterReading {
        resource: meter.resource,
        serial: meter.serial,
        place: meter.place,
        unit: meter.unit,
        values,
        taken_on,
        verification_due,
    }))
}

fn remembered(meter: &MeterItem, until: Date) -> Option<Shown> {
    let last = (&meter.last.values, meter.last.taken_on);
    let before = meter.before_last.iter().map(|before| (&before.values, before.taken_on));
    let known = std::iter::once(last).chain(before).find(|(_, day)| is_until(*day, until));
    known.map(|(values, day)| (values.clone(), day))
}

/// The newest that nothing has replaced: a correction stands above what it replaces, but an act of removal that came late
/// stands below the readings that it has struck.
async fn recorded(table: &Table, meter: &MeterItem, until: Date) -> Result<Option<Shown>, TableError> {
    let history = ReadingsUntil { account: &meter.account, meter: &meter.id, until };
    let mut newest = table.query(&history, FEW, None).await?.items;
    if newest.len() == FEW as usize && newest.iter().all(|reading| reading.replaced_by.is_some()) {
        newest = table.query_all(&history).await?;
    }
    let standing = newest.into_iter().find(|reading| reading.replaced_by.is_none());
    Ok(standing.map(|reading| (reading.values, Some(reading.taken_on))))
}

fn installed(meter: &MeterItem, until: Date) -> Option<Shown> {
    is_until(meter.installed_on, until).then(|| (meter.initial.clone(), meter.installed_on))
}

fn is_until(day: Option<Date>, until: Date) -> bool {
    day.is_none_or(|day| day <= until)
}
