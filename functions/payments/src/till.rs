//! What an order of a payment is decided by, read in one round trip.

use domain::{AccountId, PaymentId};
use http::{ApiError, ApiResult, App, Code, Resident};
use table::entities::account::AccountItem;
use table::entities::organization::OrganizationItem;
use table::entities::payment::{PaymentItem, PaymentRequest};
use table::entities::user::User;
use table::{Batch, keys};

use crate::provider::Order;
use crate::providers::Providers;
use crate::shop::OpenShop;

/// A person at an account's till.
pub struct Till {
    /// The account.
    pub account: AccountItem,
    /// The person.
    pub user: User,
    /// The call that was made with this idempotency key before.
    pub request: Option<PaymentRequest>,
    providers: Providers,
    company: Option<OrganizationItem>,
}

impl Till {
    /// Reads it, for a person who has attached the account.
    pub async fn visit(
        app: &App,
        providers: Providers,
        resident: &Resident,
        account: &AccountId,
        key_hash: Option<&str>,
    ) -> ApiResult<Self> {
        let (place, person) = (keys::account(account), keys::user(&resident.user));
        let company = keys::organization(&account.organization());
        let request = key_hash.map(|hash| keys::payment_request(account, &resident.user, hash));
        let batch = Batch::consistent().with(place.clone()).with(person.clone()).with(company.clone());
        let batch = request.iter().cloned().fold(batch, Batch::with);
        let (_, mut found) = resident.visit(app, account, batch).await?;
        Ok(Self {
            account: found.take(&place)?.ok_or_else(|| ApiError::new(Code::NotFound))?,
            user: found.take(&person)?.ok_or_else(|| ApiError::new(Code::Unauthorized))?,
            request: request.map(|key| found.take(&key)).transpose()?.flatten(),
            company: found.take(&company)?,
            providers,
        })
    }

    /// Where the company's residents pay. Its code is fetched before anything is ordered there: what could not be signed
    /// would be an order that nobody can pay.
    pub async fn shop(&self, app: &App) -> ApiResult<OpenShop> {
        let shop = match &self.company {
            Some(company) => OpenShop::of(company, self.providers, &app.settings.payments).await?,
            None => None,
        };
        shop.ok_or_else(|| ApiError::new(Code::PaymentUnavailable))
    }

    /// The provider's page for a payment, which leads back to that of the cabinet. Paid is at the shop where it was ordered,
    /// though the company has another one by now: money at any other would be refused.
    pub async fn redirect(&self, app: &App, item: &PaymentItem) -> ApiResult<String> {
        let (settings, now) = (&app.settings.payments, app.clock.now());
        let place = self.company.as_ref().zip(self.providers.named(&item.provider));
        let shop = match place {
            Some((company, provider)) => OpenShop::paid_at(company, provider, &item.shop, settings, now).await?,
            None => None,
        };
        let shop = shop.ok_or_else(|| ApiError::new(Code::PaymentUnavailable))?;
        let description = format!("Оплата ЖКУ, лицевой счёт {}", self.account.number);
        let page = page(&app.settings.base_url, item.payment.id());
        let order = Order { payment: &item.payment, description: &description, page: &page };
        Ok(shop.provider.redirect(&shop, order, settings))
    }
}

/// The page of a payment in the cabinet.
fn page(base_url: &str, payment: &PaymentId) -> String {
    format!("{base_url}/payments/payment?account={}&payment={payment}", payment.account())
}
