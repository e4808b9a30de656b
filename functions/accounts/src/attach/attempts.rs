use domain::UserId;
use http::{ApiError, ApiResult, App, Code, hash};
use jiff::{SignedDuration, Timestamp};
use table::entities::counter::{Quota, Reservation};

use super::Claim;

/// A day of attempts begins with the first wrong one and lasts 24 hours.
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// Wrong proofs of a person on an account.
const ON_ACCOUNT: u32 = 5;
/// Wrong proofs of a person.
const OF_PERSON: u32 = 20;
/// Wrong proofs of all people on an account.
const OF_ACCOUNT: u32 = 50;

/// The places that an attempt takes before it is judged, so that however many come at once, no more than the limits
/// are judged.
#[derive(Debug)]
pub struct Attempts([Quota; 3]);

impl Attempts {
    /// The quotas that a claim of this person falls under.
    pub fn of(user: &UserId, claim: &Claim) -> Self {
        let subject = hash::sha256(&claim.subject());
        let quota = |kind, subject, most| Quota { kind, subject, window: DAY, most };
        Self([
            quota("attach_user_account", format!("{user}-{subject}"), ON_ACCOUNT),
            quota("attach_user", user.to_string(), OF_PERSON),
            quota("attach_account", subject, OF_ACCOUNT),
        ])
    }

    /// Takes the places; 429 where there is none.
    pub async fn reserve(&self, app: &App) -> ApiResult<()> {
        let now = app.clock.now();
        match app.table.reserve_all(&self.0, now).await? {
            Reservation::Granted => Ok(()),
            Reservation::Refused { until } => Err(refusal(now, until)),
        }
    }

    /// Gives the places back: the proof was right.
    pub async fn release(&self, app: &App) -> ApiResult<()> {
        Ok(app.table.release_all(&self.0, app.clock.now()).await?)
    }
}

fn refusal(now: Timestamp, until: Timestamp) -> ApiError {
    let seconds = u64::try_from(until.duration_since(now).as_secs()).unwrap_or_default().max(1);
    let minutes = seconds.div_ceil(60);
    let wait = match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} мин"),
        (hours, 0) => format!("{hours} ч"),
        (hours, minutes) => format!("{hours} ч {minutes} мин"),
    };
    let detail = format!("Слишком много неверных попыток. Попробуйте снова через {wait}.");
    ApiError::new(Code::TooManyAttempts).detail(detail).retry_after(seconds)
}
