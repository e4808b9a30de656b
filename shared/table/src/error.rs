//! What can go wrong between us and the store.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};

/// A failure of the store itself, never of a rule.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// Slow, throttled or gone: the same call may succeed later. Becomes 503 with `Retry-After`.
    #[error("the store is unavailable: {0}")]
    Unavailable(String),
    /// The store refused the call or an item does not read: a defect of ours. Becomes 500.
    #[error("the store answered what cannot be: {0}")]
    Broken(String),
}

/// Why a conditional write or a transaction did not happen.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Conditions that did not hold, by the names of their steps, in the order of the transaction.
    #[error("refused by {0:?}")]
    Refused(Vec<&'static str>),
    /// The store failed.
    #[error(transparent)]
    Table(#[from] TableError),
}

impl CommitError {
    /// The condition of this step was among those that did not hold.
    pub fn refused_by(&self, step: &str) -> bool {
        matches!(self, Self::Refused(steps) if steps.contains(&step))
    }
}

/// Codes that mean the call was not looked at or may be repeated, whatever its outcome was.
const PASSING: [&str; 7] = [
    "ProvisionedThroughputExceededException",
    "ThrottlingException",
    "RequestLimitExceeded",
    "InternalServerError",
    "ServiceUnavailable",
    "TransactionInProgressException",
    "TransactionConflictException",
];

impl<E: ProvideErrorMetadata + std::fmt::Debug, R: std::fmt::Debug> From<SdkError<E, R>> for TableError {
    fn from(error: SdkError<E, R>) -> Self {
        match error.as_service_error() {
            // The message may quote an item, so only the code is kept.
            Some(service) => match service.code() {
                Some(code) if PASSING.contains(&code) => Self::Unavailable(code.to_owned()),
                code => Self::Broken(code.unwrap_or("unknown").to_owned()),
            },
            None => Self::Unavailable(kind(&error).to_owned()),
        }
    }
}

fn kind<E, R>(error: &SdkError<E, R>) -> &'static str {
    match error {
        SdkError::TimeoutError(_) => "timeout",
        SdkError::DispatchFailure(_) => "no connection",
        SdkError::ResponseError(_) => "broken answer",
        _ => "request not sent",
    }
}
