//! `POST /api/auth/login`

mod guard;

use axum::extract::State;
use axum::response::Response;
use domain::login::SignInName;
use domain::password::Password;
use http::{ApiError, ApiResult, App, Body, ClientAddress, Code, Problem};
use serde::Deserialize;
use table::entities::user::{Subject, User};
use utoipa::ToSchema;

use crate::captcha::CaptchaAnswer;
use crate::same_site::SameSite;
use crate::{hashing, session};
use guard::Guard;

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

/// Signs in: answers an access token and sets the refresh cookie.
#[utoipa::path(
    post, path = "/api/auth/login", tag = "auth", request_body = Credentials,
    responses(
        (status = 200, body = session::Grant),
        (status = 401, body = Problem, description = "`bad_credentials`"),
        (status = 403, body = Problem, description = "`captcha_required`, `not_activated`, `cross_site`"),
        (status = 422, body = Problem), (status = 429, body = Problem),
    )
)]
pub async fn login(State(app): State<App>, _: SameSite, address: ClientAddress, body: Body) -> ApiResult<Response> {
    let credentials = body.parse::<Credentials>()?;
    let guard = Guard::of(&credentials.login, address);
    guard.begin(&app, credentials.captcha.as_ref()).await?;
    let user = find(&app, &credentials.login).await?;
    if !is_right(user.as_ref(), &credentials.password).await? {
        return Err(bad_credentials());
    }
    let user = user.ok_or_else(bad_credentials)?;
    guard.succeed(&app).await?;
    if user.activated_at.is_none() {
        return Err(ApiError::new(Code::NotActivated));
    }
    session::open(&app, &user, credentials.remember).await
}

/// What can be nobody's name is looked up like an unknown one.
async fn find(app: &App, name: &str) -> ApiResult<Option<User>> {
    let name = SignInName::parse(name);
    let subject = name.as_ref().map_or_else(|| Subject::Login(String::from("-")), Subject::from);
    let user = app.table.holder(&subject, app.clock.now()).await?;
    Ok(user.filter(|user| name.is_some_and(|name| is_name_of(&name, user))))
}

/// An address is a name only once it is confirmed: of several who registered with one, a password that fits would
/// tell the first, and so whether the address had been free.
fn is_name_of(name: &SignInName, user: &User) -> bool {
    let usable = matches!(name, SignInName::Login(_)) || user.activated_at.is_some();
    usable && name.is_of(&user.login, &user.email)
}

/// Costs the same whoever it is; only what is too long to be hashed is told at once, and nobody's password is.
async fn is_right(user: Option<&User>, password: &str) -> ApiResult<bool> {
    match Password::attempt(password) {
        Some(password) => hashing::verify(user.map(|user| user.password_hash.as_str()), &password).await,
        None => Ok(false),
    }
}

fn bad_credentials() -> ApiError {
    ApiError::new(Code::BadCredentials)
}
