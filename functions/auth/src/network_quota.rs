//! What a network may ask for that costs us, or fills the mailboxes of others. Many people share an address, so the limits
//! are wide, and each is over with its stretch of the clock.

use http::{ApiError, ApiResult, App, ClientAddress, Code, hash};
use jiff::SignedDuration;
use table::entities::counter::Quota;

/// What is limited.
#[derive(Debug, Clone, Copy)]
pub enum Asked {
    /// A new captcha.
    Captcha,
    /// A registration, whatever becomes of it.
    Registration,
    /// A mail with a link, whether anybody gets one.
    Letter,
}

impl Asked {
    /// The counter, how long its stretch is, and how many of them fit into it.
    const fn limit(self) -> (&'static str, SignedDuration, u32) {
        match self {
            Self::Captcha => ("network_captcha", SignedDuration::from_mins(1), 60),
            Self::Registration => ("network_registration", SignedDuration::from_hours(1), 60),
            Self::Letter => ("network_letter", SignedDuration::from_hours(1), 60),
        }
    }

    /// Counts one more of the network; 429 where it has asked for too many. One round trip.
    ///
    /// A loopback address is nobody's network: there the developer sits, or a proxy that does not tell who calls.
    pub async fn count(self, app: &App, address: ClientAddress) -> ApiResult<()> {
        if address.is_loopback() {
            return Ok(());
        }
        let (now, (kind, stretch, most)) = (app.clock.now(), self.limit());
        let quota = Quota::by_the_clock(kind, &hash::sha256(&address.network()), stretch, most, now);
        match app.table.reserve_at_once(&quota, now).await?.wait(now) {
            None => Ok(()),
            Some(seconds) => Err(refusal(seconds)),
        }
    }
}

fn refusal(seconds: u64) -> ApiError {
    let wait = seconds.div_ceil(60);
    let detail = format!("Из вашей сети сейчас слишком много таких запросов. Попробуйте снова через {wait} мин.");
    ApiError::new(Code::TooManyRequests).detail(detail).retry_after(seconds)
}
