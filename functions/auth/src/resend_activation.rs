//! `POST /api/auth/activation/resend`

use axum::extract::State;
use axum::http::StatusCode;
use domain::email::Email;
use domain::login::Login;
use http::{ApiError, ApiResult, App, Body, ClientAddress, Code, Problem};
use serde::Deserialize;
use table::entities::message::{Content, Delivery, Message};
use table::entities::user::{Claim, Subject};
use table::{Batch, CommitError, Found, Key, Transaction};
use utoipa::ToSchema;

use crate::asked_letter::AskedLetter;
use crate::captcha::{self, CaptchaAnswer};
use crate::mail_pace::MailPace;
use crate::network_quota::Asked;

/// Who waits for the mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Resend {
    /// The address given when registering.
    #[schema(value_type = String)]
    pub email: Email,
    /// The login given when registering, where it is known: of several who registered with one address, this one waits.
    #[serde(default)]
    pub login: Option<String>,
    /// What stands on the image.
    pub captcha: CaptchaAnswer,
}

/// Sends the link that confirms a registration once more. The answer does not tell whether there is one to confirm.
#[utoipa::path(
    post, path = "/api/auth/activation/resend", tag = "auth", request_body = Resend,
    responses((status = 202), (status = 422, body = Problem), (status = 429, body = Problem))
)]
pub async fn resend_activation(State(app): State<App>, address: ClientAddress, body: Body) -> ApiResult<StatusCode> {
    let resend = body.parse::<Resend>()?;
    let letter = AskedLetter::of(&app, Asked::Letter, address, MailPace::activation(&resend.email));
    let claimed = Subject::from(&resend.email).key();
    // What can be nobody's login is looked up like an unknown one.
    let login = resend.login.as_deref().and_then(|login| Login::parse(login).ok());
    let named = login.map_or_else(|| Subject::Login(String::from("-")), |login| Subject::from(&login)).key();
    let batch = letter.ask(Batch::consistent().with(claimed.clone()).with(named.clone()));
    let (checked, found) = futures::join!(captcha::pass(&app, &resend.captcha, address), app.table.batch(batch));
    checked?;
    let mut found = found?;
    let counted = letter.count(&app, app.table.transaction(), &mut found)?;
    // A login waits at an address of its own, and the letter was counted for the one that was typed.
    let named = waiting(&app, &mut found, &named)?.filter(|claim| claim.waits_at(&resend.email));
    let claim = named.map_or_else(|| waiting(&app, &mut found, &claimed), |claim| Ok(Some(claim)))?;
    match app.table.commit(add_mail(&app, counted, claim, &resend.email)?).await {
        Ok(()) => Ok(StatusCode::ACCEPTED),
        Err(CommitError::Refused(_)) => Err(ApiError::new(Code::Unavailable).retry_after(1)),
        Err(error) => Err(error.into()),
    }
}

/// A claim of somebody who has confirmed nothing yet.
fn waiting(app: &App, found: &mut Found, key: &Key) -> ApiResult<Option<Claim>> {
    let claim = found.take::<Claim>(key)?;
    Ok(claim.filter(|claim| claim.holds(app.clock.now()) && !claim.is_settled()))
}

/// One step either way, so that the time of the answer does not tell them apart.
fn add_mail(app: &App, begun: Transaction, claim: Option<Claim>, typed: &Email) -> ApiResult<Transaction> {
    let now = app.clock.now();
    let id = app.random.ordered_id(now)?;
    let Some(claim) = claim else { return Ok(begun.put("mail", &Delivery::nothing_to_send(id, now))) };
    let to = claim.address.as_ref().unwrap_or(typed).to_string();
    Ok(begun.put("mail", &Message::new(id, to, Content::Activation { user: claim.user }, now)))
}
