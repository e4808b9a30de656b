//! Who waits for a processor. On Lambda a process serves one call at a time and nobody waits; in the one-process system
//! anybody can send calls that hash, and a queue without an end would hold up every other call's memory with them.

use http::{ApiError, ApiResult, Code};
use tokio::sync::{Semaphore, SemaphorePermit};

/// So many are served at once, so many more may wait.
pub struct Queue {
    servers: Semaphore,
    places: Semaphore,
}

/// The right to be served in turn, as long as it is held.
pub struct Place {
    queue: &'static Queue,
    _place: SemaphorePermit<'static>,
}

impl Queue {
    /// An empty one.
    pub const fn new(served_at_once: usize, waiting: usize) -> Self {
        Self { servers: Semaphore::const_new(served_at_once), places: Semaphore::const_new(served_at_once + waiting) }
    }

    /// Joins it; 503 where it is full.
    pub fn place(&'static self) -> ApiResult<Place> {
        let place = self.places.try_acquire().map_err(|_| ApiError::new(Code::Unavailable).retry_after(2))?;
        Ok(Place { queue: self, _place: place })
    }
}

impl Place {
    /// Runs the work in turn, where it does not hold up other requests.
    pub async fn compute<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> ApiResult<T> {
        let _server = self.queue.servers.acquire().await.map_err(|error| ApiError::internal(&error))?;
        tokio::task::spawn_blocking(work).await.map_err(|error| ApiError::internal(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_full_queue_asks_to_come_again_and_a_place_that_is_left_can_be_taken() {
        static QUEUE: Queue = Queue::new(1, 1);
        let (served, waiting) = (QUEUE.place().unwrap(), QUEUE.place().unwrap());
        let refused = QUEUE.place().err().unwrap();
        assert_eq!(refused.code(), Code::Unavailable);
        drop(waiting);
        assert!(QUEUE.place().is_ok());
        assert_eq!(served.compute(|| 7).await.unwrap(), 7);
    }

    #[tokio::test]
    async fn no_more_are_served_at_once_than_there_are_servers() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static QUEUE: Queue = Queue::new(1, 7);
        static BUSY: AtomicUsize = AtomicUsize::new(0);
        let work = || {
            let at_once = BUSY.fetch_add(1, Ordering::SeqCst) + 1;
            std::thread::sleep(std::time::Duration::from_millis(5));
            BUSY.fetch_sub(1, Ordering::SeqCst);
            at_once
        };
        let places: Vec<Place> = (0..8).map(|_| QUEUE.place().unwrap()).collect();
        let served = futures::future::join_all(places.iter().map(|place| place.compute(work))).await;
        assert!(served.into_iter().all(|at_once| at_once.unwrap() == 1));
    }
}
