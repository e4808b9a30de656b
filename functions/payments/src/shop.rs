//! A company's shop at its payment provider, with its integrity code fetched.

use std::sync::Arc;

use http::{ApiResult, PaymentSettings, hash};
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
    code: Arc<str>,
}

/// A secret never shows in a log.
impl std::fmt::Debug for OpenShop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OpenShop({} {})", self.provider.name(), self.number)
    }
}

impl OpenShop {
    /// The shop of a company; `None` where it has none that residents may pay at.
    pub async fn of(
        company: &OrganizationItem,
        providers: Providers,
        settings: &PaymentSettings,
    ) -> ApiResult<Option<Self>> {
        let shop = company.shop.as_ref().filter(|shop| shop.is_open(settings.test_mode));
        let known = shop.and_then(|shop| Some((providers.named(&shop.provider)?, shop)));
        let Some((provider, shop)) = known else { return Ok(None) };
        Self::opened(provider, shop, company, settings).await.map(Some)
    }

    /// Where a payment is paid that was ordered at a company's shop of this number; `None` where that shop is no more.
    pub async fn paid_at(
        company: &OrganizationItem,
        provider: &'static dyn PaymentProvider,
        number: &str,
        settings: &PaymentSettings,
        now: Timestamp,
    ) -> ApiResult<Option<Self>> {
        let Some(shop) = believed(company, provider, number, settings, now).next() else { return Ok(None) };
        Self::opened(provider, shop, company, settings).await.map(Some)
    }

    /// A shop with its code fetched.
    pub async fn opened(
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
            code: settings.codes()?.read(&company.id, &shop.code_id).await?,
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

/// A company's shops of this number whose calls are believed at a moment: the present one, and it with a code from before,
/// or one that the company had before.
pub fn believed<'a>(
    company: &'a OrganizationItem,
    provider: &'static dyn PaymentProvider,
    number: &'a str,
    settings: &PaymentSettings,
    now: Timestamp,
) -> impl Iterator<Item = &'a Shop> {
    let trials = settings.test_mode;
    let is_there = move |shop: &&Shop| shop.provider == provider.name() && shop.id == number && shop.is_open(trials);
    company.believed_shops(now).filter(is_there)
}
