//! Readings as residents see them.

use domain::UserId;
use domain::meter::{Source, Value};
use domain::reading::Confirmation;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use table::entities::meter::{Before, MeterItem};
use table::entities::reading::ReadingItem;
use utoipa::ToSchema;

/// A reading.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reading {
    /// One value a zone.
    #[schema(value_type = Vec<String>)]
    values: Vec<Value>,
    /// When it was taken; null where the day of the installation is unknown.
    #[schema(value_type = Option<String>, format = Date)]
    taken_on: Option<Date>,
    /// Where it came from.
    #[schema(schema_with = http::schemas::reading_source)]
    source: Source,
    /// The caller has entered it.
    by_me: bool,
    /// Consumption since the reading before, one value a zone; null for the installation's.
    #[schema(value_type = Option<Vec<String>>)]
    consumption: Option<Vec<Value>>,
}

/// Values that a reading is compared with.
#[derive(Debug, Serialize, ToSchema)]
pub struct Compared {
    /// One value a zone.
    #[schema(value_type = Vec<String>)]
    values: Vec<Value>,
    /// When they were taken; null where the day of the installation is unknown.
    #[schema(value_type = Option<String>, format = Date)]
    taken_on: Option<Date>,
}

/// A reading of the history.
#[derive(Debug, Serialize, ToSchema)]
pub struct PastReading {
    /// Opaque id; null for the installation's.
    id: Option<String>,
    /// What it says.
    #[serde(flatten)]
    reading: Reading,
    /// What the person confirmed.
    #[schema(schema_with = http::schemas::confirmations)]
    confirmed: Vec<Confirmation>,
    /// When we learnt it; null for the installation's.
    #[schema(value_type = Option<String>, format = DateTime)]
    entered_at: Option<Timestamp>,
    /// Another reading was entered in its place.
    replaced: bool,
}

impl Reading {
    /// The latest reading of a meter.
    pub fn last_of(meter: &MeterItem, caller: &UserId) -> Self {
        let last = meter.last.clone();
        let by_me = last.entered_by.as_ref() == Some(caller);
        let consumption = (!last.consumption.is_empty()).then_some(last.consumption);
        Self { values: last.values, taken_on: last.taken_on, source: last.source, by_me, consumption }
    }
}

impl Compared {
    /// The values.
    pub fn of(before: Before) -> Self {
        Self { values: before.values, taken_on: before.taken_on }
    }
}

impl PastReading {
    /// A reading that was taken.
    pub fn of(item: ReadingItem, caller: &UserId) -> Self {
        let by_me = item.entered_by.as_ref() == Some(caller);
        let ReadingItem { values, taken_on, source, consumption, .. } = item;
        Self {
            id: Some(item.id),
            reading: Reading { values, taken_on: Some(taken_on), source, by_me, consumption: Some(consumption) },
            confirmed: item.confirmed,
            entered_at: Some(item.entered_at),
            replaced: item.replaced_by.is_some(),
        }
    }

    /// The reading that a meter began with.
    pub fn installation(meter: &MeterItem) -> Self {
        let (values, taken_on) = (meter.initial.clone(), meter.installed_on);
        Self {
            id: None,
            reading: Reading { values, taken_on, source: Source::Installation, by_me: false, consumption: None },
            confirmed: Vec::new(),
            entered_at: None,
            replaced: false,
        }
    }
}
