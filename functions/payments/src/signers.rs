//! Who may have signed a call.

use futures::future::join_all;
use http::{ApiError, ApiResult, PaymentSettings};
use jiff::Timestamp;
use table::entities::organization::OrganizationItem;

use crate::provider::{PaymentProvider, Request};
use crate::shop::{OpenShop, believed};

/// The shops that may have signed a call.
#[derive(Debug, Default)]
pub struct Signers {
    shops: Vec<OpenShop>,
    /// Why the code of one of them is not known.
    closed: Option<ApiError>,
}

impl Signers {
    /// All shops of this number that are believed, their codes fetched at once.
    pub async fn of(
        company: &OrganizationItem,
        provider: &'static dyn PaymentProvider,
        number: &str,
        settings: &PaymentSettings,
        now: Timestamp,
    ) -> Self {
        let believed = believed(company, provider, number, settings, now);
        let opened = believed.map(|shop| OpenShop::opened(provider, shop, company, settings));
        let mut signers = Self::default();
        for shop in join_all(opened).await {
            match shop {
                Ok(shop) => signers.shops.push(shop),
                Err(error) => signers.closed = Some(error),
            }
        }
        signers
    }

    /// The company has no such shop.
    pub const fn is_empty(&self) -> bool {
        self.shops.is_empty() && self.closed.is_none()
    }

    /// Who has signed a call. That nobody has is said only where all codes are known: the call is to come again otherwise.
    pub fn signer(self, request: &Request) -> ApiResult<Option<OpenShop>> {
        match (self.shops.into_iter().find(|shop| shop.has_signed(request)), self.closed) {
            (None, Some(error)) => Err(error),
            (shop, _) => Ok(shop),
        }
    }
}
