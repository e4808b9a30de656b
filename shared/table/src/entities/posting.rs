//! Posting money: one transaction, done wholly or not at all, and once for ever.

use domain::line_text::LineText;
use domain::payment::Payment;
use jiff::Timestamp;

use crate::entities::operation::{LedgerEntry, OperationItem, UnreportedPayment};
use crate::entities::payment::{Cause, PaymentEvent, PaymentItem, PaymentRequest};
use crate::{Table, TableError, Transaction, Update, keys};

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
    fn event(&self, item: &PaymentItem) -> PaymentEvent {
        PaymentEvent::of(item, self.cause, self.at, self.network.clone())
    }
}

impl Table {
    /// Begins an order: the payment, the call that it came from, and the trace.
    pub fn payment_order(&self, item: &PaymentItem, request: &PaymentRequest, network: String) -> Transaction {
        let event = PaymentEvent::of(item, Cause::Ordered, item.created_at, network);
        self.transaction()
            .put_new(PAYMENT_STEP, item)
            .put_new(REQUEST_STEP, request)
            .put_new("event", &event)
            .check("account", Update::at(keys::account(&item.payment.id().account())).exists())
    }

    /// Begins a move that moves no money: the payment and the trace.
    pub fn payment_move(&self, change: &PaymentMove<'_>) -> Transaction {
        let item = change.old.moved(change.new.clone());
        self.transaction()
            .put_if(PAYMENT_STEP, &item, Some(change.old.unmoved()))
            .put_new("event", &change.event(&item))
    }

    /// Begins the posting of an operation: the operation for ever, the payment, the ledger, the balance, and the trace.
    pub fn posting(&self, change: &PaymentMove<'_>, operation: &OperationItem) -> Result<Transaction, TableError> {
        let item = change.old.moved(change.new.clone());
        let broken = |_| TableError::Broken("an operation's id is no line of text".to_owned());
        let movement = LineText::parse(&operation.id).map_err(broken)?;
        let id = item.payment.id();
        let amount = item.payment.amount();
        let entry = item.entry(change.at).into_iter().collect::<Vec<_>>();
        let balance = Update::at(keys::account(&id.account())).append("online", entry).exists();
        let ledger = LedgerEntry { payment: id.clone(), movement, amount, at: change.at };
        let organization = id.account().organization();
        let unreported = UnreportedPayment { organization, payment: id.clone(), amount, at: change.at };
        let moved = Some(operation.id.clone());
        let event = PaymentEvent { movement: moved, amount: Some(amount), ..change.event(&item) };
        Ok(self
            .transaction()
            .put_new(OPERATION_STEP, operation)
            .put_if(PAYMENT_STEP, &item, Some(change.old.unmoved()))
            .put_new("ledger", &ledger)
            .update("balance", balance)
            .put("unreported", &unreported)
            .put_new("event", &event))
    }
}
