//! What a company says of an order, and what it may say.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use super::{MoveId, Remark, Status};
use crate::paid_service::Slot;

crate::refusals! {
    /// Why a step does not read as one of an order.
    pub enum StepError {
        VisitUnexpected = "visit_not_expected", "День и время визита указывают только вместе с состоянием scheduled.";
        SlotWithoutDate = "visit_date_required", "Укажите день визита.";
        VisitOutOfRange = "visit_date_out_of_range", "День визита — не раньше подачи заявки и не позже чем через год.";
        MomentOutOfRange = "at_out_of_range", "Время изменения — не раньше подачи заявки и не позже текущего времени.";
        NotACompanyMove = "status_not_allowed", "Состояние new заявка получает при подаче, задать его нельзя.";
    }
}

/// How far the clock of an accounting system may be from ours.
const LEEWAY: SignedDuration = SignedDuration::from_mins(5);

/// When somebody comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// The day, in the company's zone.
    pub date: Date,
    /// The part of the day.
    #[serde(default)]
    pub slot: Option<Slot>,
}

impl Visit {
    /// Not before the order, and not later than a wish may be. Companies' zones are ahead of UTC by half a day at most, so
    /// their day is the one of UTC or the next.
    fn is_within_a_year(&self, ordered: Timestamp, now: Timestamp) -> bool {
        let day = |at: Timestamp| at.to_zoned(jiff::tz::TimeZone::UTC).date();
        (day(ordered)..=day(now).saturating_add(1.year().days(1))).contains(&self.date)
    }
}

/// What the company wants an order to become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The company's id of it: the same one is the same step, however late it comes again.
    pub id: Option<MoveId>,
    /// The state.
    pub status: Status,
    /// What is said of it.
    pub comment: Option<Remark>,
    /// When somebody comes.
    pub visit: Option<Visit>,
    /// When it happened, where the company tells.
    pub at: Option<Timestamp>,
}

impl Step {
    /// What a step may say; names the field at fault. `ordered` is when the order was made.
    pub fn check(&self, ordered: Timestamp, now: Timestamp) -> Result<(), (&'static str, StepError)> {
        if self.status == Status::New {
            return Err(("status", StepError::NotACompanyMove));
        }
        if self.visit.is_some() && self.status != Status::Scheduled {
            return Err(("visit_date", StepError::VisitUnexpected));
        }
        if self.visit.as_ref().is_some_and(|visit| !visit.is_within_a_year(ordered, now)) {
            return Err(("visit_date", StepError::VisitOutOfRange));
        }
        let far = |at: Timestamp| at.duration_since(now) > LEEWAY || ordered.duration_since(at) > LEEWAY;
        if self.at.is_some_and(far) { Err(("at", StepError::MomentOutOfRange)) } else { Ok(()) }
    }
}
