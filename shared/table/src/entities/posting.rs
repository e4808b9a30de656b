//! Posting money: one transaction, done wholly or not at all, and once for ever.

use domain::email::Email;
use domain::line_text::LineText;
use domain::movements::MONTHS_AHEAD;
use domain::payment::{Move, OnlineEntry, Payment, State, mark};
use domain::{AccountId, Money, Period};
use jiff::Timestamp;

use crate::entities::message::{Content, Message};
use crate::entities::operation::{LedgerEntry, OperationItem, RefundId, UnreportedPayment};
use crate::entities::payment::{Cause, OrderedPayment, PaymentEvent, PaymentItem, PaymentRequest};
use crate::entities::payment_due::PaymentDue;
use crate::entities::reported::Reported;
use crate::entities::statement::StatementItem;
use crate::feed::Entry;
use crate::{Found, Key, Table, TableError, Transaction, Update, keys};

/// The step that fails where the provider's operation was posted before.
pub const OPERATION_STEP: &str = "operation";
/// The step that fails where the payment moved meanwhile.
pub const PAYMENT_STEP: &str = "payment";
/// The step that fails where the idempotency key was used before.
pub const REQUEST_STEP: &str = "request";

/// A move of a payment: what was read, what it becomes, and why.
#[derive(Debug, Clone)]
pub struct PaymentMove<'a> {
    /// The payment as it was read.
    pub old: &'a PaymentItem,
    /// What it becomes.
    pub new: Payment,
    /// Why.
    pub cause: Cause,
    /// When.
    pub at: Timestamp,
    /// The network that the call came from.
    pub network: String,
}

impl PaymentMove<'_> {
    /// The expiry before it, where the term ended and nobody has recorded that yet.
    fn expiry(&self) -> Option<PaymentItem> {
        let is_open = matches!(self.old.payment.state(), State::Created | State::Pending);
        let ended = is_open && self.old.payment.state_at(self.at) == State::Expired;
        let unrecorded = ended && *self.new.state() != State::Expired;
        let expired = unrecorded.then(|| self.old.payment.after(Move::Expire).ok()).flatten()?;
        Some(self.old.moved(expired))
    }

    /// The item after the move.
    fn item(&self) -> PaymentItem {
        self.expiry().as_ref().unwrap_or(self.old).moved(self.new.clone())
    }

    /// Puts the item and the trace of an expiry before it.
    fn begin(&self, steps: Transaction, item: &PaymentItem) -> Transaction {
        let event = |expired: &PaymentItem| PaymentEvent::of(expired, Cause::TermEnded, self.ended_at(), String::new());
        let steps = steps.put_if(PAYMENT_STEP, item, Some(self.old.unmoved()));
        self.expiry().iter().map(event).fold(steps, |steps, event| steps.put_new("expiry", &event))
    }

    /// An expiry is of the moment when the term ended, whenever it is recorded.
    fn event(&self, item: &PaymentItem) -> PaymentEvent {
        let at = if *self.new.state() == State::Expired { self.ended_at() } else { self.at };
        PaymentEvent::of(item, self.cause, at, self.network.clone())
    }

    fn ended_at(&self) -> Timestamp {
        self.old.payment.expires_at().unwrap_or(self.at)
    }
}

/// Months that statements are looked through for a payment: three years, the term of limitation (ГК РФ, ст. 196).
const MOST_MONTHS: i16 = 35;

/// Where a statement of the payment's account stands, or will.
#[derive(Debug, Clone)]
pub struct StatementPlace {
    /// The account.
    pub account: AccountId,
    /// The month.
    pub period: Period,
    /// What was read there.
    pub found: Option<StatementItem>,
}

impl StatementPlace {
    /// The statements that may report money, which was ordered at a moment, before it is told of here: from the month
    /// before that on, three years back at most.
    pub fn keys(account: &AccountId, ordered: Timestamp, now: Timestamp) -> Vec<Key> {
        Self::months(ordered, now).map(|month| keys::statement(account, month)).collect()
    }

    /// What was found by [`StatementPlace::keys`].
    pub fn take(
        account: &AccountId,
        ordered: Timestamp,
        now: Timestamp,
        found: &mut Found,
    ) -> Result<Vec<Self>, TableError> {
        let place = |period| {
            let found = found.take(&keys::statement(account, period))?;
            Ok(Self { account: account.clone(), period, found })
        };
        Self::months(ordered, now).map(place).collect()
    }

    /// Oldest first, as they were published; to the month that a company east of Moscow may have closed ahead.
    fn months(ordered: Timestamp, now: Timestamp) -> impl Iterator<Item = Period> {
        let current = Period::about(now);
        let most = current.months_since(Period::about(ordered)).clamp(0, MOST_MONTHS);
        (-MONTHS_AHEAD - 1..=most + 1).rev().map(move |months| current.plus(-months))
    }

    /// The entries after what stands here reported them.
    fn report(entries: Vec<OnlineEntry>, place: &Self) -> Result<Vec<OnlineEntry>, TableError> {
        let Some(item) = &place.found else { return Ok(entries) };
        Ok(mark(&entries, item.report(), &item.statement()?.payments))
    }

    /// What stands here is what was read.
    fn unchanged(&self) -> Update {
        let place = Update::at(keys::statement(&self.account, self.period));
        match &self.found {
            Some(item) => place.equals("fingerprint", &item.fingerprint),
            None => place.absent("pk"),
        }
    }
}

