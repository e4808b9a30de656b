//! A call of a provider: read, proven by its signature, compared with the payment it is about.

use domain::Period;
use http::ApiResult;
use jiff::{SignedDuration, Timestamp};
use table::entities::operation::OperationItem;
use table::entities::organization::OrganizationItem;
use table::entities::payment::PaymentItem;
use table::entities::posting::StatementPlace;
use table::{Batch, keys};

use crate::line::Line;
use crate::provider::Request;
use crate::shop::OpenShop;
use crate::signers::Signers;

/// When a payment was ordered at the earliest whose notification comes in time (`docs/adr/0008`): a day to pay, and the 27
/// hours in which a provider goes on telling.
const TOLD_WITHIN: SignedDuration = SignedDuration::from_hours(24 + 27);

fn in_time(now: Timestamp) -> Timestamp {
    now.checked_sub(TOLD_WITHIN).unwrap_or(now)
}

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
pub struct Call<'a> {
    /// What was called with.
    pub request: &'a Request,
    /// The company's shop, which has signed it; a former one may have.
    pub shop: OpenShop,
    /// The payment, if there is one.
    pub item: Option<PaymentItem>,
    /// The operation, if it was posted before.
    pub operation: Option<OperationItem>,
    /// The statements that may report a payment whose notification comes in time.
    statements: Vec<StatementPlace>,
    /// When it was read.
    now: Timestamp,
}

impl<'a> Call<'a> {
    /// Reads what the call is about in one round trip and looks at its signature.
    pub async fn read(line: &Line, request: &'a Request) -> ApiResult<Result<Self, CallError>> {
        let (app, provider) = (&line.app, line.provider);
        let (account, now) = (request.payment.account(), app.clock.now());
        let company = keys::organization(&account.organization());
        let payment = keys::payment(&request.payment);
        let operation = keys::operation(provider.name(), &request.shop, &request.operation);
        let batch = Batch::consistent().with(company.clone()).with(payment.clone()).with(operation.clone());
        let batch = batch.with_all(StatementPlace::keys(&account, in_time(now), now));
        let mut found = app.table.batch(batch).await?;
        let organization: Option<OrganizationItem> = found.take(&company)?;
        let signers = match &organization {
            Some(company) => Signers::of(company, provider, &request.shop, &app.settings.payments, now).await,
            None => Signers::default(),
        };
        if signers.is_empty() {
            return Ok(Err(CallError::ShopUnknown));
        }
        let Some(shop) = signers.signer(request)? else { return Ok(Err(CallError::SignatureWrong)) };
        let statements = StatementPlace::take(&account, in_time(now), now, &mut found)?;
        Ok(Ok(Self { request, shop, item: found.take(&payment)?, operation: found.take(&operation)?, statements, now }))
    }

    /// The statements that may report a payment already. One of long ago may stand in those of all the months
    /// since: they are read in a further round trip, which a notification that comes in time is spared.
    pub async fn statements(&self, line: &Line, item: &PaymentItem) -> ApiResult<Vec<StatementPlace>> {
        if Period::about(item.created_at) >= Period::about(in_time(self.now)) {
            return Ok(self.statements.clone());
        }
        let (account, ordered) = (item.payment.id().account(), item.created_at);
        let batch = Batch::consistent().with_all(StatementPlace::keys(&account, ordered, self.now));
        let mut found = line.app.table.batch(batch).await?;
        Ok(StatementPlace::take(&account, ordered, self.now, &mut found)?)
    }

    /// The payment, if every field of the call is the payment's own.
    pub fn payment(&self) -> Result<&PaymentItem, CallError> {
        let item = self.item.as_ref().ok_or(CallError::PaymentUnknown)?;
        if item.shop != self.request.shop || item.provider != self.shop.provider.name() {
            return Err(CallError::ShopUnknown);
        }
        if self.request.test != item.payment.is_test() {
            return Err(CallError::TestModeDiffers);
        }
        match self.request.amount {
            Some(amount) if amount != item.payment.amount() => Err(CallError::AmountDiffers),
            _ => Ok(item),
        }
    }
}
