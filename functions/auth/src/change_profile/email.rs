//! Asking for another address.

use domain::email::Email;
use http::{ApiError, ApiResult, App, Code, Resident, Whereabouts, hash};
use jiff::SignedDuration;
use table::entities::action::ActionCode;
use table::entities::message::{Content, Message};
use table::entities::user::{Claim, PendingEmail, Subject, User};
use table::{Batch, CommitError, Found, Transaction};

use super::ProfileChange;
use crate::mail_pace::MailPace;
use crate::proof::{self, Proven};

/// How long the link to a new address works.
const PENDING: SignedDuration = SignedDuration::from_hours(24);

domain::refusals! {
    /// What is wrong with asking for an address.
    pub enum EmailChangeError {
        AddressMissing = "required", "Укажите новый адрес: пароль нужен только вместе с ним.";
        PasswordMissing = "required", "Введите пароль: он нужен, чтобы сменить адрес.";
        Unchanged = "email_unchanged", "Это ваш нынешний адрес. Укажите другой.";
    }
}

/// Notes the address, mails a link to it and a notice to the present one.
pub async fn ask(
    app: &App,
    resident: &Resident,
    from: &Whereabouts,
    address: &Email,
    change: &ProfileChange,
) -> ApiResult<User> {
    let password = change.password.as_deref();
    let password = password.ok_or_else(|| ApiError::field("password", &EmailChangeError::PasswordMissing))?;
    let (pace, own) = (MailPace::email_change(address), MailPace::email_changes_of(&resident.user));
    let claimed = Subject::from(address).key();
    let batch = app.table.batch(Batch::consistent().with(pace.key()).with(own.key()).with(claimed));
    let (proven, found) = futures::join!(proof::prove(app, resident, "password", password), batch);
    let proven = proven?;
    let outcome = begin(app, (resident, from), &proven, address, (pace, own), found?).await;
    proven.conclude(app, outcome).await
}

async fn begin(
    app: &App,
    (resident, from): (&Resident, &Whereabouts),
    proven: &Proven,
    address: &Email,
    (pace, own): (MailPace, MailPace),
    mut found: Found,
) -> ApiResult<User> {
    if proven.user.email.key() == address.key() {
        return Err(ApiError::field("email", &EmailChangeError::Unchanged));
    }
    let (step, own) = (pace.step(app, &mut found)?, own.step_of_asker(app, &mut found)?);
    let owner = found.take::<Claim>(&Subject::from(address).key())?.filter(Claim::is_settled);
    let (user, pending) = changed(app, resident, &proven.user, address)?;
    let update = proven.user.unchanged().set("pending_email", pending);
    let begun = app.table.transaction().update("user", update).update("pace", step).update("own_pace", own);
    let begun = begun
        .update("attempt", proven.release())
        .put("action", &from.action(app, &user.id, ActionCode::EmailChangeAsked)?);
    match app.table.commit(add_mails(app, begun, &user, address, owner)?).await {
        Ok(()) => Ok(user),
        Err(CommitError::Refused(_)) => Err(ApiError::new(Code::Unavailable).retry_after(1)),
        Err(error) => Err(error.into()),
    }
}

fn changed(app: &App, resident: &Resident, user: &User, address: &Email) -> ApiResult<(User, PendingEmail)> {
    let valid_until = app.clock.now().checked_add(PENDING).map_err(|error| ApiError::internal(&error))?;
    let pending = PendingEmail { address: address.clone(), session: resident.session.clone(), valid_until };
    Ok((User { pending_email: Some(pending.clone()), ..user.clone() }, pending))
}

/// Two mails either way. Where the address is somebody's, its owner learns of it and gets no link.
fn add_mails(
    app: &App,
    begun: Transaction,
    user: &User,
    address: &Email,
    owner: Option<Claim>,
) -> ApiResult<Transaction> {
    let now = app.clock.now();
    let (to, content) = if let Some(owner) = owner {
        let to = owner.address.unwrap_or_else(|| address.clone());
        (to, Content::AlreadyRegistered { user: owner.user })
    } else {
        let address_hash = hash::sha256(&address.key());
        (address.clone(), Content::EmailChange { user: user.id.clone(), address_hash })
    };
    let notice = Content::EmailChangeAsked { user: user.id.clone() };
    Ok(begun
        .put("link", &Message::new(app.random.ordered_id(now)?, to.to_string(), content, now))
        .put("notice", &Message::new(app.random.ordered_id(now)?, &user.id, notice, now)))
}
