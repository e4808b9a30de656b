//! Typesetting on threads of its own, a few receipts at a time.

use std::sync::Arc;

use document::Receipt;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// Receipts that are typeset at once. It is work of the processor alone, so more would only take memory; who comes
/// next waits some milliseconds.
const AT_ONCE: usize = 2;

/// A place to typeset receipts.
#[derive(Debug, Clone)]
pub struct Typesetter(Arc<Semaphore>);

/// Why there is no document: a defect of ours.
#[derive(Debug, thiserror::Error)]
pub enum TypesetterError {
    /// The receipt cannot be typeset.
    #[error(transparent)]
    Document(#[from] document::Error),
    /// The thread that worked on it has ended.
    #[error("typesetting was broken off: {0}")]
    BrokenOff(String),
}

impl Default for Typesetter {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Typesetter {
    /// The receipt as a PDF.
    pub async fn pdf(&self, receipt: Receipt) -> Result<Vec<u8>, TypesetterError> {
        let broken = |error: &dyn std::fmt::Display| TypesetterError::BrokenOff(error.to_string());
        let _turn = self.0.acquire().await.map_err(|error| broken(&error))?;
        Ok(spawn_blocking(move || document::receipt_pdf(&receipt)).await.map_err(|error| broken(&error))??)
    }
}
