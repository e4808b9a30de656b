//! `POST /api/auth/register`

mod form;

use axum::extract::State;
use axum::http::StatusCode;
use http::{ApiError, ApiResult, App, Body, ClientAddress, Code, Problem};
use jiff::SignedDuration;
use table::entities::message::{Content, Message};
use table::entities::user::{Claim, EMAIL_STEP, LOGIN_STEP, Subject, User};
use table::{Batch, Found, Transaction};

use crate::mail_pace::{MailPace, PACE_STEP};
use crate::{agreement, captcha, hashing};
use form::Form;
pub use form::{FormError, Registration, noted};

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
pub async fn register(State(app): State<App>, address: ClientAddress, body: Body) -> ApiResult<StatusCode> {
    let registration = body.parse::<Registration>()?;
    let form = Form::read(&registration, app.settings.password_policy)?;
    let pace = MailPace::activation(&form.email);
    let batch = || Batch::consistent().with(pace.key()).with(Subject::from(&form.email).key());
    let (checked, found) =
        futures::join!(captcha::check(&app, &registration.captcha, address), app.table.batch(batch()));
    checked?;
    let mut found = found?;
    pace.step(&app, &mut found.clone())?;
    // Hashed whoever owns the address: the answer must not come sooner for one who is known.
    let password_hash = hashing::hash(&app, &form.password).await?;
    let user = pending(&app, &form, password_hash)?;
    for _ in 0..ATTEMPTS {
        if store(&app, &user, &pace, found).await? {
            return Ok(StatusCode::ACCEPTED);
        }
        found = app.table.batch(batch()).await?;
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}

fn pending(app: &App, form: &Form, password_hash: String) -> ApiResult<User> {
    let now = app.clock.now();
    Ok(User {
        id: app.random.user_id()?,
        login: form.login.clone(),
        email: form.email.clone(),
        password_hash,
        created_at: now,
        activated_at: None,
        reserved_until: Some(now.checked_add(PENDING).map_err(|error| ApiError::internal(&error))?),
        agreement_version: agreement::VERSION.to_owned(),
        agreement_accepted_at: now,
        session_generation: 0,
        pending_email: None,
        mail_problem: None,
    })
}

/// One transaction either way, decided by who holds the address. The person and the login are kept also where the
/// address is somebody's: or else signing in, or registering the login again, would tell. `false` where the address
/// has changed hands meanwhile.
async fn store(app: &App, user: &User, pace: &MailPace, mut found: Found) -> ApiResult<bool> {
    let now = app.clock.now();
    let step = pace.step(app, &mut found)?;
    let owner = found.take::<Claim>(&Subject::from(&user.email).key())?.filter(|claim| claim.holds(now));
    let begun = match &owner {
        None => app.table.registration(user, now),
        Some(owner) => app.table.registration_beside(user, owner, now),
    };
    let transaction = add_mail(app, begun.update(PACE_STEP, step), user, owner)?;
    match app.table.commit(transaction).await {
        Ok(()) => Ok(true),
        Err(error) if error.refused_by(LOGIN_STEP) => Err(login_taken()),
        Err(error) if error.refused_by(EMAIL_STEP) || error.refused_by(PACE_STEP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn add_mail(app: &App, begun: Transaction, user: &User, owner: Option<Claim>) -> ApiResult<Transaction> {
    let now = app.clock.now();
    let content = match &owner {
        None => Content::Activation { user: user.id.clone() },
        Some(owner) => to_owner(owner),
    };
    let to = owner.and_then(|owner| owner.address).unwrap_or_else(|| user.email.clone());
    let message = Message::new(app.random.ordered_id(now)?, to.to_string(), content, now);
    Ok(begun.put("mail", &message))
}

/// An owner who has not confirmed yet gets the link again.
fn to_owner(owner: &Claim) -> Content {
    let user = owner.user.clone();
    if owner.is_settled() { Content::AlreadyRegistered { user } } else { Content::Activation { user } }
}

fn login_taken() -> ApiError {
    let code = Code::LoginTaken;
    ApiError::new(code).with_field("login", code.as_str(), code.title())
}
