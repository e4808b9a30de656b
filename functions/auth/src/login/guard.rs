//! Counting failures of a name, of an address and of both together before the password is looked at. Whoever guesses
//! has to wait; the owner of the name, elsewhere, has to read a captcha at most.

use domain::login::SignInName;
use domain::login::throttle::Demand;
use futures::future::try_join_all;
use http::{ApiError, ApiResult, App, ClientAddress, Code, hash};
use table::entities::sign_in::Suspect;

use crate::captcha::{self, CaptchaAnswer};

/// Whose failures a try would add to.
pub struct Guard {
    name: Suspect,
    address: Suspect,
    pair: Suspect,
}

impl Guard {
    /// Different ways of writing one name count together; what is no name counts as it was written.
    pub fn of(name: &str, address: ClientAddress) -> Self {
        let key = SignInName::parse(name).map_or_else(|| format!("?{name}"), |name| name.key());
        let network = address.network();
        Self {
            name: Suspect::Name(hash::sha256(&key)),
            address: Suspect::Address(hash::sha256(&network)),
            pair: Suspect::Pair(hash::sha256(&format!("{network} {key}"))),
        }
    }

    /// Lets the try through, counted as a failure for now, or refuses it uncounted.
    pub async fn begin(&self, app: &App, captcha: Option<&CaptchaAnswer>) -> ApiResult<()> {
        match (Box::pin(self.count(app, false)).await?, captcha) {
            (Demand::Nothing, _) => Ok(()),
            (Demand::Captcha, None) => Err(ApiError::new(Code::CaptchaRequired)),
            (Demand::Captcha, Some(answer)) => {
                captcha::check(app, answer).await?;
                admit(Box::pin(self.count(app, true)).await?)
            }
            (wait, _) => admit(wait),
        }
    }

    /// The password was right.
    pub async fn succeed(&self, app: &App) -> ApiResult<()> {
        Ok(Box::pin(app.table.succeed_sign_in(&self.name, &self.address, &self.pair)).await?)
    }

    /// Counts for all or for none; the hardest demand comes back.
    async fn count(&self, app: &App, captcha_shown: bool) -> ApiResult<Demand> {
        let now = app.clock.now();
        let suspects = [&self.name, &self.address, &self.pair];
        let begin = |suspect| app.table.begin_sign_in(suspect, captcha_shown, now);
        let demands = try_join_all(suspects.map(begin)).await?;
        let Some(hardest) = demands.iter().flatten().max() else { return Ok(Demand::Nothing) };
        let counted = suspects.iter().zip(&demands).filter(|(_, demand)| demand.is_none());
        try_join_all(counted.map(|(suspect, _)| app.table.abandon_sign_in(suspect))).await?;
        Ok(*hardest)
    }
}

fn admit(demand: Demand) -> ApiResult<()> {
    match demand {
        Demand::Nothing => Ok(()),
        Demand::Captcha => Err(ApiError::new(Code::CaptchaRequired)),
        Demand::Wait(seconds) => {
            Err(ApiError::new(Code::TooManyRequests).retry_after(u64::try_from(seconds).unwrap_or(1)))
        }
    }
}
