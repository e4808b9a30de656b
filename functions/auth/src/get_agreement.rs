//! `GET /api/auth/agreement`

use axum::Json;
use axum::extract::State;
use http::{ApiError, ApiResult, App, Code, Params, PasswordPolicy, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::agreement::{self, EDITIONS, edition};

/// Which version is asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AgreementQuery {
    /// One of `versions`; the one in force where nothing is said.
    #[serde(default)]
    version: Option<String>,
}

/// A version of the agreement, and what a person who accepts it has to know before choosing a password.
#[derive(Debug, Serialize, ToSchema)]
pub struct Agreement {
    /// That of the one in force is to be sent back when registering.
    #[schema(value_type = String)]
    pub version: &'static str,
    /// The text, in Russian.
    #[schema(value_type = String)]
    pub html: &'static str,
    /// All versions, the one in force first.
    #[schema(value_type = Vec<String>)]
    pub versions: Vec<&'static str>,
    /// Which rule passwords follow here, to be told while one is typed.
    pub password_policy: PolicyName,
}

/// A rule of passwords.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PolicyName {
    /// 6 to 16 letters, digits and `! @ # $ % ^ _ . - * & ;`.
    Historic,
    /// 8 to 128 of any characters.
    Modern,
}

impl From<PasswordPolicy> for PolicyName {
    fn from(policy: PasswordPolicy) -> Self {
        match policy {
            PasswordPolicy::Historic => Self::Historic,
            PasswordPolicy::Modern => Self::Modern,
        }
    }
}

/// The agreement that a person accepts when registering, or a version that was accepted before.
#[utoipa::path(get, path = "/api/auth/agreement", tag = "auth", params(AgreementQuery), responses(
    (status = 200, body = Agreement),
    (status = 400, description = "`malformed_query`", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "No such version", body = Problem, content_type = "application/problem+json"),
))]
pub async fn get_agreement(
    State(app): State<App>,
    Params(query): Params<AgreementQuery>,
) -> ApiResult<Json<Agreement>> {
    let version = query.version.as_deref().unwrap_or(agreement::VERSION);
    let shown = edition(version).ok_or_else(|| ApiError::new(Code::NotFound))?;
    let versions = EDITIONS.iter().map(|edition| edition.version).collect();
    let password_policy = app.settings.password_policy.into();
    Ok(Json(Agreement { version: shown.version, html: shown.html, versions, password_policy }))
}
