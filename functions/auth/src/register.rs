//! `POST /api/auth/register`

mod form;

use axum::extract::State;
use axum::http::StatusCode;
use http::{ApiError, ApiResult, App, Body, Code, Problem};
use jiff::{SignedDuration, Timestamp};
use table::Transaction;
use table::entities::message::{Content, Message};
use table::entities::user::{EMAIL_STEP, LOGIN_STEP, Subject, User};

use crate::{agreement, captcha, hashing, mail_quota};
use form::Form;
pub use form::Registration;

/// How long a registration that nobody confirms holds its login and address.
const PENDING: SignedDuration = SignedDuration::from_hours(48);
/// How often the address may change hands while we look.
const ATTEMPTS: usize = 3;

/// Registers a person and sends the link that confirms the address. The answer is the same where the address belongs
/// to somebody already: then its owner gets a mail.
#[utoipa::path(
    post, path = "/api/auth/register", tag = "auth", request_body = Registration,
    responses(
        (status = 202), (status = 409, body = Problem, description = "`login_taken`"),
        (status = 422, body = Problem), (status = 429, body = Problem),
    )
)]
pub async fn register(State(app): State<App>, body: Body) -> ApiResult<StatusCode> {
    let registration = body.parse::<Registration>()?;
    let form = Form::read(&registration, app.settings.password_policy)?;
    captcha::check(&app, &registration.captcha).await?;
    mail_quota::reserve(&app, &form.email).await?;
    // Hashed whoever owns the address: the answer must not come sooner for one who is known.
    let password_hash = hashing::hash(&app, &form.password).await?;
    let user = pending(&app, form, password_hash)?;
    store(&app, &user).await
}

fn pending(app: &App, form: Form, password_hash: String) -> ApiResult<User> {
    let now = app.clock.now();
    Ok(User {
        id: app.random.user_id()?,
        login: form.login,
        email: form.email,
        password_hash,
        created_at: now,
        activated_at: None,
        reserved_until: Some(now.checked_add(PENDING).map_err(|error| ApiError::internal(&error))?),
        agreement_version: agreement::VERSION.to_owned(),
        agreement_accepted_at: now,
    })
}

/// One transaction either way, decided by who holds the address. The person and the login are kept also where the
/// address is somebody's: or else signing in, or registering the login again, would tell.
async fn store(app: &App, user: &User) -> ApiResult<StatusCode> {
    let now = app.clock.now();
    for _ in 0..ATTEMPTS {
        let owner = app.table.holder(&Subject::from(&user.email), now).await?;
        let transaction = match &owner {
            None => add_mail(app, app.table.registration(user, now), user, activation(user), now)?,
            Some(owner) => {
                let begun = app.table.registration_beside(user, owner, now);
                add_mail(app, begun, owner, to_owner(owner), now)?
            }
        };
        match app.table.commit(transaction).await {
            Err(error) if error.refused_by(LOGIN_STEP) => return Err(login_taken()),
            Err(error) if error.refused_by(EMAIL_STEP) => {}
            Err(error) => return Err(error.into()),
            Ok(()) => return Ok(StatusCode::ACCEPTED),
        }
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}

fn add_mail(app: &App, begun: Transaction, to: &User, content: Content, now: Timestamp) -> ApiResult<Transaction> {
    let message = Message::new(app.random.ordered_id(now)?, to.email.to_string(), content, now);
    Ok(begun.put("mail", &message))
}

/// An owner who has not confirmed yet gets the link again.
pub fn to_owner(owner: &User) -> Content {
    match owner.activated_at {
        Some(_) => Content::AlreadyRegistered { login: owner.login.to_string() },
        None => activation(owner),
    }
}

fn activation(user: &User) -> Content {
    Content::Activation { user: user.id.clone(), login: user.login.to_string() }
}

fn login_taken() -> ApiError {
    let code = Code::LoginTaken;
    ApiError::new(code).with_field("login", code.as_str(), code.title())
}
