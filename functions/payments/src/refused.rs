//! Calls of the provider that are refused, and the trace that they leave.

use domain::account::AccountNumber;
use domain::moneta::{Notice, NoticeError, Question};
use domain::{PaymentId, UserId};
use http::{ApiResult, App, ClientAddress, Whereabouts, hash};
use table::entities::action::ActionCode;
use table::entities::payment_refusal::PaymentRefusal;

use crate::call::{Call, CallError};
use crate::moneta::Parameters;
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

/// Refusals of a day that are kept: of calls that one shop has signed, of those from one network that none has, and of
/// all those.
const OF_A_SHOP: u32 = 1_000;
const OF_A_NETWORK: u32 = 100;
const OF_STRANGERS: u32 = 2_000;

impl Refused {
    /// A call that does not read; what it named is kept if that much reads.
    pub fn unread(error: NoticeError, parameters: &Parameters) -> Self {
        let named = parameters.0.iter().find(|(name, _)| name == "MNT_TRANSACTION_ID");
        let payment = named.and_then(|(_, value)| PaymentId::parse(value).ok());
        Self { reason: domain::code::Refusal::code(&error), payment, operation: None, signer: None }
    }

    /// A call that reads.
    pub fn read(error: CallError, notice: &Notice) -> Self {
        let operation = (!notice.operation.is_empty()).then(|| notice.operation.clone());
        let payment = Some(notice.payment.clone());
        Self { reason: domain::code::Refusal::code(&error), payment, operation, signer: None }
    }

    /// The shop has signed the call, so whoever ordered the payment hears of it: what strangers send is no news to them.
    #[must_use]
    pub fn signed(error: CallError, call: &Call) -> Self {
        let person = call.item.as_ref().map(|item| (item.user.clone(), item.number.clone()));
        let signer = Some(Box::new(Signer { shop: call.notice.shop.clone(), person }));
        Self { signer, ..Self::read(error, &call.notice) }
    }

    /// Leaves the trace beside the payment, and in the trail of its person. Every refusal stands in the log; so that
    /// nobody can fill the table, the table keeps so many of a day.
    pub async fn record(self, app: &App, address: ClientAddress) -> ApiResult<()> {
        let has_room = self.has_room(app, address).await?;
        tracing::warn!(reason = self.reason, kept = has_room, "payment notification refused");
        if has_room { self.keep(app, address).await } else { Ok(()) }
    }

    /// One after the other: what a network sends too much of never touches the counter of all.
    async fn has_room(&self, app: &App, address: ClientAddress) -> ApiResult<bool> {
        if let Some(signer) = &self.signer {
            return room(app, "refusals_shop", signer.shop.clone(), OF_A_SHOP).await;
        }
        let network = hash::sha256(&address.network());
        Ok(room(app, "refusals_network", network, OF_A_NETWORK).await?
            && room(app, "refusals_all", "all".to_owned(), OF_STRANGERS).await?)
    }

    async fn keep(self, app: &App, address: ClientAddress) -> ApiResult<()> {
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

/// Reads the parameters of a call.
pub fn notice(question: Question, parameters: &Parameters) -> Result<Notice, Refused> {
    Notice::read(question, &parameters.0).map_err(|error| Refused::unread(error, parameters))
}
