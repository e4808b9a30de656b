//! `POST /api/auth/activation`

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::IntoResponse;
use http::{ApiResult, App, Body, Problem, Whereabouts};
use serde::Deserialize;
use table::entities::action::ActionCode;
use table::entities::link_token::Purpose;
use utoipa::ToSchema;

use crate::known_browser::KnownBrowser;
use crate::links::Link;

/// The token of the link in the mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Activation {
    /// As it stands in the link.
    pub token: String,
}

/// Confirms the address of a registration. A link is good once and for 48 hours; whatever is wrong with it, the
/// answer is the same.
#[utoipa::path(
    post, path = "/api/auth/activation", tag = "auth", request_body = Activation,
    responses((status = 204), (status = 400, body = Problem, description = "`link_invalid`"), (status = 422, body = Problem))
)]
pub async fn activate(
    State(app): State<App>,
    from: Whereabouts,
    browser: KnownBrowser,
    body: Body,
) -> ApiResult<impl IntoResponse> {
    let activation = body.parse::<Activation>()?;
    let link = Link::follow(&app, &activation.token, Purpose::Activation, |_| None).await?;
    let user = &link.user;
    // The link of a mail sent again is used up even where another one was quicker.
    let begun = if user.activated_at.is_some() {
        app.table.transaction()
    } else {
        let action = from.action(&app, &user.id, ActionCode::Activated)?;
        app.table.activation(user, app.clock.now()).put("action", &action)
    };
    link.commit(&app, begun).await?;
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, browser.remember(&app, &user.login, &user.email)?)]))
}
