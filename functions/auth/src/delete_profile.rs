//! `DELETE /api/profile`

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse, Response};
use http::{ApiError, ApiResult, App, Body, Code, Problem, Resident};
use serde::Deserialize;
use table::CommitError;
use table::entities::message::{Content, Message};
use utoipa::ToSchema;

use crate::known_browser::KnownBrowser;
use crate::proof::Proven;
use crate::{cookie, proof};

/// The password once more.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Deletion {
    /// The present one.
    pub password: String,
}

/// Erases the person. Login, address, password and all sessions are gone with the answer. The rest is gone within
/// moments: attached accounts with their mailings, appeals with their contacts, links, the trail of actions, the
/// addresses and telephones given with payments. Then a last mail confirms it. What the companies keep about their
/// accounts by the law of accounting names no user of the cabinet and stays.
#[utoipa::path(
    delete, path = "/api/profile", tag = "profile", request_body = Deletion,
    responses(
        (status = 204), (status = 401, body = Problem),
        (status = 422, body = Problem, description = "`password_wrong`, `validation_failed`"),
        (status = 429, body = Problem, description = "`too_many_attempts`"),
    )
)]
pub async fn delete_profile(
    State(app): State<App>,
    resident: Resident,
    browser: KnownBrowser,
    body: Body,
) -> ApiResult<Response> {
    let deletion = body.parse::<Deletion>()?;
    let proven = Box::pin(proof::prove(&app, &resident, "password", &deletion.password)).await?;
    let erased = erase(&app, &proven).await;
    proven.conclude(&app, erased).await?;
    let user = &proven.user;
    let cookies = [cookie::clear(&app, cookie::REFRESH)?, browser.forget(&app, &user.login, &user.email)?];
    let cookies = AppendHeaders(cookies.map(|cookie| (SET_COOKIE, cookie)));
    Ok((StatusCode::NO_CONTENT, cookies).into_response())
}

async fn erase(app: &App, proven: &Proven) -> ApiResult<()> {
    let (now, user) = (app.clock.now(), &proven.user);
    // With this message the mailer erases the rest before it says so, as often as it takes.
    let content = Content::Erased { user: user.id.clone(), login: user.login.to_string() };
    let mail = Message::new(app.random.ordered_id(now)?, user.email.to_string(), content, now);
    let steps = app.table.erasure(user, now).update("attempt", proven.release()).put("mail", &mail);
    match app.table.commit(steps).await {
        Ok(()) => Ok(()),
        Err(CommitError::Refused(_)) => Err(ApiError::new(Code::Unauthorized)),
        Err(error) => Err(error.into()),
    }
}
