//! How much one person sends in a day.

use domain::UserId;
use http::{ApiError, ApiResult, App, Code};
use jiff::SignedDuration;
use table::entities::counter::Quota;

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// So many of a kind in a day that begins with the first.
#[derive(Debug, Clone, Copy)]
pub struct Daily {
    /// What is counted.
    pub kind: &'static str,
    /// How many.
    pub most: u32,
    /// «отправить не более 10 обращений»: what the refusal says of a day.
    pub words: &'static str,
}

impl Daily {
    /// Takes a place; 429 where there is none.
    pub async fn reserve(&self, app: &App, user: &UserId) -> ApiResult<()> {
        let now = app.clock.now();
        match app.table.reserve(&self.quota(user), now).await?.wait(now) {
            None => Ok(()),
            Some(seconds) => Err(self.refusal(seconds)),
        }
    }

    /// Takes a place and does what comes first; gives the place back where that fails.
    pub async fn during<T>(&self, app: &App, user: &UserId, work: impl Future<Output = ApiResult<T>>) -> ApiResult<T> {
        self.reserve(app, user).await?;
        let done = work.await;
        if done.is_err() {
            self.release(app, user).await?;
        }
        done
    }

    /// Gives the place back: nothing came of it.
    pub async fn release(&self, app: &App, user: &UserId) -> ApiResult<()> {
        Ok(app.table.release_all([&self.quota(user)]).await?)
    }

    fn quota(&self, user: &UserId) -> Quota {
        Quota { kind: self.kind, subject: user.to_string(), window: DAY, most: self.most }
    }

    fn refusal(&self, seconds: u64) -> ApiError {
        let detail = format!("За сутки можно {}.", self.words);
        ApiError::new(Code::TooManyRequests).detail(detail).retry_after(seconds)
    }
}
