//! A company whose subscribers want their receipts.

use domain::{AccountId, Money};
use http::Settings;
use table::entities::mailing::{MailingOf, Mailings, MailingsOf, Progress};
use table::entities::message::Message;
use table::entities::organization::RequisitesItem;
use table::entities::receipt_subscription::ReceiptSubscription;
use table::entities::statement::StatementItem;
use table::entities::user::{Claim, Subject, User};
use table::{Batch, Entity as _, Update, keys};
use testkit::{TestApp, samples};

use crate::outbox::{Mailer, no_routes};
use crate::ses::Ses;

/// A company with accounts `1` to `n`, each attached and subscribed to by the person of its number.
pub struct Town {
    pub app: TestApp,
    pub ses: Ses,
    pub mailer: Mailer,
}

pub fn account(number: u8) -> AccountId {
    samples::account_id(&number.to_string())
}

pub fn address(number: u8) -> String {
    format!("resident{number}@example.ru")
}

/// A closing of September.
fn mailing(version: u32) -> MailingOf {
    MailingOf { organization: samples::organization_id(1), period: samples::period("2026-09"), version }
}

impl Town {
    pub async fn of(subscribers: u8) -> Self {
        Self::with(subscribers, |_| ()).await
    }

    pub async fn with(subscribers: u8, change: impl FnOnce(&mut Settings)) -> Self {
        let app = TestApp::start_with(no_routes, change).await;
        app.organization().await;
        let (ses, client) = Ses::start().await;
        let mailer = Mailer::new(app.app.clone(), client);
        let town = Self { app, ses, mailer };
        for number in 1..=subscribers {
            town.resident(number).await;
        }
        town
    }

    /// A person with an account, a statement of September and a subscription.
    pub async fn resident(&self, number: u8) {
        let user = self.user(number);
        self.app.table.put(&user).await.unwrap();
        let subject = Subject::from(&user.email);
        let claim = Claim { subject, user: user.id.clone(), reserved_until: i64::MAX, address: None };
        self.app.table.put(&claim).await.unwrap();
        self.app.account(&number.to_string()).await;
        self.app.attach(&user.id, &account(number)).await;
        self.app.statement(&account(number), "2026-09").await;
        self.subscribe(number).await;
    }

    pub async fn subscribe(&self, number: u8) {
        let (user, account, since) = (samples::user_id(number), account(number), self.app.clock.now());
        let attachment = Update::at(keys::attachment(&user, &account)).set("receipt_mailing", true).exists();
        let steps = self.app.table.transaction().update("attachment", attachment);
        let steps = steps.trusting_mailbox(&user).subscribing(&ReceiptSubscription { account, user, since });
        self.app.table.commit(steps).await.unwrap();
    }

    pub async fn unsubscribe(&self, number: u8) {
        let steps = self.app.table.without_receipts(&account(number), &samples::user_id(number));
        self.app.table.commit(steps).await.unwrap();
    }

    fn user(&self, number: u8) -> User {
        let login = format!("resident{number}");
        samples::user(&samples::user_id(number), &login, &address(number), self.app.clock.now())
    }

    /// Closes the month and sends what that brings.
    pub async fn publish(&self) {
        self.close().await;
        self.sweep().await;
    }

    /// Closes September for the next time, as the exchange does.
    pub async fn close(&self) -> u32 {
        let key = keys::requisites(&samples::organization_id(1), samples::period("2026-09"));
        let earlier: Option<RequisitesItem> = self.app.table.get(key, true).await.unwrap();
        let mut requisites = earlier.unwrap_or(RequisitesItem {
            organization: samples::organization_id(1),
            period: samples::period("2026-09"),
            closings: vec![],
            reopened: false,
            payees_since: 1,
            due: None,
            details: samples::organization(),
        });
        let now = self.app.clock.now();
        requisites.closings.push(now);
        requisites.reopened = false;
        let version = requisites.closings.len().try_into().unwrap();
        self.app.table.put(&requisites).await.unwrap();
        self.app.table.put(&Message::mailing(mailing(version), now)).await.unwrap();
        version
    }

