//! A day's reminding, company by company.

use domain::OrganizationId;
use domain::organization::Organization;
use http::App;
use jiff::Zoned;
use table::entities::account::AccountItem;
use table::entities::attachment::Attachment;
use table::entities::message::Message;
use table::entities::meter::MetersOf;
use table::entities::organization::{Directory, OrganizationItem};
use table::entities::reminder::{ReminderRun, Subscription, SubscriptionsOf};
use table::{Batch, CommitError, Entity as _, Found, TableError, Update, keys};

use crate::occasion::Occasion;

/// The hour of the company's zone from which people are written to.
const FIRST_HOUR: i8 = 9;
/// Subscriptions that are looked at together.
const PAGE: i32 = 50;

/// Reminds the people of an application. Any number of them may run at once.
#[derive(Debug, Clone)]
pub struct Reminders {
    app: App,
}

impl Reminders {
    /// Reminds through the outbox of this application.
    pub const fn new(app: App) -> Self {
        Self { app }
    }

    /// Goes through all companies; answers how many reminders were written. A company that cannot be reminded does not
    /// keep the others from it; the first such failure is answered at the end.
    pub async fn run(&self) -> Result<u32, TableError> {
        let (mut written, mut failure) = (0, None);
        for entry in Box::pin(self.app.table.query_all(&Directory)).await? {
            match Box::pin(self.remind(&entry.id)).await {
                Ok(reminded) => written += reminded,
                Err(error) => {
                    tracing::error!(organization = %entry.id, %error, "the company was not reminded");
                    failure.get_or_insert(error);
                }
            }
        }
        failure.map_or(Ok(written), Err)
    }

    /// Goes on with a company where its day's reminding was left.
    async fn remind(&self, organization: &OrganizationId) -> Result<u32, TableError> {
        let company: Option<OrganizationItem> = self.app.table.get(keys::organization(organization), false).await?;
        let Some(company) = company.and_then(|company| company.details) else { return Ok(0) };
        let now = self.app.clock.now().to_zoned(company.zone());
        if now.hour() < FIRST_HOUR {
            return Ok(0);
        }
        let run: Option<ReminderRun> = self.app.table.get(keys::reminder_run(organization), true).await?;
        let mut cursor = match run.filter(|run| run.day == now.date()) {
            Some(ReminderRun { cursor: None, .. }) => return Ok(0),
            Some(run) => run.cursor,
            None => None,
        };
        let (mut written, mut failure) = (0, None);
        loop {
            let page = self.app.table.query(&SubscriptionsOf { organization }, PAGE, cursor.as_deref()).await?;
            let (reminded, broken) = self.remind_page(&company, &now, page.items).await?;
            written += reminded;
            failure = failure.or(broken);
            cursor = page.next;
            let run = ReminderRun { organization: organization.clone(), day: now.date(), cursor: cursor.clone() };
            self.app.table.put(&run).await?;
            if cursor.is_none() {
                return failure.map_or(Ok(written), Err);
            }
        }
    }

    /// How many reminders were written, and what could not be read: it would be the same in an hour, so the others do not
    /// wait for it.
    async fn remind_page(
        &self,
        company: &Organization,
        now: &Zoned,
        page: Vec<Subscription>,
    ) -> Result<(u32, Option<TableError>), TableError> {
        let batch = page.iter().fold(Batch::new(), |batch, Subscription { account, user, .. }| {
            batch.with(keys::account(account)).with(keys::attachment(user, account))
        });
        let found = self.app.table.batch(batch).await?;
        let (mut written, mut failure) = (0, None);
        for subscription in page {
            match self.remind_one(company, now, &subscription, &found).await {
                Ok(reminded) => written += u32::from(reminded),
                Err(error @ TableError::Broken(_)) => {
                    tracing::error!(account = %subscription.account, %error, "nobody was reminded");
                    failure.get_or_insert(error);
                }
                Err(error) => return Err(error),
            }
        }
        Ok((written, failure))
    }

    /// `true` where a reminder was written.
    async fn remind_one(
        &self,
        company: &Organization,
        now: &Zoned,
        subscription: &Subscription,
        found: &Found,
    ) -> Result<bool, TableError> {
        let Subscription { account, user, .. } = subscription;
        let attachment: Option<Attachment> = found.read(&keys::attachment(user, account))?;
        if !attachment.is_some_and(|attachment| attachment.readings_reminder) {
            // Detached, or the person is gone.
            self.app.table.delete(subscription.key()).await?;
            return Ok(false);
        }
        let home: Option<AccountItem> = found.read(&keys::account(account))?;
        let Some(home) = home else { return Ok(false) };
        let (window, zone) = company.window_of(home.readings_window.as_ref());
        let today = now.with_time_zone(zone).date();
        let due = Occasion::of(window, today);
        let due = due.filter(|due| subscription.reminded.as_ref().is_none_or(|reminded| *reminded < due.mark));
        let Some(occasion) = due else { return Ok(false) };
        let meters = self.app.table.query_all(&MetersOf { account }).await?;
        let overdue = company.policies.overdue_verification;
        if !meters.iter().any(|meter| meter.is_missing(occasion.since) && meter.accepts_readings(overdue, today)) {
            return Ok(false);
        }
        self.write(subscription, &occasion).await
    }

    /// The mark on the subscription and the mail are one transaction: of several runs one writes the reminder.
    async fn write(&self, subscription: &Subscription, occasion: &Occasion) -> Result<bool, TableError> {
        let now = self.app.clock.now();
        let Occasion { since, until, mark } = occasion;
        let message = Message::readings_reminder(subscription, (*since, *until), mark, now);
        let reminded = Update::at(subscription.key()).exists().set("reminded", mark).absent_or("reminded", "<", mark);
        let steps = self.app.table.transaction().update("mark", reminded).put_new("message", &message);
        match self.app.table.commit(steps).await {
            Ok(()) => Ok(true),
            Err(CommitError::Refused(_)) => Ok(false),
            Err(CommitError::Table(error)) => Err(error),
        }
    }
}
