//! Typesetting on threads of its own, a few receipts at a time.

use std::sync::Arc;

use document::Receipt;
use http::{ApiError, ApiResult};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// Receipts that are typeset at once. It is work of the processor alone, so more would only take memory; who comes
/// next waits some milliseconds.
const AT_ONCE: usize = 2;

/// A place to typeset receipts.
#[derive(Debug, Clone)]
pub struct Typesetter(Arc<Semaphore>);

impl Default for Typesetter {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Typesetter {
    /// The receipt as a PDF.
    pub async fn pdf(&self, receipt: Receipt) -> ApiResult<Vec<u8>> {
        let _turn = self.0.acquire().await.map_err(|error| ApiError::internal(&error))?;
        let typeset = spawn_blocking(move || document::receipt_pdf(&receipt)).await;
        typeset.map_err(|error| ApiError::internal(&error))?.map_err(|error| ApiError::internal(&error))
    }
}
