//! What may go wrong.

use aws_sdk_secretsmanager::error::{ProvideErrorMetadata, SdkError};

/// Why a secret was not read, written or deleted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SecretsError {
    /// There is no such secret, or no more.
    #[error("there is no secret {0}")]
    Missing(String),
    /// Secrets Manager is slow or gone; it may be asked again.
    #[error("secrets unavailable: {0}")]
    Unavailable(String),
    /// A defect of ours or of the configuration: a right that is lacking, a key that was taken away.
    #[error("secrets: {0}")]
    Broken(String),
}

/// Codes of Secrets Manager that tell of its own trouble.
const TROUBLE: [&str; 4] = ["InternalServiceError", "InternalFailure", "ServiceUnavailable", "ThrottlingException"];
/// Nothing of this name, or it waits for its deletion.
const ABSENT: [&str; 2] = ["ResourceNotFoundException", "InvalidRequestException"];

impl SecretsError {
    /// What the SDK says about a secret of this name. Messages of the service stay out: its code says enough.
    pub(crate) fn of<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>, name: &str) -> Self {
        let SdkError::ServiceError(answer) = error else { return Self::Unavailable(error.to_string()) };
        match answer.err().code().unwrap_or("an answer without a code") {
            code if ABSENT.contains(&code) => Self::Missing(name.to_owned()),
            code if TROUBLE.contains(&code) => Self::Unavailable(code.to_owned()),
            code => Self::Broken(format!("{code} for {name}")),
        }
    }
}
