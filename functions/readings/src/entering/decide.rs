//! Whether a reading is accepted, and as what.

use domain::meter::{Source, Value};
use domain::organization::Organization;
use domain::reading::{Judged, ReadingRefusal, parse_values};
use jiff::civil::Date;
use table::entities::meter::MeterItem;

use super::ReadingRow;
use crate::window::Window;

/// What becomes of a reading that can be accepted.
#[derive(Debug)]
pub enum Decision {
    /// It is there already: nothing is written.
    Known,
    /// It is written.
    Taken {
        /// One value a zone.
        values: Vec<Value>,
        /// What the rules say.
        judged: Judged,
        /// It stands in place of the one sent before in this window.
        is_correction: bool,
    },
}

/// A refusal, and the zone it is about.
pub type Refused = (Option<usize>, ReadingRefusal);

/// A resident has sent the latest reading in the window that is open.
pub fn is_sent(meter: &MeterItem, window: &Window) -> bool {
    meter.last.source == Source::Resident && meter.last.taken_on.is_some_and(|day| window.holds(day))
}

/// Somebody has read the meter since the window opened that is open or was this month's, be it a resident, the company or
/// the meter itself.
pub fn is_read(meter: &MeterItem, window: &Window) -> bool {
    window.since.is_some_and(|since| meter.archived.is_none() && !meter.is_missing(since))
}

/// Decides about a row.
pub fn decide(
    row: &ReadingRow,
    meter: &MeterItem,
    company: &Organization,
    window: &Window,
) -> Result<Decision, Refused> {
    check_meter(meter, company, window.today).map_err(|refusal| (None, refusal))?;
    let values = parse_values(&row.texts(), meter.zones, meter.digits)?;
    // Whoever told it: the same value again tells nothing new.
    if is_read(meter, window) && meter.last.values == values {
        return Ok(Decision::Known);
    }
    let is_correction = is_sent(meter, window);
    let limits = company.reading_limits.clone().unwrap_or_default();
    let judged = meter.basis(window.today, is_correction, &limits).judge(&values);
    let judged =
        judged.and_then(|judged| judged.confirmed_by(&row.confirm)).map_err(|refusal| (zone(&refusal), refusal))?;
    Ok(Decision::Taken { values, judged, is_correction })
}

const fn zone(refusal: &ReadingRefusal) -> Option<usize> {
    match refusal {
        ReadingRefusal::BelowPrevious { zone, .. } => Some(*zone),
        _ => None,
    }
}

fn check_meter(meter: &MeterItem, company: &Organization, today: Date) -> Result<(), ReadingRefusal> {
    if let Some(archived) = &meter.archived {
        return Err(ReadingRefusal::Archived { on: archived.on });
    }
    if company.policies.overdue_verification.refuses(today, meter.verification_due) {
        return Err(ReadingRefusal::VerificationOverdue { due: meter.verification_due });
    }
    Ok(())
}
