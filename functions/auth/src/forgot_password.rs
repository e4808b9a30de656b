//! `POST /api/auth/password/forgot`

use axum::extract::State;
use axum::http::StatusCode;
use domain::login::SignInName;
use http::{ApiError, ApiResult, App, Body, ClientAddress, Code, Problem};
use serde::Deserialize;
use table::entities::message::{Content, Delivery, Message};
use table::entities::user::{Claim, Subject};
use table::{Batch, CommitError, Transaction};
use utoipa::ToSchema;

use crate::asked_letter::AskedLetter;
use crate::captcha::{self, CaptchaAnswer};
use crate::mail_pace::MailPace;
use crate::network_quota::Asked;

/// Whose password is forgotten.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Forgotten {
    /// Login or e-mail.
    pub login_or_email: String,
    /// What stands on the image.
    pub captcha: CaptchaAnswer,
}

/// Sends a link by which a new password can be chosen. The answer does not tell whether there is such a person.
#[utoipa::path(
    post, path = "/api/auth/password/forgot", tag = "auth", request_body = Forgotten,
    responses((status = 202), (status = 422, body = Problem), (status = 429, body = Problem))
)]
pub async fn forgot_password(State(app): State<App>, address: ClientAddress, body: Body) -> ApiResult<StatusCode> {
    let forgotten = body.parse::<Forgotten>()?;
    let name = SignInName::parse(&forgotten.login_or_email);
    // What can be nobody's name is looked up like an unknown one.
    let subject = name.as_ref().map_or_else(|| Subject::Login(String::from("-")), Subject::from).key();
    let pace = MailPace::reset(name.as_ref(), &forgotten.login_or_email);
    let letter = AskedLetter::of(&app, Asked::Letter, address, pace);
    let batch = letter.ask(Batch::consistent().with(subject.clone()));
    let (checked, found) = futures::join!(captcha::pass(&app, &forgotten.captcha, address), app.table.batch(batch));
    checked?;
    let mut found = found?;
    let counted = letter.count(&app, app.table.transaction(), &mut found)?;
    // Only a confirmed address is written to.
    let claim = found.take::<Claim>(&subject)?.filter(Claim::is_settled);
    match app.table.commit(add_mail(&app, counted, claim)?).await {
        Ok(()) => Ok(StatusCode::ACCEPTED),
        Err(CommitError::Refused(_)) => Err(ApiError::new(Code::Unavailable).retry_after(1)),
        Err(error) => Err(error.into()),
    }
}

/// One step either way, so that the time of the answer does not tell them apart.
fn add_mail(app: &App, begun: Transaction, claim: Option<Claim>) -> ApiResult<Transaction> {
    let now = app.clock.now();
    let id = app.random.ordered_id(now)?;
    let Some(claim) = claim else { return Ok(begun.put("mail", &Delivery::nothing_to_send(id, now))) };
    let content = Content::PasswordReset { user: claim.user.clone() };
    Ok(begun.put("mail", &Message::new(id, &claim.user, content, now)))
}
