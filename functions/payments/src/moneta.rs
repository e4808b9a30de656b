//! MONETA.Assistant: a company's shop there, the form that sends a person to it, and its two calls of us.

mod fiscal;
mod parameters;

use domain::OrganizationId;
use domain::moneta::{CURRENCY, Notice, Signed, amount_text, form_signature, notice_signature};
use http::{ApiError, ApiResult, PaymentSettings, hash};
use jiff::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use table::entities::organization::{Fiscal, OrganizationItem, Shop};

use crate::provider::{Order, PaymentProvider};

pub use fiscal::attributes;
pub use parameters::Parameters;

/// A company's shop with its code opened.
pub struct Moneta {
    url: String,
    shop: String,
    code: String,
    test_mode: bool,
    /// What its fiscal receipts say.
    fiscal: Option<Fiscal>,
    /// The company's own address.
    seller_email: String,
}

/// A secret never shows in a log.
impl std::fmt::Debug for Moneta {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Moneta({})", self.shop)
    }
}

impl Moneta {
    /// The shop of a company; `None` where it has none that residents may pay at.
    pub fn of(organization: &OrganizationItem, settings: &PaymentSettings) -> ApiResult<Option<Self>> {
        let shop = organization.shop.as_ref().filter(|shop| shop.is_open(settings.test_mode));
        shop.map(|shop| Self::opened(shop, organization, settings)).transpose()
    }

    /// A company's shops of this number whose calls are believed at a moment: the present one, and it with a code from
    /// before, or one that the company had before.
    pub fn believed(
        organization: &OrganizationItem,
        number: &str,
        settings: &PaymentSettings,
        now: Timestamp,
    ) -> ApiResult<Vec<Self>> {
        let is_one = |shop: &&Shop| shop.id == number && shop.is_open(settings.test_mode);
        let shops = organization.believed_shops(now).filter(is_one);
        shops.map(|shop| Self::opened(shop, organization, settings)).collect()
    }

    fn opened(shop: &Shop, organization: &OrganizationItem, settings: &PaymentSettings) -> ApiResult<Self> {
        Ok(Self {
            url: settings.moneta_url.clone(),
            shop: shop.id.clone(),
            code: open(&shop.sealed_code, &organization.id, settings)?,
            test_mode: shop.test_mode,
            fiscal: shop.fiscal.clone(),
            seller_email: organization.details.as_ref().map(|details| details.email.to_string()).unwrap_or_default(),
        })
    }

    /// The call is of this shop and signed with its code.
    pub fn has_signed(&self, notice: &Notice) -> bool {
        let signature = notice_signature(&notice.signed(), &self.code);
        // Both are compared in any case, and neither ends early.
        hash::equal(&notice.shop, &self.shop) & hash::equal(&notice.signature, &signature)
    }

    /// The code that answers are signed with.
    pub fn code(&self) -> &str {
        &self.code
    }
}

/// A code that does not open is a defect of the deployment, not of the caller.
fn open(sealed: &str, organization: &OrganizationId, settings: &PaymentSettings) -> ApiResult<String> {
    let key = settings.sealing_key.as_ref().ok_or_else(|| ApiError::internal(&"no sealing key"))?;
    key.open(sealed, organization.as_str()).map_err(|error| ApiError::internal(&error))
}

impl PaymentProvider for Moneta {
    const NAME: &'static str = "moneta";

    fn shop(&self) -> &str {
        &self.shop
    }

    fn is_test(&self) -> bool {
        self.test_mode
    }

    fn redirect(&self, order: Order<'_>) -> String {
        let (transaction, amount) = (order.payment.id().as_str(), amount_text(order.payment.amount()));
        let test_mode = if order.payment.is_test() { "1" } else { "0" };
        let signed = Signed {
            shop: &self.shop,
            transaction,
            amount: &amount,
            currency: CURRENCY,
            test_mode,
            ..Signed::default()
        };
        let back = |outcome: &str| format!("{}&outcome={outcome}", order.page);
        let fields = [
            ("MNT_ID", self.shop.clone()),
            ("MNT_TRANSACTION_ID", transaction.to_owned()),
            ("MNT_CURRENCY_CODE", CURRENCY.to_owned()),
            ("MNT_AMOUNT", amount.clone()),
            ("MNT_TEST_MODE", test_mode.to_owned()),
            ("MNT_DESCRIPTION", order.description.to_owned()),
            ("MNT_SUCCESS_URL", back("success")),
            ("MNT_INPROGRESS_URL", back("in_progress")),
            ("MNT_FAIL_URL", back("fail")),
            ("MNT_RETURN_URL", back("return")),
            ("moneta.locale", "ru".to_owned()),
            ("MNT_SIGNATURE", form_signature(&signed, &self.code)),
        ];
        let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        format!("{}?{}", self.url, pairs.join("&"))
    }
}
