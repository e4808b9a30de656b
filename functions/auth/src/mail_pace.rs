//! Nobody can be flooded with our mail, and nobody can use it up against its owner: see [`table::entities::pace`].

use domain::UserId;
use domain::email::Email;
use domain::login::SignInName;
use http::{ApiError, ApiResult, App, Code, hash};
use jiff::SignedDuration;
use table::entities::pace::{Pace, PaceState};
use table::{Found, Key, Update};

/// Shorter than the life of a link for a new password.
const INTERVAL: SignedDuration = SignedDuration::from_mins(25);
/// Ten a day at most of one person: four at once and six after them.
const ASKING_INTERVAL: SignedDuration = SignedDuration::from_hours(4);
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

    /// New addresses that a person asks for, whichever: each is a mail to a stranger, perhaps.
    pub fn email_changes_of(user: &UserId) -> Self {
        Self(Pace { interval: ASKING_INTERVAL, ..Self::new("mail_email_change_by", user.as_str()).0 })
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
        self.wait_or_step(app, found)?.map_err(refused)
    }

    /// The same for what is paced by who asks: what is refused says so.
    pub fn step_of_asker(&self, app: &App, found: &mut Found) -> ApiResult<Update> {
        self.wait_or_step(app, found)?.map_err(asked_too_often)
    }

    fn wait_or_step(&self, app: &App, found: &mut Found) -> ApiResult<Result<Update, u64>> {
        let known = found.take::<PaceState>(&self.key())?;
        Ok(self.0.step(known.as_ref(), app.clock.now()))
    }
}

fn refused(seconds: u64) -> ApiError {
    let detail = "Письма уже отправлены. Проверьте почту, в том числе папку «Спам».";
    ApiError::new(Code::TooManyRequests).detail(detail).retry_after(seconds)
}

fn asked_too_often(seconds: u64) -> ApiError {
    let detail = "Вы уже несколько раз просили сменить адрес. Проверьте, верно ли он записан.";
    ApiError::new(Code::TooManyRequests).detail(detail).retry_after(seconds)
}
