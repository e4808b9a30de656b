//! What a network may ask for that costs us, or fills the mailboxes of others. Many people share an address, so the limits
//! are wide, and each is over with its stretch of the clock.

use http::{ApiError, ApiResult, App, ClientAddress, Code, hash};
use jiff::{SignedDuration, Timestamp};
use table::entities::counter::{Counter, Quota, Reservation};
use table::{Batch, Found, Transaction};

/// What is limited.
#[derive(Debug, Clone, Copy)]
pub enum Asked {
    /// A new captcha.
    Captcha,
    /// An answer to a captcha, right or wrong: more than the network can have been shown. Over within a minute, because
    /// whoever sends junk must not use up for longer what the neighbours need.
    CaptchaAnswer,
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
            Self::CaptchaAnswer => ("network_captcha_answer", SignedDuration::from_mins(1), 120),
            Self::Registration => ("network_registration", SignedDuration::from_hours(1), 60),
            Self::Letter => ("network_letter", SignedDuration::from_hours(1), 60),
        }
    }

    /// What the network of a caller may ask for now.
    pub fn of(self, app: &App, address: ClientAddress) -> NetworkQuota {
        let (now, (kind, stretch, most)) = (app.clock.now(), self.limit());
        let quota = || Quota::by_the_clock(kind, &hash::sha256(&address.network()), stretch, most, now);
        NetworkQuota { quota: (!address.is_loopback()).then(quota), now }
    }

    /// Counts one more of the network by itself; 429 where it has asked for too many. One round trip.
    pub async fn count(self, app: &App, address: ClientAddress) -> ApiResult<()> {
        let NetworkQuota { quota: Some(quota), now } = self.of(app, address) else { return Ok(()) };
        granted(app.table.reserve_at_once(&quota, now).await?, now)
    }
}

/// What a network may ask for, counted together with what is done for it: whatever is refused before, for a wrong
/// captcha too, uses nothing up.
///
/// A loopback address is nobody's network: there the developer sits, or a proxy that does not tell who calls.
pub struct NetworkQuota {
    quota: Option<Quota>,
    now: Timestamp,
}

impl NetworkQuota {
    /// Asks for what the network has asked for so far.
    pub fn ask(&self, batch: Batch) -> Batch {
        self.quota.iter().fold(batch, |batch, quota| batch.with(quota.key()))
    }

    /// Adds the step that counts one more; 429 where there were too many.
    pub fn count(&self, begun: Transaction, found: &mut Found) -> ApiResult<Transaction> {
        let Some(quota) = &self.quota else { return Ok(begun) };
        let known = found.take::<Counter>(&quota.key())?;
        match quota.step(known.as_ref(), self.now) {
            Ok(step) => Ok(begun.update("network", step)),
            Err(refused) => granted(refused, self.now).map(|()| begun),
        }
    }
}

fn granted(reservation: Reservation, now: Timestamp) -> ApiResult<()> {
    reservation.wait(now).map_or(Ok(()), |seconds| Err(refusal(seconds)))
}

fn refusal(seconds: u64) -> ApiError {
    let detail = "Из вашей сети сейчас слишком много таких запросов.";
    ApiError::new(Code::TooManyRequests).detail(detail).retry_after(seconds)
}
