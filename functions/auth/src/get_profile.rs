//! `GET /api/profile`

use axum::Json;
use axum::extract::State;
use domain::UserId;
use http::{ApiError, ApiResult, App, Code, Problem, Resident};
use jiff::Timestamp;
use serde::Serialize;
use table::entities::user::User;
use table::keys;
use utoipa::ToSchema;

/// What the cabinet knows about the signed-in person.
#[derive(Debug, Serialize, ToSchema)]
pub struct Profile {
    /// Opaque id.
    #[schema(value_type = String)]
    pub id: UserId,
    /// Name to sign in with.
    pub login: String,
    /// Address.
    pub email: String,
    /// When the person registered.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// The agreement that was accepted.
    pub agreement: AcceptedAgreement,
}

/// Which agreement was accepted, and when.
#[derive(Debug, Serialize, ToSchema)]
pub struct AcceptedAgreement {
    /// Its version.
    pub version: String,
    /// When it was accepted.
    #[schema(value_type = String, format = DateTime)]
    pub accepted_at: Timestamp,
}

/// The signed-in person.
#[utoipa::path(
    get, path = "/api/profile", tag = "profile",
    responses((status = 200, body = Profile), (status = 401, body = Problem))
)]
pub async fn get_profile(State(app): State<App>, resident: Resident) -> ApiResult<Json<Profile>> {
    let user = app.table.get::<User>(keys::user(&resident.user), false).await?;
    // A token outlives its person by minutes.
    let user = user.ok_or_else(|| ApiError::new(Code::Unauthorized))?;
    Ok(Json(Profile {
        id: user.id,
        login: user.login.to_string(),
        email: user.email.to_string(),
        created_at: user.created_at,
        agreement: AcceptedAgreement { version: user.agreement_version, accepted_at: user.agreement_accepted_at },
    }))
}
