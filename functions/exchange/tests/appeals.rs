//! An appeal of Ivanov's account 1, as the company finds it.

use domain::appeal::{Appeal, AppealId, FileKind, State};
use domain::contact::Contact;
use serde_json::Value;
use table::entities::appeal::{AppealItem, AppealMessage, AppealMessagesOf, AppealThread, Author, UnreadAppeals};
use table::entities::appeal_event::{AppealDeed, AppealEvent};
use table::entities::message::Message;
use table::entities::upload::MessageFile;
use table::feed::Entry;
use table::keys;
use testkit::{Answer, samples};

use crate::accounting::Accounting;

/// Id of the first message: before all others.
const FIRST: &str = "00000000000000000000000000";

pub struct Appeals {
    pub accounting: Accounting,
    pub id: AppealId,
}

impl Appeals {
    /// Ivanov asks about his tap and leaves this contact.
    pub async fn start(contact: &Value) -> Self {
        let accounting = Accounting::with_accounts().await;
        let id = AppealId::new(&samples::account_id("1"), "01m3kq8xw0beef00").unwrap();
        let this = Self { accounting, id };
        this.begin(serde_json::from_value(contact.clone()).unwrap()).await;
        this
    }

    async fn begin(&self, contact: Contact) {
        let (table, now) = (&self.accounting.app.table, self.accounting.app.clock.now());
        let (user, topic) = (samples::user_id(1), "Течёт кран".parse().unwrap());
        let thread =
            AppealThread { id: self.id.clone(), user: user.clone(), number: samples::number("1"), topic, contact };
        table.put(&thread).await.unwrap();
        let topic = thread.topic;
        let (created_at, updated_at) = (now, now);
        let (appeal, unread, revision) = (Appeal::new(), false, 0);
        let id = self.id.clone();
        table.put(&AppealItem { id, user, topic, appeal, unread, created_at, updated_at, revision }).await.unwrap();
        let text = "На кухне.".parse().unwrap();
        let (id, author, files) = (FIRST.into(), Author::Resident, vec![]);
        let message = AppealMessage { appeal: self.id.clone(), id, author, text, files, at: now };
        table.put(&message).await.unwrap();
        self.tell(AppealDeed::Created, Some(FIRST)).await;
    }

    /// An entry of the feed.
    pub async fn tell(&self, what: AppealDeed, message: Option<&str>) {
        let app = &self.accounting.app;
        let event = AppealEvent {
            appeal: self.id.clone(),
            account: samples::number("1"),
            what,
            status: State::New,
            message: message.map(str::to_owned),
            rating: None,
        };
        let (at, organization) = (app.clock.now(), samples::organization_id(1));
        let entry = Entry { id: app.random.ordered_id(at).unwrap(), organization, at, event };
        app.table.put(&entry).await.unwrap();
    }

    /// The person writes more, with a picture.
    pub async fn write_with_file(&self, id: &str) {
        let (text, at) = ("Вот фото.".parse().unwrap(), self.accounting.app.clock.now());
        let (upload, name, kind) = ("0".repeat(26).parse().unwrap(), "кран.jpg".parse().unwrap(), FileKind::Jpeg);
        let files = vec![MessageFile { upload, name, kind, size: 9 }];
        let (appeal, author) = (self.id.clone(), Author::Resident);
        let message = AppealMessage { appeal, id: id.into(), author, text, files, at };
        self.accounting.app.table.put(&message).await.unwrap();
        self.tell(AppealDeed::Written, Some(id)).await;
    }

    pub async fn reply(&self, body: &Value) -> Answer {
        self.reply_as(&self.accounting.key, body).await
    }

    pub async fn reply_as(&self, key: &str, body: &Value) -> Answer {
        let path = format!("/api/exchange/v1/appeals/{}/reply", self.id);
        self.accounting.app.post(&path).bearer(key).json(body).send().await
    }

    pub async fn item(&self) -> AppealItem {
        let key = keys::appeal(&samples::user_id(1), &self.id);
        self.accounting.app.table.get(key, true).await.unwrap().unwrap()
    }

    /// The person does something with it.
    pub async fn put(&self, appeal: Appeal) {
        let item = self.item().await.moved(appeal, self.accounting.app.clock.now());
        self.accounting.app.table.put(&item).await.unwrap();
    }

    pub async fn messages(&self) -> Vec<AppealMessage> {
        self.accounting.app.table.query_all(&AppealMessagesOf { appeal: &self.id }).await.unwrap()
    }

    pub async fn mails(&self) -> Vec<Message> {
        self.accounting.app.outbox().await
    }

    /// What the mark in the menu shows.
    pub async fn unread(&self) -> u32 {
        let key = keys::unread_appeals(&samples::user_id(1), &samples::account_id("1"));
        let mut found = self.accounting.app.table.batch(table::Batch::consistent().with(key.clone())).await.unwrap();
        found.take_part::<UnreadAppeals>(&key).unwrap().map_or(0, |unread| unread.count)
    }
}
