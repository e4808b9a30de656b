//! The boundary to payment providers. Another one is another file that implements [`PaymentProvider`], and a line of
//! [`Providers`](crate::Providers): posting, states and balances know nothing of any of them.

use axum::response::Response;
use domain::payment::{Payment, Question};
use domain::{Money, PaymentId};
use http::PaymentSettings;
use table::entities::payment::PaymentItem;

use crate::incoming::Incoming;
use crate::shop::OpenShop;

/// A payment provider: its page, its two calls of us, and our answers, as it wants them.
pub trait PaymentProvider: Send + Sync {
    /// What its shops, payments and operations are kept under, and the part of the path that it calls us by.
    fn name(&self) -> &'static str;

    /// Where a person is sent to pay.
    fn redirect(&self, shop: &OpenShop, order: Order<'_>, settings: &PaymentSettings) -> String;

    /// Reads a call: the grammar of each field, before any signature is looked at.
    fn read(&self, question: Question, incoming: &Incoming) -> Result<Request, Unread>;

    /// Says what was decided to a call that a shop has signed.
    fn answer(&self, shop: &OpenShop, request: &Request, decision: Decision<'_>) -> Response;

    /// Says that a call is not believed. Nothing of ours is signed by it.
    fn refusal(&self) -> Response;
}

/// What a provider is told of a payment when a person is sent there.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// The payment.
    pub payment: &'a Payment,
    /// What it is for, in Russian.
    pub description: &'a str,
    /// The page of the payment in the cabinet; its address has a query already.
    pub page: &'a str,
}

/// A call whose fields read. Nothing is proven by it until its shop is known to have signed it.
#[derive(Debug)]
pub struct Request {
    /// The payment.
    pub payment: PaymentId,
    /// The shop's number at the provider.
    pub shop: String,
    /// The provider's id of the movement of money; empty where there is none yet.
    pub operation: String,
    /// What was or would be taken; `None` where the provider asks how much.
    pub amount: Option<Money>,
    /// No real money moves.
    pub test: bool,
    /// What the shop's code proves it with.
    pub proof: Proof,
}

/// The signature of a call beside what it covers.
pub struct Proof(Box<dyn Fn(&str) -> bool + Send + Sync>);

impl Proof {
    /// `holds` tells whether this integrity code has signed the call; it takes the same time for every wrong one.
    pub fn new(holds: impl Fn(&str) -> bool + Send + Sync + 'static) -> Self {
        Self(Box::new(holds))
    }

    /// Whether this integrity code has signed the call.
    pub fn holds(&self, code: &str) -> bool {
        (self.0)(code)
    }
}

impl std::fmt::Debug for Proof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Proof")
    }
}

/// A call that does not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Stable code of what is wrong with it.
    pub reason: &'static str,
    /// The payment that it names, if that much reads.
    pub payment: Option<PaymentId>,
}

/// What is said to a call that a shop has signed.
#[derive(Debug, Clone, Copy)]
pub enum Decision<'a> {
    /// The money that it tells of is posted.
    Posted(&'a PaymentItem),
    /// The money may be taken.
    Payable,
    /// The money may be taken, and this is how much: the call has not named it.
    PayableAmount(Money),
    /// It was taken before.
    AlreadyPaid,
    /// It may not be taken, or not any more.
    NotPayable,
}
