//! Nobody can be flooded with our mail: so many a day go to an address on demand, whoever demands.

use domain::email::Email;
use http::{ApiError, ApiResult, App, Code, hash};
use jiff::SignedDuration;
use table::entities::counter::{Quota, Reservation};

/// Mails on demand to one address in a day.
const MOST: u32 = 10;

/// Counts a mail, before it is known whether one will be sent: so a refusal does not tell who is registered.
pub async fn reserve(app: &App, email: &Email) -> ApiResult<()> {
    let now = app.clock.now();
    let subject = hash::sha256(&email.key());
    let quota = Quota { kind: "mail_on_demand", subject, window: SignedDuration::from_hours(24), most: MOST };
    match app.table.reserve(&quota, now).await? {
        Reservation::Granted => Ok(()),
        Reservation::Refused { until } => {
            let wait = u64::try_from(until.duration_since(now).as_secs()).unwrap_or(1);
            Err(ApiError::new(Code::TooManyRequests).retry_after(wait))
        }
    }
}
