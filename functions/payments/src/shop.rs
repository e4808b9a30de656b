//! A company's shop at its payment provider, with its integrity code opened.

use domain::OrganizationId;
use http::{ApiError, ApiResult, PaymentSettings, hash};
use jiff::Timestamp;
use table::entities::organization::{Fiscal, OrganizationItem, Shop};

use crate::provider::{PaymentProvider, Request};
use crate::providers::Providers;

/// A shop whose code is known.
pub struct OpenShop {
    /// Where it is.
    pub provider: &'static dyn PaymentProvider,
    /// Its number there.
    pub number: String,
    /// Payments there move no real money.
    pub test_mode: bool,
    /// What its fiscal receipts say; `None`: the provider issues none.
    pub fiscal: Option<Fiscal>,
    /// The company's own address.
    pub seller_email: String,
    code: String,
}

/// A secret never shows in a log.
impl std::fmt::Debug for OpenShop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OpenShop({} {})", self.provider.name(), self.number)
    }
}

impl OpenShop {
    /// The shop of a company; `None` where it has none that residents may pay at.
    pub fn of(company: &OrganizationItem, providers: Providers, settings: &PaymentSettings) -> ApiResult<Option<Self>> {
        let shop = company.shop.as_ref().filter(|shop| shop.is_open(settings.test_mode));
        let known = shop.and_then(|shop| Some((providers.named(&shop.provider)?, shop)));
        known.map(|(provider, shop)| Self::opened(provider, shop, company, settings)).transpose()
    }

    /// A company's shops of this number whose calls are believed at a moment: the present one, and it with a code from
    /// before, or one that the company had before.
    pub fn believed(
        company: &OrganizationItem,
        provider: &'static dyn PaymentProvider,
        number: &str,
        settings: &PaymentSettings,
        now: Timestamp,
    ) -> ApiResult<Vec<Self>> {
        let is_there = |shop: &&Shop| shop.provider == provider.name() && shop.id == number;
        let shops = company.believed_shops(now).filter(is_there).filter(|shop| shop.is_open(settings.test_mode));
        shops.map(|shop| Self::opened(provider, shop, company, settings)).collect()
    }

    fn opened(
        provider: &'static dyn PaymentProvider,
        shop: &Shop,
        company: &OrganizationItem,
        settings: &PaymentSettings,
    ) -> ApiResult<Self> {
        Ok(Self {
            provider,
            number: shop.id.clone(),
            test_mode: shop.test_mode,
            fiscal: shop.fiscal.clone(),
            seller_email: company.details.as_ref().map(|details| details.email.to_string()).unwrap_or_default(),
            code: open(&shop.sealed_code, &company.id, settings)?,
        })
    }

    /// The call is of this shop and signed with its code.
    pub fn has_signed(&self, request: &Request) -> bool {
        // Both are compared in any case, and neither ends early.
        hash::equal(&request.shop, &self.number) & request.proof.holds(&self.code)
    }

    /// The code that both sides sign with.
    pub fn code(&self) -> &str {
        &self.code
    }
}

/// A code that does not open is a defect of the deployment, not of the caller.
fn open(sealed: &str, organization: &OrganizationId, settings: &PaymentSettings) -> ApiResult<String> {
    let key = settings.sealing_key.as_ref().ok_or_else(|| ApiError::internal(&"no sealing key"))?;
    key.open(sealed, organization.as_str()).map_err(|error| ApiError::internal(&error))
}
