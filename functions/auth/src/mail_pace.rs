//! Nobody can be flooded with our mail, and nobody can use it up against its owner: see [`table::entities::pace`].

use domain::email::Email;
use domain::login::SignInName;
use http::{ApiError, ApiResult, App, Code, hash};
use jiff::SignedDuration;
use table::entities::pace::{Pace, PaceState};
use table::{Found, Key, Update};

/// Shorter than the life of a link for a new password.
const INTERVAL: SignedDuration = SignedDuration::from_mins(25);
/// The step of a transaction that fails where another mail was counted meanwhile.
pub const PACE_STEP: &str = "pace";

/// The pace of a kind of mail to whom it was asked for.
pub struct MailPace(Pace);

impl MailPace {
    /// Links that confirm a registration.
    pub fn activation(email: &Email) -> Self {
        Self::new("mail_activation", &email.key())
    }

    /// Links for a new password, by what was typed; what can be nobody's name is counted as it was written.
    pub fn reset(name: Option<&SignInName>, typed: &str) -> Self {
        Self::new("mail_reset", &name.map_or_else(|| format!("?{typed}"), SignInName::key))
    }

    /// Links that confirm a new address.
    pub fn email_change(email: &Email) -> Self {
        Self::new("mail_email_change", &email.key())
    }

    fn new(kind: &'static str, subject: &str) -> Self {
        Self(Pace { kind, subject: hash::sha256(subject), interval: INTERVAL })
    }

    /// To be read before a mail is written.
    pub fn key(&self) -> Key {
        self.0.key()
    }

    /// The step that counts a mail, before it is known whether one will be sent: so a refusal does not tell who is
    /// registered.
    pub fn step(&self, app: &App, found: &mut Found) -> ApiResult<Update> {
        let known = found.take::<PaceState>(&self.key())?;
        self.0.step(known.as_ref(), app.clock.now()).map_err(refused)
    }
}

fn refused(seconds: u64) -> ApiError {
    let detail = format!(
        "Письма уже отправлены. Проверьте почту, в том числе папку «Спам». Ещё одно можно запросить через {} мин.",
        seconds.div_ceil(60)
    );
    ApiError::new(Code::TooManyRequests).detail(detail).retry_after(seconds)
}
