//! One end for work of several calls.

use std::time::Duration;

use crate::StorageError;

/// Does what takes several calls within this time, all together. A call alone is given up after some seconds and repeated;
/// of a store that hangs, five files would take longer than a function may run, and who asked would hear nothing.
pub async fn in_time<T, E: From<StorageError>>(
    most: Duration,
    work: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    let late = || StorageError::Unavailable("all of it was not done in time".to_owned());
    tokio::time::timeout(most, work).await.unwrap_or_else(|_| Err(late().into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_hangs_is_given_up() {
        let hung = in_time(Duration::from_millis(10), std::future::pending::<Result<(), StorageError>>()).await;
        assert!(matches!(hung, Err(StorageError::Unavailable(_))));
        let done: Result<_, StorageError> = in_time(Duration::from_secs(1), async { Ok(1) }).await;
        assert!(matches!(done, Ok(1)));
    }
}
