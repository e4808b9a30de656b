//! What an order of a payment is decided by, read in one round trip.

use domain::payment::Payment;
use domain::{AccountId, PaymentId};
use http::{ApiError, ApiResult, App, Code, Resident};
use table::entities::account::AccountItem;
use table::entities::organization::OrganizationItem;
use table::entities::payment::PaymentRequest;
use table::entities::user::User;
use table::{Batch, keys};

use crate::moneta::Moneta;
use crate::provider::{Order, PaymentProvider as _};

/// A person at an account's till.
#[derive(Debug)]
pub struct Till {
    /// The account.
    pub account: AccountItem,
    /// The person.
    pub user: User,
    /// The call that was made with this idempotency key before.
    pub request: Option<PaymentRequest>,
    shop: Option<Moneta>,
}

impl Till {
    /// Reads it, for a person who has attached the account.
    pub async fn visit(app: &App, resident: &Resident, account: &AccountId, key_hash: Option<&str>) -> ApiResult<Self> {
        let (place, person) = (keys::account(account), keys::user(&resident.user));
        let company = keys::organization(&account.organization());
        let request = key_hash.map(|hash| keys::payment_request(account, &resident.user, hash));
        let batch = Batch::consistent().with(place.clone()).with(person.clone()).with(company.clone());
        let batch = request.iter().cloned().fold(batch, Batch::with);
        let (_, mut found) = resident.visit(app, account, batch).await?;
        let organization: Option<OrganizationItem> = found.take(&company)?;
        let settings = &app.settings.payments;
        Ok(Self {
            account: found.take(&place)?.ok_or_else(|| ApiError::new(Code::NotFound))?,
            user: found.take(&person)?.ok_or_else(|| ApiError::new(Code::Unauthorized))?,
            request: request.map(|key| found.take(&key)).transpose()?.flatten(),
            shop: organization.map(|company| Moneta::of(&company, settings)).transpose()?.flatten(),
        })
    }

    /// Where the company's residents pay.
    pub fn shop(&self) -> ApiResult<&Moneta> {
        self.shop.as_ref().ok_or_else(|| ApiError::new(Code::PaymentUnavailable))
    }

    /// The provider's page for a payment; it comes back to `page`.
    pub fn redirect(&self, payment: &Payment, page: &str) -> ApiResult<String> {
        let description = format!("Оплата ЖКУ, лицевой счёт {}", self.account.number);
        Ok(self.shop()?.redirect(Order { payment, description: &description, page }))
    }
}

/// The page of a payment in the cabinet.
pub fn page(base_url: &str, payment: &PaymentId) -> String {
    format!("{base_url}/payments/payment?account={}&payment={payment}", payment.account())
}
