//! `DELETE /api/profile`

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse, Response};
use domain::UserId;
use http::{ApiError, ApiResult, App, Body, Code, Problem, Resident};
use serde::Deserialize;
use table::entities::erasure::Erasure;
use table::entities::message::{Content, Message};
use table::entities::user::User;
use table::{CommitError, keys};
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
/// accounts by the law of accounting names no user of the cabinet and stays. As long as the access token lives, the same
/// call again is answered the same.
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
    let known = match erased_now(&app, &resident, &deletion.password).await {
        Ok(user) => browser.forget(&app, &user.login, &user.email)?,
        // Whose answer got lost asks once more. Nothing is left that the password could be compared with, and nobody
        // knows any more which of the browser's marks were this person's.
        Err(error) if error.code() == Code::Unauthorized && is_erased(&app, &resident.user).await? => {
            KnownBrowser::forget_all(&app)?
        }
        Err(error) => return Err(error),
    };
    let cookies = AppendHeaders([cookie::clear(&app, cookie::REFRESH)?, known].map(|cookie| (SET_COOKIE, cookie)));
    Ok((StatusCode::NO_CONTENT, cookies).into_response())
}

/// Where two erasures of a person meet, and only there, this makes a third and fourth round trip of the second one: what it
/// counted is given back, and the tombstone read. That happens once to a person at most, and the answer is the same.
async fn is_erased(app: &App, user: &UserId) -> ApiResult<bool> {
    Ok(app.table.get::<Erasure>(keys::erasure(user), true).await?.is_some())
}

/// The person, who is no more.
async fn erased_now(app: &App, resident: &Resident, password: &str) -> ApiResult<User> {
    let proven = Box::pin(proof::prove(app, resident, "password", password)).await?;
    let erased = erase(app, &proven).await;
    proven.conclude(app, erased).await?;
    Ok(proven.user)
}

async fn erase(app: &App, proven: &Proven) -> ApiResult<()> {
    let (now, user) = (app.clock.now(), &proven.user);
    // With this message the mailer erases the rest before it says so, as often as it takes.
    let content = Content::Erased { user: user.id.clone(), login: user.login.to_string() };
    let mail = Message::new(app.random.ordered_id(now)?, user.email.to_string(), content, now);
    let late = Message::late_erasure(app.random.ordered_id(now)?, &user.id, now);
    let steps = app.table.erasure(user, now).update("attempt", proven.release()).put("mail", &mail).put("late", &late);
    match app.table.commit(steps).await {
        Ok(()) => Ok(()),
        Err(CommitError::Refused(_)) => Err(ApiError::new(Code::Unauthorized)),
        Err(error) => Err(error.into()),
    }
}
