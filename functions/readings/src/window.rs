//! The window of readings as residents see it.

use domain::organization::ReadingsWindow;
use domain::{Period, day};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// Days in the zone of the house on which residents enter readings: of the open window, or else of the next.
#[derive(Debug, Serialize, ToSchema)]
pub struct Window {
    /// First day.
    #[schema(value_type = String, format = Date, example = "2026-10-15")]
    pub from: Date,
    /// Last day, included.
    #[schema(value_type = String, format = Date, example = "2026-10-25")]
    pub to: Date,
    /// Readings may be entered today.
    pub open: bool,
    /// The last day of this month's window, if that is over.
    #[schema(value_type = Option<String>, format = Date, example = "2026-10-25")]
    pub ended: Option<Date>,
    /// The day it is in the zone of the house, which is the company's unless it has one of its own.
    #[schema(value_type = String, format = Date, example = "2026-10-20")]
    pub today: Date,
    /// When the open window opened, or the one of this month that is over: what is read since then is not missing.
    #[serde(skip)]
    pub since: Option<Date>,
}

impl Window {
    /// The window that matters today.
    pub fn nearest(days: ReadingsWindow, today: Date) -> Self {
        let (from, to) = days.nearest(today);
        let (open, ended) = ((from..=to).contains(&today), days.ended(today));
        let since = if open { Some(from) } else { ended.map(|(from, _)| from) };
        Self { from, to, open, ended: ended.map(|(_, to)| to), today, since }
    }

    /// The month whose readings are entered in it.
    pub fn period(&self) -> Period {
        Period::of(self.from)
    }

    /// When to come back, for people.
    pub fn when_closed(&self) -> String {
        let (from, to) = (day::in_russian(self.from), day::in_russian(self.to));
        format!("Показания сейчас не принимаются. Передайте их с {from} по {to}.")
    }

    /// A day of the open window.
    pub fn holds(&self, day: Date) -> bool {
        self.open && (self.from..=self.to).contains(&day)
    }
}
