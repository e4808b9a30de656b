//! Configuration, read once.

pub use domain::password::Policy as PasswordPolicy;

use crate::{Keys, SigningKey};

/// What differs between deployments.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Name of the table.
    pub table: String,
    /// Public origin, for links in mails: `https://lk.example.ru`.
    pub base_url: String,
    /// Keys that access tokens are verified with.
    pub keys: Keys,
    /// The key that access tokens are signed with; only `auth` has it.
    pub signing_key: Option<SigningKey>,
    /// Which rule passwords follow.
    pub password_policy: PasswordPolicy,
    /// Sender of all mail.
    pub mail_from: Option<String>,
}

/// Why a function does not start.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A variable that every function needs.
    #[error("the environment variable {0} is not set")]
    Missing(&'static str),
    /// A variable whose value does not read.
    #[error("the environment variable {0} does not read: {1}")]
    Malformed(&'static str, String),
}

impl Settings {
    /// Reads the environment.
    pub fn from_env() -> Result<Self, SettingsError> {
        let signing_key = optional("KABINET_SIGNING_KEY")
            .map(|key| SigningKey::parse(&key).map_err(|error| malformed("KABINET_SIGNING_KEY", &error)))
            .transpose()?;
        let keys =
            Keys::parse(&required("KABINET_PUBLIC_KEYS")?).map_err(|error| malformed("KABINET_PUBLIC_KEYS", &error))?;
        Ok(Self {
            table: required("KABINET_TABLE")?,
            base_url: required("KABINET_BASE_URL")?.trim_end_matches('/').to_owned(),
            keys,
            signing_key,
            password_policy: password_policy()?,
            mail_from: optional("KABINET_MAIL_FROM"),
        })
    }
}

/// What the CDN before the API proves itself with; empty where there is none.
pub(crate) fn origin_secret() -> String {
    optional("KABINET_ORIGIN_SECRET").unwrap_or_default()
}

fn password_policy() -> Result<PasswordPolicy, SettingsError> {
    const NAME: &str = "KABINET_PASSWORD_POLICY";
    match optional(NAME).as_deref() {
        None | Some("historic") => Ok(PasswordPolicy::Historic),
        Some("modern") => Ok(PasswordPolicy::Modern),
        Some(other) => Err(malformed(NAME, &format!("{other} is neither historic nor modern"))),
    }
}

fn malformed(name: &'static str, error: &dyn std::fmt::Display) -> SettingsError {
    SettingsError::Malformed(name, error.to_string())
}

pub(crate) fn required(name: &'static str) -> Result<String, SettingsError> {
    optional(name).ok_or(SettingsError::Missing(name))
}

#[expect(clippy::disallowed_methods, reason = "this is the place where the environment is read")]
pub(crate) fn optional(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
