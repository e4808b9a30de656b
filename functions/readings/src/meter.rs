//! Meters as residents see them.

use domain::line_text::LineText;
use domain::meter::Resource;
use domain::reading::Verification;
use jiff::civil::Date;
use serde::Serialize;
use table::entities::meter::MeterItem;
use utoipa::ToSchema;

use crate::home::Home;
use crate::outlook::{Outlook, Tariff};
use crate::reading::{Compared, Reading};
use crate::window::Window;

/// The meters of an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct Meters {
    /// When readings are entered.
    window: Window,
    /// The meters that measure.
    items: Vec<Meter>,
    /// The meters that were taken away: their history is still there.
    archived: Vec<Meter>,
    /// The caller is reminded by mail when readings are due.
    reminder: bool,
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
    /// Tariff zones, 1 to 3: day, night, peak.
    zones: u8,
    /// Digits before the point.
    digits: u8,
    /// Day by which it must be verified.
    #[schema(value_type = String, format = Date)]
    verification_due: Date,
    /// Where it stands on its way to the next verification.
    #[schema(schema_with = http::schemas::verification)]
    verification: Verification,
    /// When it was taken away.
    #[schema(value_type = Option<String>, format = Date)]
    archived_on: Option<Date>,
    /// Serial number of the meter in its place.
    #[schema(value_type = Option<String>)]
    replaced_by: Option<LineText>,
    /// The latest reading.
    last: Reading,
    /// A resident has entered the latest reading in the window that is open: another one corrects it.
    sent: bool,
    /// Somebody has read it since the window opened that is open, or was this month's, a resident, the company or the
    /// meter itself: nothing is missing.
    read: bool,
    /// Residents may read it when the window is open. Not a meter that was taken away, nor one past its verification where
    /// the company refuses such.
    accepts_readings: bool,
    /// What a reading entered now is compared with.
    compared_with: Compared,
    /// What its zones are roughly charged at, one a zone; empty where that is not known.
    tariffs: Vec<Tariff>,
    /// What is charged where no reading counts.
    if_missing: Outlook,
}

impl Meters {
    /// The meters of an account.
    pub fn of(home: &Home) -> Self {
        let window = Window::nearest(home.window, home.today);
        let shown = |meter: &MeterItem| Meter::of(meter, home, &window);
        let (archived, items): (Vec<_>, Vec<_>) = home.meters.iter().partition(|meter| meter.archived.is_some());
        let (items, archived) = (items.into_iter().map(shown).collect(), archived.into_iter().map(shown).collect());
        Self { window, items, archived, reminder: home.scope.attachment().readings_reminder }
    }
}

impl Meter {
    fn of(item: &MeterItem, home: &Home, window: &Window) -> Self {
        let sent = crate::entering::is_sent(item, window);
        Self {
            id: item.id.clone(),
            resource: item.resource,
            serial: item.serial.clone(),
            place: item.place.clone(),
            unit: item.unit.clone(),
            zones: item.zones,
            digits: item.digits,
            verification_due: item.verification_due,
            verification: Verification::on(home.today, item.verification_due),
            archived_on: item.archived.as_ref().map(|archived| archived.on),
            replaced_by: item.archived.as_ref().and_then(|archived| archived.replaced_by.clone()),
            last: Reading::last_of(item, home.scope.user()),
            sent,
            read: crate::entering::is_read(item, window),
            accepts_readings: item.accepts_readings(home.company.policies.overdue_verification, home.today),
            compared_with: Compared::of(item.before(sent)),
            tariffs: Tariff::of(item, &home.account.services),
            if_missing: item.outlook(home.today, window.period()).into(),
        }
    }
}
