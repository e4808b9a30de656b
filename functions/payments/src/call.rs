//! A call of the provider: read, proven by its signature, compared with the payment it is about.

use domain::account::AccountNumber;
use domain::moneta::{Notice, NoticeError, Question};
use domain::{PaymentId, UserId};
use http::{ApiResult, App, ClientAddress, Whereabouts};
use table::entities::action::ActionCode;
use table::entities::operation::OperationItem;
use table::entities::organization::OrganizationItem;
use table::entities::payment::PaymentItem;
use table::entities::payment_refusal::PaymentRefusal;
use table::entities::posting::StatementPlace;
use table::{Batch, Update, keys};

use crate::moneta::{Moneta, Parameters};
use crate::provider::PaymentProvider as _;

domain::refusals! {
    /// Why a call that reads is refused.
    pub enum CallError {
        ShopUnknown = "shop_unknown", "Такого магазина у организации нет.";
        SignatureWrong = "signature_wrong", "Подпись не подходит.";
        PaymentUnknown = "payment_unknown", "Такого платежа нет.";
        AmountDiffers = "amount_differs", "Сумма не та, что заказана.";
        TestModeDiffers = "test_mode_differs", "Режим не тот, в котором платёж заказан.";
        OperationReused = "operation_reused", "Этой операцией оплачен другой платёж.";
        SecondOperation = "second_operation", "Платёж уже оплачен другой операцией.";
    }
}

/// What the items that a call is decided by say.
#[derive(Debug)]
pub struct Call {
    /// The call.
    pub notice: Notice,
    /// The company's shop, which has signed it.
    pub shop: Moneta,
    /// The payment, if there is one.
    pub item: Option<PaymentItem>,
    /// The operation, if it was posted before.
    pub operation: Option<OperationItem>,
    /// The statements that may report the payment before its notification comes.
    pub statements: Vec<StatementPlace>,
}

impl Call {
    /// Reads what the call is about in one round trip and looks at its signature.
    pub async fn read(app: &App, notice: Notice) -> ApiResult<Result<Self, CallError>> {
        let company = keys::organization(&notice.payment.account().organization());
        let payment = keys::payment(&notice.payment);
        let operation = keys::operation(Moneta::NAME, &notice.operation);
        let batch = Batch::consistent().with(company.clone()).with(payment.clone()).with(operation.clone());
        let (account, now) = (notice.payment.account(), app.clock.now());
        let batch = batch.with_all(StatementPlace::keys(&account, now));
        let mut found = app.table.batch(batch).await?;
        let organization: Option<OrganizationItem> = found.take(&company)?;
        let shop = organization.map(|company| Moneta::of(&company, &app.settings.payments)).transpose()?.flatten();
        let Some(shop) = shop.filter(|shop| shop.shop() == notice.shop) else {
            return Ok(Err(CallError::ShopUnknown));
        };
        if !shop.has_signed(&notice) {
            return Ok(Err(CallError::SignatureWrong));
        }
        let statements = StatementPlace::take(&account, now, &mut found)?;
        Ok(Ok(Self { notice, shop, item: found.take(&payment)?, operation: found.take(&operation)?, statements }))
    }

    /// The payment, if every field of the call is the payment's own.
    pub fn payment(&self) -> Result<&PaymentItem, CallError> {
        let item = self.item.as_ref().ok_or(CallError::PaymentUnknown)?;
        if item.shop != self.notice.shop {
            return Err(CallError::ShopUnknown);
        }
        if self.notice.test != item.payment.is_test() {
            return Err(CallError::TestModeDiffers);
        }
        match self.notice.amount {
            Some(amount) if amount != item.payment.amount() => Err(CallError::AmountDiffers),
            _ => Ok(item),
        }
    }
}

/// A refusal on its way into the trail.
#[derive(Debug)]
pub struct Refused {
    reason: &'static str,
    payment: Option<PaymentId>,
    operation: Option<String>,
    person: Option<(UserId, AccountNumber)>,
}

/// The step that fails where the person is no longer there.
const PERSON_STEP: &str = "person";

impl Refused {
    /// A call that does not read; what it named is kept if that much reads.
    pub fn unread(error: NoticeError, parameters: &Parameters) -> Self {
        let named = parameters.0.iter().find(|(name, _)| name == "MNT_TRANSACTION_ID");
        let payment = named.and_then(|(_, value)| PaymentId::parse(value).ok());
        Self { reason: domain::code::Refusal::code(&error), payment, operation: None, person: None }
    }

    /// A call that reads.
    pub fn read(error: CallError, notice: &Notice) -> Self {
        let operation = (!notice.operation.is_empty()).then(|| notice.operation.clone());
        let payment = Some(notice.payment.clone());
        Self { reason: domain::code::Refusal::code(&error), payment, operation, person: None }
    }

    /// The shop has signed the call, so whoever ordered the payment hears of it: what strangers send is no news to them.
    #[must_use]
    pub fn signed(error: CallError, call: &Call) -> Self {
        let person = call.item.as_ref().map(|item| (item.user.clone(), item.number.clone()));
        Self { person, ..Self::read(error, &call.notice) }
    }

    /// Leaves the trace beside the payment, and in the trail of its person.
    pub async fn record(self, app: &App, address: ClientAddress) -> ApiResult<()> {
        let at = app.clock.now();
        tracing::warn!(reason = self.reason, "payment notification refused");
        let refusal = PaymentRefusal {
            id: app.random.ordered_id(at)?,
            payment: self.payment,
            reason: self.reason.to_owned(),
            at,
            network: address.network(),
            operation: self.operation,
        };
        let Some((user, number)) = self.person else { return Ok(app.table.put(&refusal).await?) };
        let from = Whereabouts::of_service("Платёжная система", address);
        let action = from.action_on(app, &user, ActionCode::PaymentNoticeRefused, &number)?;
        let steps = app.table.transaction().put("refusal", &refusal).put("action", &action);
        match app.table.commit(steps.check(PERSON_STEP, Update::at(keys::user(&user)).exists())).await {
            Err(error) if error.refused_by(PERSON_STEP) => Ok(app.table.put(&refusal).await?),
            committed => Ok(committed?),
        }
    }
}

/// Reads the parameters of a call.
pub fn notice(question: Question, parameters: &Parameters) -> Result<Notice, Refused> {
    Notice::read(question, &parameters.0).map_err(|error| Refused::unread(error, parameters))
}
