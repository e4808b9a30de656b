//! The password once more, from who is signed in: an access token may be anybody's who found the page open.

use domain::password::Password;
use http::{ApiError, ApiResult, App, Code, Resident};
use jiff::SignedDuration;
use table::Update;
use table::entities::counter::Quota;
use table::entities::user::User;

use crate::{hashing, session};

/// Wrong passwords of a signed-in person in a quarter of an hour by the clock. A sign-in has other rules, so the owner is not shut out.
const MOST: u32 = 10;
const WINDOW: SignedDuration = SignedDuration::from_mins(15);

/// A person who has shown the password.
pub struct Proven {
    /// The person, as they were then.
    pub user: User,
    quota: Quota,
}

impl Proven {
    /// Gives the place of the attempt back, as a step of what the password was shown for.
    pub fn release(&self) -> Update {
        self.quota.release()
    }

    /// What became of that. Where it was refused for another reason, the password was right all the same, and the place
    /// is given back by itself: whoever tries one new password after another is not guessing the present one.
    pub async fn conclude<T>(&self, app: &App, outcome: ApiResult<T>) -> ApiResult<T> {
        if outcome.as_ref().is_err_and(|error| error.code().status().is_client_error()) {
            app.table.update(self.release()).await?;
        }
        outcome
    }
}

/// Judges the password that a field holds, for a session that lives. Reading and counting are one round trip; an attempt
/// of a session that has ended stays counted, so that refusing it takes no other.
pub async fn prove(app: &App, resident: &Resident, field: &str, password: &str) -> ApiResult<Proven> {
    let (place, now) = (hashing::place()?, app.clock.now());
    let quota = Quota::by_the_clock("password_check", resident.user.as_str(), WINDOW, MOST, now);
    let reservation = async { app.table.reserve_at_once(&quota, now).await.map_err(ApiError::from) };
    let live = session::live(app, &resident.user, &resident.session);
    let (reservation, live) = futures::try_join!(reservation, live)?;
    if let Some(seconds) = reservation.wait(now) {
        return Err(ApiError::new(Code::TooManyAttempts).retry_after(seconds));
    }
    let (user, _) = live.ok_or_else(|| ApiError::new(Code::Unauthorized))?;
    let right = match Password::attempt(password) {
        Some(password) => hashing::verify(&place, Some(&user.password_hash), &password).await?.is_right(),
        None => false,
    };
    if right { Ok(Proven { user, quota }) } else { Err(wrong(field)) }
}

fn wrong(field: &str) -> ApiError {
    let code = Code::PasswordWrong;
    ApiError::new(code).with_field(field, code.as_str(), code.title())
}
