//! `POST /api/auth/password/reset`

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::IntoResponse;
use http::{ApiResult, App, Body, Problem, Whereabouts, hash};
use serde::Deserialize;
use table::entities::action::ActionCode;
use table::entities::link_token::Purpose;
use table::entities::message::{Content, Message};
use table::entities::user::User;
use utoipa::ToSchema;

use crate::known_browser::KnownBrowser;
use crate::links::Link;
use crate::{hashing, new_password};

/// The token of the link and the new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reset {
    /// As it stands in the link.
    pub token: String,
    /// By the policy of the deployment.
    pub password: String,
    /// The same once more.
    pub password_confirmation: String,
}

/// Chooses a new password by a link. It ends all sessions and forgets an address that waits; the link is good
/// once, for half an hour, and only as long as neither password nor address has been changed otherwise.
#[utoipa::path(
    post, path = "/api/auth/password/reset", tag = "auth", request_body = Reset,
    responses((status = 204), (status = 400, body = Problem, description = "`link_invalid`"), (status = 422, body = Problem))
)]
pub async fn reset_password(
    State(app): State<App>,
    from: Whereabouts,
    browser: KnownBrowser,
    body: Body,
) -> ApiResult<impl IntoResponse> {
    let reset = body.parse::<Reset>()?;
    let bound_to = |user: &User| Some(hash::sha256(&user.reset_binding()));
    let place = hashing::place()?;
    let link = Link::follow(&app, &reset.token, Purpose::PasswordReset, bound_to).await?;
    let user = &link.user;
    let policy = app.settings.password_policy;
    let password = new_password::read(&reset.password, &reset.password_confirmation, policy, user)?;
    let password_hash = hashing::hash(&app, &place, &password).await?;
    let now = app.clock.now();
    let (_, ending) = user.shut_out();
    let content = Content::PasswordChanged { user: user.id.clone() };
    let begun = app
        .table
        .transaction()
        .update("user", ending.set("password_hash", password_hash))
        .put("action", &from.action(&app, &user.id, ActionCode::PasswordReset)?)
        .put("mail", &Message::new(app.random.ordered_id(now)?, &user.id, content, now));
    link.commit(&app, begun).await?;
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, browser.remember(&app, &user.login, &user.email)?)]))
}
