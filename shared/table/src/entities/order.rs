//! Orders of paid services.

use domain::account::AccountNumber;
use domain::contact::Contact;
use domain::order::{MoveError, OrderId, Outcome, Progress, Remark, Status, Step};
use domain::paid_service::{GroupName, Price, PriceUnit, ServiceCode, ServiceName, Slot};
use domain::{AccountId, UserId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::entities::message::{Content, Message, Recipient};
use crate::entities::paid_service::PaidServiceItem;
use crate::entities::request::Request;
use crate::feed::{Entry, Event, Feed};
use crate::{CommitError, Entity, Key, Pattern, Table, TableError, Transaction, Update, keys};

/// The step that fails where the service changed or was withdrawn meanwhile.
pub const SERVICE_STEP: &str = "service";

/// What was ordered, as it was shown: neither the name nor the price follows the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderedService {
    /// Its code.
    pub code: ServiceCode,
    /// Its group.
    pub group: GroupName,
    /// Its name.
    pub name: ServiceName,
    /// Its price.
    pub price: Price,
    /// What the price is for.
    #[serde(default)]
    pub unit: Option<PriceUnit>,
}

/// An order. Whoever changes it must have seen its revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderItem {
    /// Begins with its account's id, sorts by time.
    pub id: OrderId,
    /// Number of its account in the company.
    pub number: AccountNumber,
    /// Who ordered.
    pub user: UserId,
    /// What.
    pub service: OrderedService,
    /// The day that is wished, in the company's zone.
    #[serde(default)]
    pub wish_date: Option<Date>,
    /// The part of the day that is wished.
    #[serde(default)]
    pub wish_slot: Option<Slot>,
    /// What the person says of it; nothing once the person is erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Remark>,
    /// Where the person is answered; nothing once the person is erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// When it was ordered.
    pub created_at: Timestamp,
    /// What became of it.
    pub progress: Progress,
    /// Goes up with every change.
    pub revision: u32,
}

impl OrderItem {
    /// The order after a move.
    #[must_use]
    pub fn moved(&self, progress: Progress) -> Self {
        Self { progress, revision: self.revision.saturating_add(1), ..self.clone() }
    }

    /// Nobody has changed it since it was read.
    pub fn unchanged(&self) -> Update {
        Update::at(self.key()).equals("revision", self.revision)
    }

    /// After a step of the company. Nobody is left to read what it says of an erased person's order, and who lives there
    /// later must not.
    pub fn after(&self, step: Step, now: Timestamp, key_prefix: &str) -> Result<Outcome, MoveError> {
        let comment = step.comment.filter(|_| self.contact.is_some());
        self.progress.after(Step { comment, ..step }, now, key_prefix)
    }

    /// Without what is the person's own, and without what was said to the person.
    fn erased(&self) -> Self {
        Self { comment: None, contact: None, ..self.moved(self.progress.wordless()) }
    }

    /// The mail that tells of the latest move: to the contact's address, else to the person's own.
    fn mail(&self, id: String, now: Timestamp) -> Message {
        let number = self.progress.moves().len();
        let content = Content::OrderMoved { order: self.id.clone(), number };
        let to = self
            .contact
            .as_ref()
            .map_or_else(|| (&self.user).into(), |contact| Recipient::reached_by(contact, &self.user));
        Message::new(id, to, content, now)
    }

    fn told(&self, id: String, at: Timestamp) -> Entry<OrderTold> {
        let event = OrderTold { order: self.id.clone(), status: self.progress.status() };
        Entry { id, organization: self.id.account().organization(), at, event }
    }
}

impl Entity for OrderItem {
    const TYPE: &'static str = "order";
    fn key(&self) -> Key {
        keys::order(&self.id)
    }
}

/// Orders of an account, newest first.
pub struct OrdersOf<'a> {
    /// The account.
    pub account: &'a AccountId,
}

impl Pattern for OrdersOf<'_> {
    type Output = OrderItem;
    fn partition(&self) -> String {
        keys::account_partition(self.account)
    }
    fn prefix(&self) -> String {
        keys::ORDER.to_owned()
    }
    fn newest_first(&self) -> bool {
        true
    }
}

/// That a person made an order: found when the person is erased, attached to the account still or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderMark {
    /// The person.
    pub user: UserId,
    /// The order.
    pub order: OrderId,
}

impl Entity for OrderMark {
    const TYPE: &'static str = "order_mark";
    fn key(&self) -> Key {
        keys::order_mark(&self.user, &self.order)
    }
}

/// A resident made an order or took it back. It holds nothing of the person: the feed reads the order itself, so that
/// an erasure reaches it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderTold {
    /// The order.
    pub order: OrderId,
    /// What it became.
    pub status: Status,
}

impl Event for OrderTold {
    const FEED: Feed = Feed::Orders;
}

impl Table {
    /// Erases the person of an order, also where the company moves it meanwhile. Who erases a person comes by the person's
    /// [`OrderMark`].
    pub(crate) async fn erase_order(&self, order: OrderId) -> Result<(), TableError> {
        while let Some(item) = self.get::<OrderItem>(keys::order(&order), true).await? {
            match self.commit(self.transaction().put_if("order", &item.erased(), Some(item.unchanged()))).await {
                Err(CommitError::Refused(_)) => {}
                Err(CommitError::Table(error)) => return Err(error),
                Ok(()) => break,
            }
        }
        Ok(())
    }

    /// Begins an order: the order, the call that it came from, the person's mark and the entry in the feed, as long as
    /// the service is offered as it was read and the person is not erased.
    pub fn new_order(
        &self,
        item: &OrderItem,
        call: Option<&Request>,
        service: &PaidServiceItem,
        feed_id: String,
    ) -> Transaction {
        let mark = OrderMark { user: item.user.clone(), order: item.id.clone() };
        self.transaction()
            .put_new("order", item)
            .from_call(call)
            .put("mark", &mark)
            .put_new("feed entry", &item.told(feed_id, item.created_at))
            .check(SERVICE_STEP, service.unchanged())
            .check("account", Update::at(keys::account(&item.id.account())).exists())
            .unless_erased(&item.user)
    }

    /// Begins a move by the person who ordered; the company hears of it, and the person gets a mail to keep.
    pub fn order_moved_by_resident(
        &self,
        old: &OrderItem,
        progress: Progress,
        (feed_id, mail_id): (String, String),
        now: Timestamp,
    ) -> Transaction {
        let item = old.moved(progress);
        let steps = self.transaction().put_if("order", &item, Some(old.unchanged()));
        let steps = steps.put_new("feed entry", &item.told(feed_id, now)).unless_erased(&item.user);
        steps.put("mail", &item.mail(mail_id, now))
    }

    /// Begins a move by the company; the person who ordered hears of it, unless that person is erased.
    pub fn order_moved_by_company(
        &self,
        old: &OrderItem,
        progress: Progress,
        mail_id: String,
        now: Timestamp,
    ) -> Transaction {
        let item = old.moved(progress);
        let steps = self.transaction().put_if("order", &item, Some(old.unchanged()));
        if item.contact.is_some() { steps.put("mail", &item.mail(mail_id, now)) } else { steps }
    }
}
