//! `PATCH /api/profile`

mod email;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::email::Email;
use http::{ApiError, ApiResult, App, Body, Code, Problem, Resident, Whereabouts};
use serde::Deserialize;
use table::entities::attachment::AttachmentsOf;
use table::entities::user::User;
use table::keys;
use utoipa::ToSchema;

use crate::profile::Profile;
use email::EmailChangeError;

/// What to change; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileChange {
    /// Another address; it has to be confirmed by the link that is mailed to it.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub email: Option<Email>,
    /// The password; needed with `email`, and refused without it, since it would change nothing.
    #[serde(default)]
    pub password: Option<String>,
}

/// Asks for another address, which holds when it is confirmed. The answer does not tell whether that address
/// belongs to somebody already.
#[utoipa::path(
    patch, path = "/api/profile", tag = "profile", request_body = ProfileChange,
    responses(
        (status = 200, body = Profile), (status = 202, body = Profile, description = "A new address waits"),
        (status = 401, body = Problem),
        (status = 422, body = Problem, description = "`password_wrong`, `validation_failed`"),
        (status = 429, body = Problem),
    )
)]
pub async fn change_profile(
    State(app): State<App>,
    resident: Resident,
    from: Whereabouts,
    body: Body,
) -> ApiResult<Response> {
    let change = body.parse::<ProfileChange>()?;
    if change.email.is_none() && change.password.is_some() {
        return Err(ApiError::field("email", &EmailChangeError::AddressMissing));
    }
    let pattern = AttachmentsOf { user: &resident.user };
    let attached = app.table.query_all(&pattern);
    let user = async {
        if let Some(address) = &change.email {
            return Box::pin(email::ask(&app, &resident, &from, address, &change)).await;
        }
        let user = app.table.get::<User>(keys::user(&resident.user), true).await?;
        user.ok_or_else(|| ApiError::new(Code::Unauthorized))
    };
    let (user, attached) = futures::join!(user, attached);
    let status = if change.email.is_some() { StatusCode::ACCEPTED } else { StatusCode::OK };
    Ok((status, Json(Profile::of(user?, attached?.len(), app.clock.now()))).into_response())
}
