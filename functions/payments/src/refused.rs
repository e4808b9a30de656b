//! Calls of a provider that are refused, and the trace that they leave.

use domain::account::AccountNumber;
use domain::code::Refusal as _;
use domain::{PaymentId, UserId};
use http::{ApiError, ApiResult, Whereabouts, hash};
use table::entities::action::ActionCode;
use table::entities::payment_refusal::PaymentRefusal;

use crate::call::{Call, CallError};
use crate::line::Line;
use crate::provider::{Request, Unread};
use crate::trail::{room, tell};

/// A refusal on its way into the trail.
#[derive(Debug)]
pub struct Refused {
    reason: &'static str,
    payment: Option<PaymentId>,
    operation: Option<String>,
    signer: Option<Box<Signer>>,
}

/// Who has signed a call, and who has ordered the payment that it is about.
#[derive(Debug)]
struct Signer {
    shop: String,
    person: Option<(UserId, AccountNumber)>,
}

/// Refusals of a day that are kept: of calls that a shop has signed about one payment and about all, of those from one
/// network that none has signed, and of all those. A provider repeats a call for hours; what is said of one payment
/// again and again leaves room for others.
const OF_A_PAYMENT: u32 = 20;
const OF_A_SHOP: u32 = 1_000;
const OF_A_NETWORK: u32 = 100;
const OF_STRANGERS: u32 = 2_000;

impl Refused {
    /// A call that is too large, or breaks off.
    pub fn unheard(error: &ApiError) -> Self {
        Self { reason: error.code().as_str(), payment: None, operation: None, signer: None }
    }

    /// A call that does not read; what it named is kept if that much reads.
    pub fn unread(unread: Unread) -> Self {
        Self { reason: unread.reason, payment: unread.payment, operation: None, signer: None }
    }

    /// A call that reads.
    pub fn read(error: CallError, request: &Request) -> Self {
        let operation = (!request.operation.is_empty()).then(|| request.operation.clone());
        Self { reason: error.code(), payment: Some(request.payment.clone()), operation, signer: None }
    }

    /// The shop has signed the call, so whoever ordered the payment hears of it: what strangers send is no news to them.
    #[must_use]
    pub fn signed(error: CallError, call: &Call<'_>) -> Self {
        let person = call.item.as_ref().map(|item| (item.user.clone(), item.number.clone()));
        let signer = Some(Box::new(Signer { shop: call.request.shop.clone(), person }));
        Self { signer, ..Self::read(error, call.request) }
    }

    /// Leaves the trace beside the payment, and in the trail of its person. Every refusal stands in the log; so that
    /// nobody can fill the table, the table keeps so many of a day.
    pub async fn record(self, line: &Line) -> ApiResult<()> {
        let has_room = self.has_room(line).await?;
        tracing::warn!(reason = self.reason, kept = has_room, "payment notification refused");
        if has_room { self.keep(line).await } else { Ok(()) }
    }

    /// One after the other: what a network sends too much of never touches the counter of all.
    async fn has_room(&self, line: &Line) -> ApiResult<bool> {
        let app = &line.app;
        if let Some(signer) = &self.signer {
            let payment = self.payment.as_ref().map(ToString::to_string).unwrap_or_default();
            return Ok(room(app, "refusals_payment", payment, OF_A_PAYMENT).await?
                && room(app, "refusals_shop", signer.shop.clone(), OF_A_SHOP).await?);
        }
        let network = hash::sha256(&line.address.network());
        Ok(room(app, "refusals_network", network, OF_A_NETWORK).await?
            && room(app, "refusals_all", "all".to_owned(), OF_STRANGERS).await?)
    }

    async fn keep(self, line: &Line) -> ApiResult<()> {
        let (app, address) = (&line.app, line.address);
        let at = app.clock.now();
        let refusal = PaymentRefusal {
            id: app.random.ordered_id(at)?,
            payment: self.payment,
            reason: self.reason.to_owned(),
            at,
            network: address.network(),
            operation: self.operation,
        };
        let Some((user, number)) = self.signer.and_then(|signer| signer.person) else {
            return Ok(app.table.put(&refusal).await?);
        };
        let from = Whereabouts::of_service("Платёжная система", address);
        let action = from.action_on(app, &user, ActionCode::PaymentNoticeRefused, &number)?;
        if tell(app, app.table.transaction().put("refusal", &refusal), &action).await? {
            return Ok(());
        }
        Ok(app.table.put(&refusal).await?)
    }
}
