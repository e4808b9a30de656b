//! The one error of the edge.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::appeal::AppealError;
use domain::code::Refusal;
use domain::order::MoveError;
use secrets::SecretsError;
use storage::StorageError;
use table::pages::Unpublished;
use table::{CommitError, TableError};

use crate::{Code, FieldProblem, Problem};

/// What a handler answers.
pub type ApiResult<T> = Result<T, ApiError>;

/// A refusal or a failure on its way to the caller.
#[derive(Debug, Clone)]
pub struct ApiError {
    code: Code,
    title: Option<&'static str>,
    detail: Option<String>,
    fields: Vec<FieldProblem>,
    retry_after: Option<u64>,
}

impl ApiError {
    /// An error of this code.
    pub const fn new(code: Code) -> Self {
        Self { code, title: None, detail: None, fields: Vec::new(), retry_after: None }
    }

    /// A failure of ours. The cause goes into the log, never to the caller.
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "internal error");
        Self::new(Code::Internal)
    }

    /// One field breaks a rule.
    pub fn field(field: impl Into<String>, refusal: &(impl Refusal + ?Sized)) -> Self {
        Self::new(Code::ValidationFailed).with_field(field, refusal.code(), refusal.message())
    }

    /// Fields that break rules; `None` where there are none.
    pub fn fields(fields: Vec<FieldProblem>) -> Option<Self> {
        (!fields.is_empty()).then(|| Self { fields, ..Self::new(Code::ValidationFailed) })
    }

    /// Says it in words of its own, where those of the code are another reader's.
    #[must_use]
    pub const fn in_words(mut self, title: &'static str) -> Self {
        self.title = Some(title);
        self
    }

    /// Tells more about this occurrence, in Russian.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Names a field at fault.
    #[must_use]
    pub fn with_field(mut self, field: impl Into<String>, code: impl Into<String>, message: impl Into<String>) -> Self {
        self.fields.push(FieldProblem { field: field.into(), code: code.into(), message: message.into() });
        self
    }

    /// Tells when to come back, in seconds.
    #[must_use]
    pub const fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Its code.
    pub const fn code(&self) -> Code {
        self.code
    }

    /// Its body.
    pub fn problem(&self) -> Problem {
        let title = self.title.unwrap_or(self.code.title());
        Problem {
            kind: "about:blank".to_owned(),
            title: title.to_owned(),
            status: self.code.status().as_u16(),
            code: self.code.as_str().to_owned(),
            detail: self.detail.clone().unwrap_or_else(|| title.to_owned()),
            fields: self.fields.clone(),
        }
    }
}

/// The store being slow or gone is 503 with `Retry-After`; anything else it says is a defect of ours.
impl From<TableError> for ApiError {
    fn from(error: TableError) -> Self {
        match error {
            TableError::Unavailable(cause) => {
                tracing::warn!(cause, "store unavailable");
                Self::new(Code::Unavailable).retry_after(2)
            }
            TableError::Broken(cause) => Self::internal(&cause),
        }
    }
}

/// As with the store of items, so with that of files.
impl From<StorageError> for ApiError {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Unavailable(cause) => {
                tracing::warn!(cause, "storage unavailable");
                Self::new(Code::Unavailable).retry_after(2)
            }
            StorageError::Broken(cause) => Self::internal(&cause),
        }
    }
}

/// Whatever keeps a code from us, nothing can be said about what it signs: whoever asks is to come again. A code that is
/// absent or refused to us is an operator's matter, and the log says so.
impl From<SecretsError> for ApiError {
    fn from(error: SecretsError) -> Self {
        match &error {
            SecretsError::Unavailable(cause) => tracing::warn!(cause, "secrets unavailable"),
            SecretsError::Missing(_) | SecretsError::Broken(_) => tracing::error!(%error, "a code cannot be read"),
        }
        Self::new(Code::Unavailable).retry_after(2)
    }
}

/// Why a resident sees no statement.
impl From<Unpublished> for ApiError {
    fn from(reason: Unpublished) -> Self {
        match reason {
            Unpublished::Open => Self::new(Code::PeriodOpen),
            Unpublished::Unknown => Self::new(Code::PeriodUnknown),
            Unpublished::Table(error) => error.into(),
        }
    }
}

/// Why an order does not move.
impl From<MoveError> for ApiError {
    fn from(error: MoveError) -> Self {
        Self::new(match error {
            MoveError::Final => Code::OrderFinal,
            MoveError::Impossible => Code::OrderMoveImpossible,
            MoveError::IdReused => Code::MoveIdReused,
            MoveError::TooManyMoves => Code::OrderMovesTooMany,
        })
    }
}

/// Why nothing happens to an appeal.
impl From<AppealError> for ApiError {
    fn from(error: AppealError) -> Self {
        Self::new(match error {
            AppealError::Closed => Code::AppealClosed,
            AppealError::NotAnswered => Code::AppealNotAnswered,
            AppealError::AnsweredAnew => Code::AppealAnsweredAnew,
            AppealError::Full => Code::AppealFull,
            AppealError::StatusImpossible => return Self::field("status", &error),
            AppealError::WordsMissing => return Self::field("text", &error),
        })
    }
}

/// For transactions whose refusals the handler has already looked at: what is left was not foreseen.
impl From<CommitError> for ApiError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Table(error) => error.into(),
            CommitError::Refused(_) => Self::internal(&error),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self.problem()).unwrap_or_default();
        let mut response = (self.code.status(), body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.code.status() == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
