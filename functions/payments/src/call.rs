//! A call of the provider: read, proven by its signature, compared with the payment it is about.

use domain::moneta::Notice;
use http::{ApiResult, App};
use table::entities::operation::OperationItem;
use table::entities::organization::OrganizationItem;
use table::entities::payment::PaymentItem;
use table::entities::posting::StatementPlace;
use table::{Batch, keys};

use crate::moneta::Moneta;
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
    /// The company's shop, which has signed it; a former one may have.
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
        let operation = keys::operation(Moneta::NAME, &notice.shop, &notice.operation);
        let batch = Batch::consistent().with(company.clone()).with(payment.clone()).with(operation.clone());
        let (account, now) = (notice.payment.account(), app.clock.now());
        let batch = batch.with_all(StatementPlace::keys(&account, now, now));
        let mut found = app.table.batch(batch).await?;
        let organization: Option<OrganizationItem> = found.take(&company)?;
        let believed = |company| Moneta::believed(company, &notice.shop, &app.settings.payments, now);
        let shops = organization.as_ref().map(believed).transpose()?.unwrap_or_default();
        if shops.is_empty() {
            return Ok(Err(CallError::ShopUnknown));
        }
        let Some(shop) = shops.into_iter().find(|shop| shop.has_signed(&notice)) else {
            return Ok(Err(CallError::SignatureWrong));
        };
        let statements = StatementPlace::take(&account, now, now, &mut found)?;
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
