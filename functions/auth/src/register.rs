//! `POST /api/auth/register`

mod form;
mod repeated;

use axum::extract::State;
use axum::http::StatusCode;
use domain::UserId;
use domain::email::Email;
use http::{ApiError, ApiResult, App, Body, ClientAddress, Code, Problem};
use jiff::SignedDuration;
use table::entities::message::{Content, Message};
use table::entities::user::{Claim, Subject, User};
use table::{Batch, CommitError, Found, Transaction};

use crate::asked_letter::AskedLetter;
use crate::mail_pace::MailPace;
use crate::network_quota::Asked;
use crate::{agreement, captcha, hashing};
use form::Form;
pub use form::{FormError, Registration, noted};

/// How long a registration that nobody confirms holds its login and address.
const PENDING: SignedDuration = SignedDuration::from_hours(48);
/// How often login or address may change hands while we look.
const ATTEMPTS: usize = 3;

/// Registers a person and sends the link that confirms the address. The answer is the same where the address belongs
/// to somebody already: then its owner gets a mail. Whoever repeats a registration that waits to be confirmed, because
/// its letter or its answer was lost, gets both again.
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
    let turn = hashing::place()?;
    let letter = AskedLetter::of(&app, Asked::Registration, address, MailPace::activation(&form.email));
    let claims = [Subject::from(&form.email).key(), Subject::from(&form.login).key()];
    let batch = || letter.ask(claims.iter().fold(Batch::consistent(), |batch, key| batch.with(key.clone())));
    let (checked, found) =
        futures::join!(captcha::pass(&app, &registration.captcha, address), app.table.batch(batch()));
    checked?;
    let mut found = found?;
    for _ in 0..ATTEMPTS {
        if let Some(holder) = taken(&app, &form, &mut found)? {
            let repeated = Box::pin(repeated::answer(&app, &turn, &form, &holder, &letter, found)).await?;
            if let Some(status) = repeated {
                return Ok(status);
            }
        } else {
            // Refused before anything is hashed.
            letter.count(&app, app.table.transaction(), &mut found.clone())?;
            // Hashed whoever owns the address: the answer must not come sooner for one who is known.
            let user = pending(&app, &form, hashing::hash(&app, &turn, &form.password).await?)?;
            if store(&app, &user, &letter, found).await? {
                return Ok(StatusCode::ACCEPTED);
            }
        }
        found = app.table.batch(batch()).await?;
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}

/// Who holds the login already.
fn taken(app: &App, form: &Form, found: &mut Found) -> ApiResult<Option<Claim>> {
    let claim = found.take::<Claim>(&Subject::from(&form.login).key())?;
    Ok(claim.filter(|claim| claim.holds(app.clock.now())))
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

/// One transaction either way, decided by whether somebody has confirmed the address. The person and the login are kept
/// also where somebody has: or else signing in, or registering the login again, would tell. `false` where login or
/// address have changed hands meanwhile.
async fn store(app: &App, user: &User, letter: &AskedLetter, mut found: Found) -> ApiResult<bool> {
    let now = app.clock.now();
    let owner = owner_of(&user.email, &mut found)?;
    let begun = match &owner {
        None => app.table.registration(user, now),
        Some(owner) => app.table.registration_beside(user, owner, now),
    };
    let counted = letter.count(app, begun, &mut found)?;
    match app.table.commit(letter_of(app, counted, &user.id, &user.email, owner)?).await {
        Ok(()) => Ok(true),
        Err(CommitError::Refused(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Who has confirmed the address.
fn owner_of(email: &Email, found: &mut Found) -> ApiResult<Option<Claim>> {
    Ok(found.take::<Claim>(&Subject::from(email).key())?.filter(Claim::is_settled))
}

/// Adds the letter of a registration: the link, or word of it to the owner of the address.
fn letter_of(
    app: &App,
    begun: Transaction,
    user: &UserId,
    email: &Email,
    owner: Option<Claim>,
) -> ApiResult<Transaction> {
    let now = app.clock.now();
    let (to, content) = match owner {
        None => (None, Content::Activation { user: user.clone() }),
        Some(owner) => (owner.address, Content::AlreadyRegistered { user: owner.user }),
    };
    let to = to.as_ref().unwrap_or(email);
    let message = Message::new(app.random.ordered_id(now)?, to.to_string(), content, now);
    Ok(begun.put("mail", &message))
}
