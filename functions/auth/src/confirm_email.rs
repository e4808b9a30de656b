//! `POST /api/profile/email`

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::IntoResponse;
use http::{ApiResult, App, Body, LinkSecret, Problem, Whereabouts, hash};
use serde::Deserialize;
use table::entities::action::ActionCode;
use table::entities::link_token::Purpose;
use table::entities::message::{Content, Message};
use table::entities::session::{Session, SessionsOf};
use table::entities::user::{Claim, PendingEmail, Subject, User};
use table::{CommitError, Entity as _, Transaction, Update};
use utoipa::ToSchema;

use crate::known_browser::KnownBrowser;
use crate::links::{self, Link};

const SESSION_STEP: &str = "session";

/// The token of the link in the mail to the new address.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmailConfirmation {
    /// As it stands in the link.
    pub token: String,
}

/// Confirms a new address by the link that was mailed to it. It ends all sessions but the one that asked for the
/// address, and tells the old one. The link may be opened anywhere, so no access token is needed.
#[utoipa::path(
    post, path = "/api/profile/email", tag = "profile", request_body = EmailConfirmation,
    responses((status = 204), (status = 400, body = Problem, description = "`link_invalid`"), (status = 422, body = Problem))
)]
pub async fn confirm_email(
    State(app): State<App>,
    from: Whereabouts,
    browser: KnownBrowser,
    body: Body,
) -> ApiResult<impl IntoResponse> {
    let confirmation = body.parse::<EmailConfirmation>()?;
    let now = app.clock.now();
    let bound_to = |user: &User| user.pending(now).map(|pending| hash::sha256(&pending.address.key()));
    let link = Link::follow(&app, &confirmation.token, Purpose::EmailChange, bound_to);
    let (link, sessions) = futures::join!(link, sessions(&app, &confirmation.token));
    let (link, sessions) = (link?, sessions?);
    let pending = link.user.pending(now).ok_or_else(links::invalid)?;
    let lives = |session: &Session| session.id == pending.session && session.is_live(&link.user, now);
    let asked_by = sessions.iter().any(lives).then_some(&pending.session);
    let action = from.action(&app, &link.user.id, ActionCode::EmailChanged)?;
    let change = |asked_by| change(&app, &link, pending, asked_by).map(|steps| steps.put("action", &action));
    match app.table.commit(link.use_up(change(asked_by)?)).await {
        // The session that asked has ended in this moment: there is none to be kept.
        Err(CommitError::Refused(steps)) if steps == [SESSION_STEP] => link.commit(&app, change(None)?).await?,
        Err(CommitError::Refused(_)) => return Err(links::invalid()),
        outcome => outcome?,
    }
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, browser.remember(&app, &link.user.login, &pending.address)?)]))
}

/// The sessions of the person whom the link names, read beside the link: which of them has asked is known only with it.
async fn sessions(app: &App, token: &str) -> ApiResult<Vec<Session>> {
    let secret = LinkSecret::parse(token).ok_or_else(links::invalid)?;
    Ok(app.table.query_all(&SessionsOf { user: secret.user() }).await?)
}

fn change(app: &App, link: &Link, pending: &PendingEmail, asked_by: Option<&String>) -> ApiResult<Transaction> {
    let (now, user) = (app.clock.now(), &link.user);
    let (generation, ending) = user.end_sessions();
    let claim = Claim::confirmed_email(&user.id, &pending.address);
    let old = Update::at(Subject::from(&user.email).key()).equals("user", &user.id);
    let content = Content::EmailChanged { user: user.id.clone() };
    let notice = Message::new(app.random.ordered_id(now)?, user.email.to_string(), content, now);
    // Another address may be asked for in this moment, and this one not wanted any more.
    let ending = ending.equals("pending_email", pending).set("email", &pending.address).remove("pending_email");
    let begun = app
        .table
        .transaction()
        .update("user", ending)
        .put_if("email", &claim, Some(Claim::unsettled(claim.key())))
        .delete_if("old", old)
        .put("mail", &notice);
    Ok(match asked_by {
        Some(session) => begun.update(SESSION_STEP, Session::kept(user, session, generation)),
        None => begun,
    })
}
