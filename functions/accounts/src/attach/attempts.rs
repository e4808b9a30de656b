use domain::{AccountId, UserId};
use http::{ApiError, ApiResult, App, Code, hash};
use jiff::SignedDuration;
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
pub struct Attempts {
    user: UserId,
    typed: [Quota; 3],
}

/// The places that a proof takes on the accounts that it could be for.
#[derive(Debug)]
pub struct Judged {
    quota: Quota,
    /// There was a place: the proof counts.
    pub counts: bool,
}

impl Attempts {
    /// The quotas that a claim of this person falls under.
    pub fn of(user: &UserId, claim: &Claim) -> Self {
        let subject = hash::sha256(&claim.subject());
        let quota = |kind, subject, most| Quota { kind, subject, window: DAY, most };
        let typed = [
            quota("attach_user_account", format!("{user}-{subject}"), ON_ACCOUNT),
            quota("attach_user", user.to_string(), OF_PERSON),
            quota("attach_account", subject, OF_ACCOUNT),
        ];
        Self { user: user.clone(), typed }
    }

    /// Takes the places; 429 where there is none.
    pub async fn reserve(&self, app: &App) -> ApiResult<()> {
        let now = app.clock.now();
        match app.table.reserve_all(&self.typed, now).await?.wait(now) {
            None => Ok(()),
            Some(seconds) => Err(refusal(seconds)),
        }
    }

    /// Takes a place on an account that the proof could be for, whichever of its identifiers was typed. Where there is
    /// none the proof counts for nothing, and the caller hears what a wrong one hears: a refusal of another kind would
    /// tell which identifiers belong together.
    pub async fn judge(&self, app: &App, account: &AccountId) -> ApiResult<Judged> {
        let subject = format!("{}-{account}", self.user);
        let quota = Quota { kind: "attach_judged", subject, window: DAY, most: ON_ACCOUNT };
        let counts = app.table.reserve(&quota, app.clock.now()).await? == Reservation::Granted;
        Ok(Judged { quota, counts })
    }

    /// Gives the places back: the proof was right. Not in the transaction of what it was shown for: attempts of others
    /// on the same counters would get in its way, and a place that is lost here is nothing but an attempt less.
    pub async fn release(&self, app: &App, judged: &[Judged]) -> ApiResult<()> {
        let taken = judged.iter().filter(|judged| judged.counts).map(|judged| &judged.quota);
        Ok(app.table.release_all(self.typed.iter().chain(taken)).await?)
    }
}

fn refusal(seconds: u64) -> ApiError {
    ApiError::new(Code::TooManyAttempts).retry_after(seconds)
}
