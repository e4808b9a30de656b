//! Counting failures of a name and of an address before the password is looked at.

use domain::login::SignInName;
use domain::login::throttle::Demand;
use http::{ApiError, ApiResult, App, ClientAddress, Code, hash};
use table::entities::sign_in::Suspect;

use crate::captcha::{self, CaptchaAnswer};

/// Whose failures a try would add to.
pub struct Guard {
    name: Suspect,
    address: Suspect,
}

impl Guard {
    /// Different ways of writing one name count together; what is no name counts as it was written.
    pub fn of(name: &str, address: ClientAddress) -> Self {
        let key = SignInName::parse(name).map_or_else(|| format!("?{name}"), |name| name.key());
        Self { name: Suspect::Name(hash::sha256(&key)), address: Suspect::Address(hash::sha256(&address.network())) }
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
        Ok(app.table.succeed_sign_in(&self.name, &self.address).await?)
    }

    /// Counts for both or for none; the harder demand of the two comes back.
    async fn count(&self, app: &App, captcha_shown: bool) -> ApiResult<Demand> {
        let now = app.clock.now();
        let begin = |suspect| app.table.begin_sign_in(suspect, captcha_shown, now);
        match futures::try_join!(begin(&self.name), begin(&self.address))? {
            (None, None) => Ok(Demand::Nothing),
            (Some(demand), None) => {
                app.table.abandon_sign_in(&self.address).await?;
                Ok(demand)
            }
            (None, Some(demand)) => {
                app.table.abandon_sign_in(&self.name).await?;
                Ok(demand)
            }
            (Some(one), Some(other)) => Ok(one.max(other)),
        }
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
