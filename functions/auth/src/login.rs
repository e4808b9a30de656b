//! `POST /api/auth/login`

mod former;
mod guard;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use domain::login::SignInName;
use domain::login::throttle::Demand;
use domain::password::Password;
use http::{ApiError, ApiResult, App, Body, ClientAddress, Code, Problem, Whereabouts};
use serde::Deserialize;
use table::entities::user::{Claim, Subject, User};
use table::{Batch, Found};
use utoipa::ToSchema;

use crate::captcha::{self, CaptchaAnswer};
use crate::hashing::{Place, Verdict};
use crate::known_browser::KnownBrowser;
use crate::same_site::SameSite;
use crate::{hashing, session};
use former::Shown;
use guard::{Guard, Known};

/// Name and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// Login or e-mail.
    pub login: String,
    /// Password.
    pub password: String,
    /// Keep the session for 30 days instead of until the browser closes.
    pub remember: bool,
    /// Needed after `captcha_required`.
    #[serde(default)]
    pub captcha: Option<CaptchaAnswer>,
}

/// Signs in: answers an access token and sets the refresh cookie, and one by which the browser is known again. The
/// session that the browser had before, if any, ends with that, and of more than fifty of a person the one that was used
/// longest ago. Three round trips: what is known of the name and its failures; counting this try, and the person; the
/// session. One more for each time that others fail with the name or at the address in the same moment, three at most,
/// and one where sessions are too many.
#[utoipa::path(
    post, path = "/api/auth/login", tag = "auth", request_body = Credentials,
    responses(
        (status = 200, body = session::Grant),
        (status = 401, body = Problem, description = "`bad_credentials`"),
        (status = 403, body = Problem, description = "`captcha_required`, `not_activated`, `cross_site`"),
        (status = 422, body = Problem), (status = 429, body = Problem),
        (status = 503, body = Problem, description = "With `Retry-After`: too many sign in at once; nothing is counted"),
    )
)]
pub async fn login(
    State(app): State<App>,
    _: SameSite,
    address: ClientAddress,
    from: Whereabouts,
    browser: KnownBrowser,
    headers: HeaderMap,
    body: Body,
) -> ApiResult<Response> {
    let credentials = body.parse::<Credentials>()?;
    let name = SignInName::parse(&credentials.login);
    let known_at = name.as_ref().map(|name| browser.place(&app, name)).transpose()?.flatten();
    let guard = Guard::of(&app, &credentials.login, &known_at.unwrap_or_else(|| address.network()))?;
    let shown = Shown::of(&headers, &app);
    let place = hashing::place()?;
    let begun = Box::pin(begin(&app, &credentials, name.as_ref(), &guard, &shown, address)).await?;
    let Begun { known, claim, captcha_shown, former } = begun;
    let (pending, user) =
        futures::join!(guard.count(&app, &known, captcha_shown), app.table.holder_by(claim, app.clock.now()));
    let (pending, user) = (pending?, user?);
    let user = user.filter(|user| name.is_some_and(|name| is_name_of(&name, user)));
    let verdict = judge(&place, user.as_ref(), &credentials.password).await?;
    let user = user.filter(|_| verdict.is_right()).ok_or_else(bad_credentials)?;
    if user.activated_at.is_none() {
        pending.succeed(&app).await?;
        return Err(ApiError::new(Code::NotActivated));
    }
    let opening =
        session::Opening { user: &user, remember: credentials.remember, from: &from, former: former.as_ref() };
    let rehashed = hashing::upgrade(&app, &place, verdict, &credentials.password).await?;
    let session = opening.store(&app, rehashed, pending.is_suspicious());
    let (forgiven, answer) = futures::join!(pending.succeed(&app), session);
    forgiven?;
    let mut answer = answer?;
    answer.headers_mut().append(SET_COOKIE, browser.remember(&app, &user.login, &user.email)?);
    Ok(answer)
}

/// What is known before the try is counted.
struct Begun {
    known: Known,
    claim: Option<Claim>,
    captcha_shown: bool,
    former: Option<session::Former>,
}

/// Reads what the name is known for, and whether a captcha was solved; refuses the try, uncounted, where more is demanded
/// of it than was shown.
async fn begin(
    app: &App,
    credentials: &Credentials,
    name: Option<&SignInName>,
    guard: &Guard,
    shown: &Shown,
    address: ClientAddress,
) -> ApiResult<Begun> {
    // What can be nobody's name is looked up like an unknown one.
    let subject = name.map_or_else(|| Subject::Login(String::from("-")), Subject::from).key();
    let batch = app.table.batch(shown.ask(guard.ask(Batch::consistent().with(subject.clone()))));
    let (found, captcha) = match &credentials.captcha {
        Some(answer) => {
            let (found, captcha) = futures::join!(batch, captcha::check(app, answer, address));
            (found, Some(captcha))
        }
        None => (batch.await, None),
    };
    let mut found: Found = found?;
    let (known, demand) = guard.judge(&mut found)?;
    // A wrong one is no mistake where none was asked for, but shows nothing either: others may fail in this moment.
    let captcha_shown = matches!(captcha, Some(Ok(())));
    match (demand, captcha) {
        (Demand::Nothing, _) => {}
        (Demand::Captcha, Some(checked)) => checked?,
        (demand, _) => return Err(guard::refusal(demand)),
    }
    Ok(Begun { known, claim: found.take(&subject)?, captcha_shown, former: shown.read(app, &mut found)? })
}

/// An address is a name only once it is confirmed: of several who registered with one, a password that fits would
/// tell the first, and so whether the address had been free.
fn is_name_of(name: &SignInName, user: &User) -> bool {
    let usable = matches!(name, SignInName::Login(_)) || user.activated_at.is_some();
    usable && name.is_of(&user.login, &user.email)
}

/// Costs the same whoever it is; only what is too long to be hashed is told at once, and nobody's password is.
async fn judge(place: &Place, user: Option<&User>, password: &str) -> ApiResult<Verdict> {
    match Password::attempt(password) {
        Some(password) => hashing::verify(place, user.map(|user| user.password_hash.as_str()), &password).await,
        None => Ok(Verdict::Wrong),
    }
}

fn bad_credentials() -> ApiError {
    ApiError::new(Code::BadCredentials)
}
