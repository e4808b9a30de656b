//! What may go wrong.

/// Why the store did not do what it was asked for.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StorageError {
    /// It is slow or gone; it may be asked again.
    #[error("storage unavailable: {0}")]
    Unavailable(String),
    /// A defect of ours, or of the configuration.
    #[error("storage: {0}")]
    Broken(String),
}

impl StorageError {
    pub(crate) fn broken(cause: impl std::fmt::Display) -> Self {
        Self::Broken(cause.to_string())
    }
}