/// Money that the company gave back.
#[derive(Debug)]
pub struct Refund<'a> {
    /// The company's id of it.
    pub id: &'a LineText,
    /// How much, above zero.
    pub amount: Money,
    /// Why.
    pub reason: Option<String>,
    /// The key that the company showed.
    pub key_prefix: &'a str,
    /// The id of the message that tells the person.
    pub message_id: String,
    /// The money of the account as it was read.
    pub online: &'a [OnlineEntry],
    /// The statements that may report it already, as they were read.
    pub statements: &'a [StatementPlace],
}

impl Table {
    /// Begins an order: the payment, the call that it came from, the ways to it from its person and from the end of its
    /// term, and the trace.
    /// Refused with [`ERASED_STEP`](crate::entities::erasure::ERASED_STEP) where there is no such person any more.
    pub fn payment_order(&self, item: &PaymentItem, request: &PaymentRequest, network: String) -> Transaction {
        let event = PaymentEvent::of(item, Cause::Ordered, item.created_at, network);
        let ordered = OrderedPayment { user: item.user.clone(), payment: item.payment.id().clone() };
        let due = PaymentDue { payment: item.payment.id().clone(), at: item.payment.payable_until() };
        self.transaction()
            .unless_erased(&item.user)
            .put("ordered", &ordered)
            .put("due", &due)
            .put_new(PAYMENT_STEP, item)
            .put_new(REQUEST_STEP, request)
            .put_new("event", &event)
            .check("account", Update::at(keys::account(&item.payment.id().account())).exists())
    }

    /// Begins a move that moves no money: the payment and the trace.
    pub fn payment_move(&self, change: &PaymentMove<'_>) -> Transaction {
        let item = change.item();
        change.begin(self.transaction(), &item).put_new("event", &change.event(&item))
    }

    /// Begins the posting of an operation: the operation for ever, the payment, the ledger, the balance, and the trace.
    /// `statements` are those that may report it already, as they were read: it is late then, and counted by them.
    pub fn posting(
        &self,
        change: &PaymentMove<'_>,
        operation: &OperationItem,
        feed_id: String,
        statements: &[StatementPlace],
    ) -> Result<Transaction, TableError> {
        let item = change.item();
        let broken = |_| TableError::Broken("an operation's id is no line of text".to_owned());
        let movement = LineText::parse(&operation.id).map_err(broken)?;
        let id = item.payment.id();
        let amount = item.payment.amount();
        let entries = statements.iter().try_fold(Vec::from_iter(item.entry(change.at)), StatementPlace::report)?;
        let is_reported = entries.iter().any(|entry| entry.reported.is_some());
        let balance = Update::at(keys::account(&id.account())).append("online", entries).exists();
        let ledger = LedgerEntry { payment: id.clone(), movement, amount, at: change.at };
        let organization = id.account().organization();
        let content = Content::PaymentReceived { payment: id.clone() };
        let mail = |to: &Email| Message::new(feed_id.clone(), to.to_string(), content, change.at);
        let mail = item.email.as_ref().map(mail);
        let told =
            Entry { id: feed_id, organization: organization.clone(), at: change.at, event: item.posted(&operation.id) };
        let unreported =
            UnreportedPayment { organization, payment: id.clone(), number: item.number.clone(), amount, at: change.at };
        let moved = Some(operation.id.clone());
        let event = PaymentEvent { movement: moved, amount: Some(amount), ..change.event(&item) };
        let steps = change
            .begin(self.transaction().put_new(OPERATION_STEP, operation), &item)
            .put_new("ledger", &ledger)
            .update("balance", balance)
            .put_new("event", &event)
            .delete(
                "unposted",
                keys::unposted_money(&operation.payment.account().organization(), &operation.shop, &operation.id),
            )
            .put_new("feed entry", &told);
        let steps = mail.iter().fold(steps, |steps, mail| steps.put("mail", mail));
        let steps = if is_reported { steps } else { steps.put("unreported", &unreported) };
        Ok(statements.iter().fold(steps, |steps, place| steps.check("statement", place.unchanged())))
    }

    /// Begins a refund: the payment, the ledger, the balance, and the trace with the key that the company showed. A
    /// statement that tells of it already counts it, and may explain by it what it tells of the payment.
    pub fn refund(&self, change: &PaymentMove<'_>, back: Refund<'_>) -> Result<Transaction, TableError> {
        let item = change.item();
        let payment = item.payment.id();
        let amount = Money::from_kopecks(-back.amount.kopecks());
        let (id, at) = (back.id.clone(), change.at);
        let content = Content::PaymentRefunded { payment: payment.clone(), refund: id.to_string() };
        let mail = item.email.as_ref().map(|to| Message::new(back.message_id.clone(), to.to_string(), content, at));
        let ledger = LedgerEntry { payment: payment.clone(), movement: id.clone(), amount, at };
        let paid = item.payment.amount();
        let entry = OnlineEntry {
            id,
            payment: payment.clone(),
            paid,
            amount,
            at,
            reported: None,
            held: None,
            told: Vec::new(),
        };
        let entries = back.online.iter().cloned().chain([entry]).collect();
        let entries = back.statements.iter().try_fold(entries, StatementPlace::report)?;
        let money = Reported::between(payment.account(), item.number.clone(), back.online.to_vec(), entries);
        let event = PaymentEvent {
            movement: Some(back.id.to_string()),
            amount: Some(amount),
            reason: back.reason,
            key_prefix: Some(back.key_prefix.to_owned()),
            ..change.event(&item)
        };
        let named = RefundId { payment: payment.clone(), id: back.id.clone() };
        let steps = change.begin(self.transaction(), &item).put_new("ledger", &ledger).put_new("event", &event);
        let steps = steps.put_new("refund id", &named);
        let steps = mail.iter().fold(steps, |steps, mail| steps.put("mail", mail));
        Ok(back.statements.iter().fold(money.write(steps), |steps, place| steps.check("statement", place.unchanged())))
    }
}
