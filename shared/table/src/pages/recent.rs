//! What was read a moment ago, in the memory of a process: of thousands who open the same page, one reads for all.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;

use crate::TableError;

/// Whoever asks while somebody reads waits for what that one finds.
type Place<V> = Arc<Mutex<Option<(Timestamp, V)>>>;

/// What was read, by its name. Cheap to clone.
#[derive(Debug)]
pub struct Recent<K, V> {
    fresh: SignedDuration,
    most: usize,
    places: Arc<Mutex<HashMap<K, Place<V>>>>,
}

impl<K, V> Clone for Recent<K, V> {
    fn clone(&self) -> Self {
        Self { fresh: self.fresh, most: self.most, places: self.places.clone() }
    }
}

impl<K: Eq + Hash, V: Clone> Recent<K, V> {
    /// Keeps so many names, each for so long.
    pub fn new(fresh: SignedDuration, most: usize) -> Self {
        Self { fresh, most, places: Arc::default() }
    }

    /// What goes by this name, from memory or read now.
    pub async fn read(
        &self,
        name: K,
        now: Timestamp,
        reading: impl Future<Output = Result<V, TableError>>,
    ) -> Result<V, TableError> {
        let place = self.place(name).await;
        let mut kept = place.lock().await;
        // A clock that was set back makes nothing fresh for ever.
        let is_fresh = |read: &Timestamp| (SignedDuration::ZERO..self.fresh).contains(&now.duration_since(*read));
        if let Some((_, value)) = kept.as_ref().filter(|(read, _)| is_fresh(read)) {
            return Ok(value.clone());
        }
        let value = reading.await?;
        *kept = Some((now, value.clone()));
        Ok(value)
    }

    /// What goes by this name, read now; whoever comes next gets it from memory.
    pub async fn read_anew(
        &self,
        name: K,
        now: Timestamp,
        reading: impl Future<Output = Result<V, TableError>>,
    ) -> Result<V, TableError> {
        let value = reading.await?;
        *self.place(name).await.lock().await = Some((now, value.clone()));
        Ok(value)
    }

    async fn place(&self, name: K) -> Place<V> {
        let mut places = self.places.lock().await;
        if places.len() >= self.most && !places.contains_key(&name) {
            places.clear();
        }
        places.entry(name).or_default().clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(recent: &Recent<u8, u8>, name: u8, second: i64, value: u8) -> u8 {
        recent.read(name, Timestamp::from_second(second).unwrap(), async { Ok(value) }).await.unwrap()
    }

    #[tokio::test]
    async fn what_is_fresh_is_not_read_again() {
        let recent = Recent::new(SignedDuration::from_secs(5), 2);
        assert_eq!(read(&recent, 1, 0, 1).await, 1);
        assert_eq!((read(&recent, 1, 4, 2).await, read(&recent, 2, 4, 3).await), (1, 3));
        assert_eq!(read(&recent, 1, 5, 4).await, 4, "it was fresh for five seconds");
        assert_eq!(read(&recent, 1, 4, 5).await, 5, "the clock was set back");
        recent.read_anew(1, Timestamp::from_second(4).unwrap(), async { Ok(6) }).await.unwrap();
        assert_eq!(read(&recent, 1, 4, 7).await, 6);
    }

    #[tokio::test]
    async fn a_failure_is_not_kept_and_no_more_than_the_most_is() {
        let recent = Recent::new(SignedDuration::from_secs(5), 2);
        let failure = recent.read(1, Timestamp::UNIX_EPOCH, async { Err(TableError::Unavailable("gone".to_owned())) });
        assert!(failure.await.is_err());
        for name in 1..=3 {
            assert_eq!(read(&recent, name, 0, name).await, name);
        }
        assert_eq!(recent.places.lock().await.len(), 1);
    }
}
