//! From a closing to its receipts: a look through the subscriptions of the company, page by page. Each page is one
//! transaction of the receipts it comes to, the count, and how far the look has come, so a mailer that dies in
//! between neither leaves anybody out nor takes anybody twice.

use domain::{OrganizationId, Period};
use table::entities::mailing::{MailingOf, Progress};
use table::entities::message::{Content, Delivery, MailingOrder, Message};
use table::entities::organization::RequisitesItem;
use table::entities::receipt_subscription::{ReceiptSubscription, SubscribersOf};
use table::{CommitError, Page, TableError, Transaction, keys};

use crate::Mailer;
use crate::page::{Wanted, wanted};
use crate::sweep::Outcome;

/// Subscriptions of a page; with the count and the place they fit into a transaction.
const PAGE: i32 = 40;
/// Pages of one sweep: other mail of the shard waits meanwhile.
const PAGES: usize = 16;

/// What became of a page.
enum Step {
    /// There is more.
    On(Box<Message>),
    /// A receipt of the page was written by somebody else meanwhile.
    Again,
    /// It was the last one, or the period is open again, or another mailer has taken over.
    End,
}

impl Mailer {
    /// Goes on with a look through subscriptions; the message is leased.
    pub(crate) async fn walk(&self, mut message: Message) -> Result<Outcome, TableError> {
        let Content::Mailing(MailingOrder { of, .. }) = &message.content else { return Ok(Outcome::Left) };
        let since = self.covered_before(of).await?;
        for _ in 0..PAGES {
            match self.walk_page(&message, since).await? {
                Step::On(further) => message = *further,
                Step::Again => {}
                Step::End => return Ok(Outcome::Left),
            }
        }
        self.app.table.replace(&message, &message.released()).await?;
        Ok(Outcome::Unfinished)
    }

    /// The latest closing before this one whose subscribers have all been looked at: what was left undone by later
    /// ones is made up for. 0 where there is none.
    async fn covered_before(&self, of: &MailingOf) -> Result<u32, TableError> {
        for version in (1..of.version).rev() {
            let parts = self.app.table.query_all(&MailingOf { version, ..of.clone() }).await?;
            if Progress::covers(&parts) {
                return Ok(version);
            }
        }
        Ok(0)
    }

    async fn walk_page(&self, message: &Message, since: u32) -> Result<Step, TableError> {
        let Content::Mailing(order) = &message.content else { return Ok(Step::End) };
        let MailingOf { organization, period, version } = &order.of;
        let Some(requisites) = self.closed(organization, *period, *version).await? else {
            return self.stop(message, &order.of).await;
        };
        let subscribers = SubscribersOf { organization, shard: order.shard };
        let page = self.app.table.query(&subscribers, PAGE, order.cursor.as_deref()).await?;
        let wanted = wanted(&self.app.table, order, (since, &requisites), &page.items).await?;
        self.commit(message, order, &page, wanted).await
    }

    /// The requisites of the closing, unless it is no longer the one that residents see.
    async fn closed(
        &self,
        organization: &OrganizationId,
        period: Period,
        version: u32,
    ) -> Result<Option<RequisitesItem>, TableError> {
        let requisites: Option<RequisitesItem> =
            self.app.table.get(keys::requisites(organization, period), true).await?;
        let stands = |item: &RequisitesItem| item.closed().is_some_and(|closed| closed.version == version);
        Ok(requisites.filter(stands))
    }

    /// The period is open again, or closed anew: that closing has a mailing of its own.
    async fn stop(&self, message: &Message, of: &MailingOf) -> Result<Step, TableError> {
        let now = self.app.clock.now();
        let delivery = Delivery::nothing_to_send(message.id.clone(), now);
        self.app.table.finish(message, &delivery, Some(of.walk(now).set("stopped_at", now)), None).await?;
        Ok(Step::End)
    }

    async fn commit(
        &self,
        message: &Message,
        order: &MailingOrder,
        page: &Page<ReceiptSubscription>,
        wanted: Wanted,
    ) -> Result<Step, TableError> {
        let now = self.app.clock.now();
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let subscribers = count(wanted.receipts.len() + wanted.skipped);
        let counted = order.of.walk(now).add("subscribers", subscribers).add("skipped", count(wanted.skipped));
        let further = next(order, page.next.clone()).map(|order| message.advanced(Content::Mailing(order)));
        let steps = self.place(message, further.as_ref());
        let counted = if further.is_none() { counted.set("walked_at", now) } else { counted };
        let receipts = wanted.receipts.into_iter().map(|order| Message::receipt(order, now));
        let steps = receipts.fold(steps, |steps, receipt| steps.put_new("receipt", &receipt));
        match self.app.table.commit(steps.update("count", counted)).await {
            Ok(()) => Ok(further.map_or(Step::End, |further| Step::On(Box::new(further)))),
            Err(error) if error.refused_by("message") => Ok(Step::End),
            Err(CommitError::Refused(_)) => Ok(Step::Again),
            Err(CommitError::Table(error)) => Err(error),
        }
    }

    /// How far the look has come, or that it is at its end.
    fn place(&self, message: &Message, further: Option<&Message>) -> Transaction {
        let steps = self.app.table.transaction();
        let unchanged = message.unchanged();
        match further {
            Some(further) => steps.put_if("message", further, Some(unchanged)),
            None => steps
                .delete_if("message", unchanged)
                .put("delivery", &Delivery::nothing_to_send(message.id.clone(), self.app.clock.now())),
        }
    }
}

/// Where the look goes on after a page; `None` at the end of the last shard.
fn next(order: &MailingOrder, cursor: Option<String>) -> Option<MailingOrder> {
    let shard = if cursor.is_some() { order.shard } else { order.shard + 1 };
    (shard < keys::OUTBOX_SHARDS).then(|| MailingOrder { shard, cursor, ..order.clone() })
}