    pub async fn reopen(&self) {
        let key = keys::requisites(&samples::organization_id(1), samples::period("2026-09"));
        assert!(self.app.table.update(Update::at(key).set("reopened", true).exists()).await.unwrap());
    }

    /// The receipts of the period are to be paid by this day.
    pub async fn pay_by(&self, day: &str) {
        let key = keys::requisites(&samples::organization_id(1), samples::period("2026-09"));
        assert!(self.app.table.update(Update::at(key).set("due", day).exists()).await.unwrap());
    }

    /// The money of the period goes to others from the closing of this number on.
    pub async fn pay_others(&self, version: u32) {
        let key = keys::requisites(&samples::organization_id(1), samples::period("2026-09"));
        assert!(self.app.table.update(Update::at(key).set("payees_since", version).exists()).await.unwrap());
    }

    /// Loads another statement, for the closing of this number.
    pub async fn correct(&self, number: u8, version: u32) {
        let mut statement = samples::statement();
        statement.penalty = Money::from_kopecks(100);
        self.put(StatementItem::new(account(number), samples::period("2026-09"), version, &statement).unwrap()).await;
    }

    /// Loads the statement of the beginning again, its numbers with another zero at their ends.
    pub async fn write_otherwise(&self, number: u8, version: u32) {
        let mut statement = samples::statement();
        let tariff = &mut statement.lines[0].tariff;
        tariff.rescale(tariff.scale() + 1);
        self.put(StatementItem::new(account(number), samples::period("2026-09"), version, &statement).unwrap()).await;
    }

    /// Loads the statement of the beginning again, for the same closing.
    pub async fn take_back(&self, number: u8, version: u32) {
        let statement = samples::statement();
        self.put(StatementItem::new(account(number), samples::period("2026-09"), version, &statement).unwrap()).await;
    }

    /// In place of the one that stands there.
    async fn put(&self, item: StatementItem) {
        let mut found = self.app.table.batch(Batch::consistent().with(item.key())).await.unwrap();
        let old = found.take_part(&item.key()).unwrap().unwrap();
        self.app.table.put(&item.in_place_of(&old)).await.unwrap();
    }

    /// Sweeps until there is nothing more to do now.
    pub async fn sweep(&self) {
        for _ in 0..100 {
            let report = self.mailer.sweep().await.unwrap();
            if (report.sent, report.dropped, report.more) == (0, 0, false) && self.is_quiet().await {
                return;
            }
        }
        panic!("the outbox does not come to rest");
    }

    /// Nothing is due, and nothing was due a moment ago.
    async fn is_quiet(&self) -> bool {
        let now = self.app.clock.now();
        crate::outbox::pending(&self.app).await.iter().all(|message| !message.is_due(now))
    }

    pub async fn progress(&self, version: u32) -> Progress {
        Progress::of(&self.app.table.query_all(&mailing(version)).await.unwrap())
    }

    /// How far the mailings of all closings are, as the exchange asks for it.
    pub async fn mailings(&self) -> Mailings {
        let MailingOf { organization, period, .. } = mailing(1);
        Mailings::of(self.app.table.query_all(&MailingsOf { organization: &organization, period }).await.unwrap())
    }

    /// Subscribers, sent, failed, skipped.
    pub async fn counts(&self, version: u32) -> (u64, u64, u64, u64) {
        let Progress { subscribers, sent, failed, skipped, .. } = self.progress(version).await;
        (subscribers, sent, failed, skipped)
    }

    /// The addresses that letters went to, in alphabetical order.
    pub fn reached(&self) -> Vec<String> {
        let mut reached: Vec<String> = self.ses.calls().iter().map(|call| crate::outbox::letter(call).0).collect();
        reached.sort();
        reached
    }
}
