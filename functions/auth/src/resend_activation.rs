//! `POST /api/auth/activation/resend`

use axum::extract::State;
use axum::http::StatusCode;
use domain::email::Email;
use http::{ApiResult, App, Body, Problem};
use serde::Deserialize;
use table::entities::message::{Content, Delivery, Message};
use table::entities::user::{Subject, User};
use utoipa::ToSchema;

use crate::captcha::{self, CaptchaAnswer};
use crate::mail_quota;

/// Who waits for the mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Resend {
    /// The address given when registering.
    #[schema(value_type = String)]
    pub email: Email,
    /// What stands on the image.
    pub captcha: CaptchaAnswer,
}

/// Sends the link that confirms a registration once more. The answer does not tell whether there is one to confirm.
#[utoipa::path(
    post, path = "/api/auth/activation/resend", tag = "auth", request_body = Resend,
    responses((status = 202), (status = 422, body = Problem), (status = 429, body = Problem))
)]
pub async fn resend_activation(State(app): State<App>, body: Body) -> ApiResult<StatusCode> {
    let resend = body.parse::<Resend>()?;
    captcha::check(&app, &resend.captcha).await?;
    mail_quota::reserve(&app, &resend.email).await?;
    let holder = app.table.holder(&Subject::from(&resend.email), app.clock.now()).await?;
    write(&app, holder.filter(|user| user.activated_at.is_none())).await?;
    Ok(StatusCode::ACCEPTED)
}

/// One write either way, so that the time of the answer does not tell them apart.
async fn write(app: &App, pending: Option<User>) -> ApiResult<()> {
    let now = app.clock.now();
    let id = app.random.ordered_id(now)?;
    match pending {
        Some(user) => {
            let content = Content::Activation { user: user.id.clone(), login: user.login.to_string() };
            app.table.put(&Message::new(id, user.email.to_string(), content, now)).await?;
        }
        None => app.table.put(&Delivery::nothing_to_send(id, now)).await?,
    }
    Ok(())
}
