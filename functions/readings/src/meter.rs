//! Meters and the window of readings as residents see them.

use domain::line_text::LineText;
use domain::meter::{Resource, Source, Value};
use domain::organization::ReadingsWindow;
use jiff::civil::Date;
use serde::Serialize;
use table::entities::meter::{LastReading, MeterItem};
use utoipa::ToSchema;

/// The meters of an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct Meters {
    /// When readings are entered.
    pub window: Window,
    /// The meters.
    pub items: Vec<Meter>,
}

/// Days in the company's zone on which residents enter readings: of the open window, or else of the next.
#[derive(Debug, Serialize, ToSchema)]
pub struct Window {
    /// First day.
    #[schema(value_type = String, format = Date, example = "2026-10-15")]
    from: Date,
    /// Last day, included.
    #[schema(value_type = String, format = Date, example = "2026-10-25")]
    to: Date,
    /// Readings may be entered today.
    open: bool,
}

/// A meter.
#[derive(Debug, Serialize, ToSchema)]
pub struct Meter {
    /// Opaque id.
    id: String,
    /// What it measures.
    #[schema(schema_with = http::schemas::resource)]
    resource: Resource,
    /// Serial number.
    #[schema(value_type = String)]
    serial: LineText,
    /// Where it stands.
    #[schema(value_type = Option<String>)]
    place: Option<LineText>,
    /// Unit of its readings.
    #[schema(value_type = String)]
    unit: LineText,
    /// Tariff zones, 1 to 3.
    zones: u8,
    /// Digits before the point.
    digits: u8,
    /// Day by which it must be verified.
    #[schema(value_type = String, format = Date)]
    verification_due: Date,
    /// The latest reading.
    last: Reading,
}

/// A reading.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reading {
    /// One value a zone.
    #[schema(value_type = Vec<String>)]
    values: Vec<Value>,
    /// When it was taken; null for the installation's.
    #[schema(value_type = Option<String>, format = Date)]
    taken_on: Option<Date>,
    /// Where it came from.
    #[schema(schema_with = http::schemas::reading_source)]
    source: Source,
}

impl Window {
    /// The window that matters today.
    pub fn nearest(days: ReadingsWindow, today: Date) -> Self {
        let (from, to) = days.nearest(today);
        Self { from, to, open: (from..=to).contains(&today) }
    }
}

impl Meter {
    /// The meter of an item.
    pub fn of(item: MeterItem) -> Self {
        let LastReading { values, taken_on, source } = item.last;
        Self {
            id: item.id,
            resource: item.resource,
            serial: item.serial,
            place: item.place,
            unit: item.unit,
            zones: item.zones,
            digits: item.digits,
            verification_due: item.verification_due,
            last: Reading { values, taken_on, source },
        }
    }
}
