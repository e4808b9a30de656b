//! The card of an account as its main page shows it.

use domain::account::{AccountNumber, Service};
use domain::balance::BalanceKind;
use domain::line_text::LineText;
use domain::unified_account::{ServiceId, UnifiedAccount};
use domain::{AccountId, Decimal, Money, OrganizationId, Period, number};
use http::PaymentSettings;
use jiff::civil::Date;
use serde::Serialize;
use table::entities::attachment::Attachment;
use table::entities::organization::OrganizationItem;
use table::pages;
use utoipa::ToSchema;

/// The card of an attached account.
#[derive(Debug, Serialize, ToSchema)]
pub struct Card {
    /// Opaque id.
    #[schema(value_type = String)]
    id: AccountId,
    /// Number in the company.
    #[schema(value_type = String, example = "100200300")]
    number: AccountNumber,
    /// Owner or responsible tenant.
    #[schema(value_type = String)]
    subscriber: LineText,
    /// Full address with the flat.
    #[schema(value_type = String)]
    address: LineText,
    /// Area, m².
    #[serde(with = "number::text")]
    #[schema(value_type = String, example = "54.3")]
    area: Decimal,
    /// People who live there.
    residents: u32,
    /// ЕЛС of ГИС ЖКХ.
    #[schema(value_type = Option<String>)]
    unified_account: Option<UnifiedAccount>,
    /// ЖКУ id of ГИС ЖКХ.
    #[schema(value_type = Option<String>)]
    service_id: Option<ServiceId>,
    /// Who keeps the account.
    organization: OrganizationName,
    /// The financial state.
    balance: Balance,
    /// The latest closed period that has a statement of this account.
    #[schema(value_type = Option<String>, example = "2026-09")]
    latest_period: Option<Period>,
    /// Periodic services.
    services: Vec<PeriodicService>,
    /// The company takes payments through the cabinet.
    online_payment: bool,
    /// Receipts by mail when a period closes.
    receipt_mailing: bool,
    /// Reminders by mail when readings are due.
    readings_reminder: bool,
    /// The person's own name for the account.
    label: Option<String>,
}

/// A company in short.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganizationName {
    /// Opaque id.
    #[schema(value_type = String)]
    id: OrganizationId,
    /// Short name.
    name: String,
}

/// The financial state of an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct Balance {
    /// Kopecks, never negative.
    #[schema(value_type = i64)]
    amount: Money,
    /// In whose favour.
    #[schema(schema_with = http::schemas::balance_kind)]
    kind: BalanceKind,
    /// The last day of the latest closed period: charges until then are in the balance, and so is every payment
    /// through the cabinet, later ones too. Null before the first closing.
    #[schema(value_type = Option<String>, format = Date, example = "2026-09-30")]
    as_of: Option<Date>,
}

/// A periodic service.
#[derive(Debug, Serialize, ToSchema)]
pub struct PeriodicService {
    /// The company's code of the service.
    #[schema(value_type = String)]
    code: LineText,
    /// Name for people.
    #[schema(value_type = String)]
    name: LineText,
    /// Who supplies it.
    #[schema(value_type = String)]
    supplier: LineText,
    /// Unit of its volume.
    #[schema(value_type = String)]
    unit: LineText,
    /// Roubles a unit.
    #[serde(with = "number::text")]
    #[schema(value_type = String, example = "145.97")]
    tariff: Decimal,
}

/// An attached account in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountItem {
    /// Opaque id.
    #[schema(value_type = String)]
    id: AccountId,
    /// Number in the company.
    #[schema(value_type = String, example = "100200300")]
    number: AccountNumber,
    /// Who keeps the account.
    organization: OrganizationName,
    /// Full address with the flat.
    #[schema(value_type = String)]
    address: LineText,
    /// The financial state.
    balance: Balance,
    /// The person's own name for the account.
    label: Option<String>,
}

impl Card {
    /// The card of an account for the person who has attached it.
    pub fn of(card: pages::Card, attachment: &Attachment, settings: &PaymentSettings) -> Self {
        Self {
            organization: OrganizationName::of(&card.organization),
            balance: Balance::of(&card),
            online_payment: card.organization.shop.as_ref().is_some_and(|shop| shop.is_open(settings.test_mode)),
            latest_period: card.latest.as_ref().map(|(closed, _)| closed.period),
            id: card.account.id,
            number: card.account.number,
            subscriber: card.account.subscriber,
            address: card.account.address,
            area: card.account.area,
            residents: card.account.residents,
            unified_account: card.account.unified_account,
            service_id: card.account.service_id,
            services: card.account.services.into_iter().map(PeriodicService::of).collect(),
            receipt_mailing: attachment.receipt_mailing,
            readings_reminder: attachment.readings_reminder,
            label: attachment.label.clone(),
        }
    }
}

impl AccountItem {
    /// The entry of an account in the list of the person who has attached it.
    pub fn of(card: pages::Card, attachment: &Attachment) -> Self {
        Self {
            organization: OrganizationName::of(&card.organization),
            balance: Balance::of(&card),
            id: card.account.id,
            number: card.account.number,
            address: card.account.address,
            label: attachment.label.clone(),
        }
    }
}

impl OrganizationName {
    /// A company has no name until its accounting system has told one, which comes before its accounts.
    fn of(organization: &OrganizationItem) -> Self {
        let name = organization.details.as_ref().map(|details| details.name.to_string()).unwrap_or_default();
        Self { id: organization.id.clone(), name }
    }
}

impl Balance {
    fn of(card: &pages::Card) -> Self {
        let domain::balance::Balance { amount, kind } = domain::balance::Balance::of(card.balance());
        Self { amount, kind, as_of: card.latest.as_ref().map(|(closed, _)| closed.period.last_day()) }
    }
}

impl PeriodicService {
    fn of(service: Service) -> Self {
        let Service { code, name, supplier, unit, tariff } = service;
        Self { code, name, supplier, unit, tariff }
    }
}
