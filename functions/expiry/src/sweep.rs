//! A look at the payments whose time has come.

use domain::payment::Move;
use http::App;
use jiff::Timestamp;
use table::entities::payment::{Cause, PaymentItem};
use table::entities::payment_due::{PaymentDue, PaymentsDue};
use table::entities::posting::PaymentMove;
use table::{Batch, CommitError, Entity as _, TableError, keys};

/// Payments that are read together.
const PAGE: i32 = 50;
/// Pages of a shard and call; the next call goes on with what is left.
const MOST_PAGES: u32 = 40;

/// Ends payments of an application. Any number of them may run at once, and beside any call of a provider.
#[derive(Debug, Clone)]
pub struct Expiry {
    app: App,
    most_pages: u32,
}

impl Expiry {
    /// Looks at the table of this application.
    pub const fn new(app: App) -> Self {
        Self { app, most_pages: MOST_PAGES }
    }

    /// Looks at no more than so many pages of a shard and call.
    #[must_use]
    pub fn within(self, pages: u32) -> Self {
        Self { most_pages: pages, ..self }
    }

    /// Answers how many payments have expired by this call. A shard that fails does not keep the others from it; the
    /// first such failure is answered at the end.
    pub async fn run(&self) -> Result<u32, TableError> {
        let (mut expired, mut failure) = (0, None);
        for shard in 0..keys::OUTBOX_SHARDS {
            match Box::pin(self.shard(shard)).await {
                Ok(ended) => expired += ended,
                Err(error) => {
                    tracing::error!(shard, %error, "payments were not ended");
                    failure.get_or_insert(error);
                }
            }
        }
        failure.map_or(Ok(expired), Err)
    }

    async fn shard(&self, shard: u8) -> Result<u32, TableError> {
        let due = PaymentsDue { shard, before: self.app.clock.now() };
        let (mut expired, mut cursor, mut failure) = (0, None, None);
        for _ in 0..self.most_pages {
            let page = self.app.table.query(&due, PAGE, cursor.as_deref()).await?;
            let (ended, broken) = self.page(&page.items).await?;
            expired += ended;
            failure = failure.or(broken);
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        failure.map_or(Ok(expired), Err)
    }

    /// How many payments have expired, and what could not be read: it would be the same the next time, so the others do
    /// not wait for it.
    async fn page(&self, page: &[PaymentDue]) -> Result<(u32, Option<TableError>), TableError> {
        let batch = page.iter().fold(Batch::consistent(), |batch, due| batch.with(keys::payment(&due.payment)));
        let found = self.app.table.batch(batch).await?;
        let (mut expired, mut failure) = (0, None);
        for due in page {
            match found.read(&keys::payment(&due.payment)) {
                Ok(item) => expired += u32::from(self.look(due, item.as_ref()).await?),
                Err(error) => {
                    tracing::error!(payment = %due.payment, %error, "a payment cannot be read");
                    failure.get_or_insert(error);
                }
            }
        }
        Ok((expired, failure))
    }

    /// `true` where the payment has expired by this.
    async fn look(&self, due: &PaymentDue, item: Option<&PaymentItem>) -> Result<bool, TableError> {
        let now = self.app.clock.now();
        let Some((item, end)) = item.and_then(|item| Some((item, item.payment.expires_at()?))) else {
            // Paid, ended, or not there.
            return self.app.table.delete(due.key()).await.map(|()| false);
        };
        if end <= now { self.expire(due, item, now).await } else { self.put_off(due, end).await }
    }

    async fn expire(&self, due: &PaymentDue, item: &PaymentItem, now: Timestamp) -> Result<bool, TableError> {
        let Ok(new) = item.payment.after(Move::Expire) else { return Ok(false) };
        let change = PaymentMove { old: item, new, cause: Cause::TermEnded, at: now, network: String::new() };
        let steps = self.app.table.payment_move(&change).delete("due", due.key());
        match self.app.table.commit(steps).await {
            Ok(()) => Ok(true),
            // It moved meanwhile: the next call sees what became of it.
            Err(CommitError::Refused(_)) => Ok(false),
            Err(CommitError::Table(error)) => Err(error),
        }
    }

    /// The provider has asked about it meanwhile, so it expires later.
    async fn put_off(&self, due: &PaymentDue, end: Timestamp) -> Result<bool, TableError> {
        let later = PaymentDue { payment: due.payment.clone(), at: end };
        let steps = self.app.table.transaction().put("later", &later).delete("due", due.key());
        match self.app.table.commit(steps).await {
            Ok(()) | Err(CommitError::Refused(_)) => Ok(false),
            Err(CommitError::Table(error)) => Err(error),
        }
    }
}
