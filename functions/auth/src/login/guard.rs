//! Counting failures of a name, of a place and of both together before the password is looked at. Whoever guesses
//! has to wait; the owner of the name, elsewhere, has to read a captcha at most. A place is an address, or a browser that
//! is known for the name.

use domain::login::SignInName;
use domain::login::throttle::Demand;
use futures::future::try_join_all;
use http::{ApiError, ApiResult, App, Code, hash};
use jiff::Timestamp;
use table::entities::sign_in::{Counted, SignInFailures, Suspect, Try};
use table::{Batch, Found};

/// Whose failures a try would add to: a name, an address, and both together.
pub struct Guard {
    suspects: [Suspect; 3],
    mark: String,
    now: Timestamp,
}

/// What was read of their failures.
pub struct Known([Option<SignInFailures>; 3]);

/// A try that was counted as a failure until it succeeds.
pub struct Pending([Counted; 3]);

impl Guard {
    /// Different ways of writing one name count together; what is no name counts as it was written.
    pub fn of(app: &App, name: &str, place: &str) -> ApiResult<Self> {
        let key = SignInName::parse(name).map_or_else(|| format!("?{name}"), |name| name.key());
        let suspects = [
            Suspect::Name(hash::sha256(&key)),
            Suspect::Address(hash::sha256(place)),
            Suspect::Pair(hash::sha256(&format!("{place} {key}"))),
        ];
        Ok(Self { suspects, mark: app.random.id()?, now: app.clock.now() })
    }

    /// Asks for their failures too.
    pub fn ask(&self, batch: Batch) -> Batch {
        self.suspects.iter().fold(batch, |batch, suspect| batch.with(suspect.key()))
    }

    /// Reads their failures; the hardest demand decides what a try has to bring.
    pub fn judge(&self, found: &mut Found) -> ApiResult<(Known, Demand)> {
        let mut known = [None, None, None];
        let mut hardest = Demand::Nothing;
        for (place, suspect) in known.iter_mut().zip(&self.suspects) {
            *place = found.take(&suspect.key())?;
            hardest = hardest.max(suspect.demand(place.as_ref(), self.now));
        }
        Ok((Known(known), hardest))
    }

    /// Counts the try as a failure for all or for none.
    pub async fn count(&self, app: &App, known: &Known, captcha_shown: bool) -> ApiResult<Pending> {
        let counting = self.suspects.iter().zip(&known.0).map(|(suspect, known)| {
            app.table.begin_sign_in(suspect, known.as_ref(), captcha_shown, &self.mark, self.now)
        });
        let tries = Box::pin(try_join_all(counting)).await?;
        let demands = tries.iter().filter_map(|one| match one {
            Try::Refused(demand) => Some(*demand),
            Try::Admitted(_) | Try::Overtaken => None,
        });
        let hardest = demands.max();
        let counted: Vec<Counted> = tries.into_iter().filter_map(Try::counted).collect();
        match <[Counted; 3]>::try_from(counted) {
            Ok(counted) => Ok(Pending(counted)),
            Err(counted) => {
                let abandon = |counted| app.table.abandon_sign_in(counted, &self.mark, self.now);
                try_join_all(counted.iter().map(abandon)).await?;
                Err(hardest.map_or_else(overtaken, refusal))
            }
        }
    }
}

impl Pending {
    /// Many had failed with the name before.
    pub fn is_suspicious(&self) -> bool {
        let [name, _, _] = &self.0;
        name.is_suspicious()
    }

    /// The password was right.
    pub async fn succeed(&self, app: &App) -> ApiResult<()> {
        let [name, address, pair] = &self.0;
        Ok(Box::pin(app.table.succeed_sign_in(name, address, pair)).await?)
    }
}

/// What is asked of who did not bring it.
pub fn refusal(demand: Demand) -> ApiError {
    match demand {
        Demand::Nothing | Demand::Captcha => ApiError::new(Code::CaptchaRequired),
        Demand::Wait(seconds) => too_many(u64::try_from(seconds).unwrap_or(1)),
    }
}

/// Nobody has failed too often: it is that moment alone.
fn overtaken() -> ApiError {
    let detail = "В эту секунду с тем же именем или с того же адреса входят другие.";
    ApiError::new(Code::Unavailable).detail(detail).retry_after(1)
}

/// A link out of a mail makes the browser known, and one that is known does not wait for others.
fn too_many(seconds: u64) -> ApiError {
    let detail =
        "С вашего адреса слишком часто входили неверно. Если ждать некогда, задайте новый пароль: «Забыли пароль?»";
    ApiError::new(Code::TooManyRequests).detail(detail).retry_after(seconds)
}
