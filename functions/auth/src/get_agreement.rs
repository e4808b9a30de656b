//! `GET /api/auth/agreement`

use axum::Json;
use axum::extract::State;
use http::{App, PasswordPolicy};
use serde::Serialize;
use utoipa::ToSchema;

use crate::agreement;

/// The agreement in force, and what a person who accepts it has to know before choosing a password.
#[derive(Debug, Serialize, ToSchema)]
pub struct Agreement {
    /// To be sent back when registering.
    #[schema(value_type = String)]
    pub version: &'static str,
    /// The text, in Russian.
    #[schema(value_type = String)]
    pub html: &'static str,
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

/// The agreement that a person accepts when registering.
#[utoipa::path(get, path = "/api/auth/agreement", tag = "auth", responses((status = 200, body = Agreement)))]
pub async fn get_agreement(State(app): State<App>) -> Json<Agreement> {
    let password_policy = app.settings.password_policy.into();
    Json(Agreement { version: agreement::VERSION, html: agreement::HTML, password_policy })
}
