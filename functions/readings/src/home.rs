//! An account with its meters, as one round trip finds them.

use domain::AccountId;
use domain::organization::{Organization, ReadingsWindow};
use http::{ApiError, ApiResult, App, Code, IdempotencyKey, Once, Resident};
use jiff::civil::Date;
use table::entities::account::AccountItem;
use table::entities::attachment::AccountScope;
use table::entities::meter::{MeterItem, MetersAsTheyAre, MetersOf};
use table::entities::organization::OrganizationItem;
use table::{Batch, Found, keys};

/// What the pages of an account's meters are made of.
#[derive(Debug)]
pub struct Home {
    /// The proof that the caller may see it.
    pub scope: AccountScope,
    /// The account.
    pub account: AccountItem,
    /// Its company.
    pub company: Organization,
    /// Its meters, those that were taken away among them.
    pub meters: Vec<MeterItem>,
    /// Days on which readings are entered: the house's own, else the company's.
    pub window: ReadingsWindow,
    /// The day in the zone of the house.
    pub today: Date,
}

impl Home {
    /// For people to look at.
    pub async fn look(app: &App, resident: &Resident, account: &AccountId) -> ApiResult<Self> {
        let meters = MetersOf { account };
        let reading = async { Ok(Box::pin(app.table.query_all(&meters)).await?) };
        let batch = batch(Batch::new(), account);
        let (scope, found, meters) = resident.visit_during(app, account, batch, reading).await?;
        Self::of(app, scope, found, meters)
    }

    /// For what is written: sees everything that was acknowledged, and what the same call came to before.
    pub async fn as_it_is(
        app: &App,
        resident: &Resident,
        account: &AccountId,
        key: &IdempotencyKey,
    ) -> ApiResult<(Self, Once)> {
        let meters = MetersAsTheyAre { account };
        let reading = async { Ok(Box::pin(app.table.query_all(&meters)).await?) };
        let batch = Once::ask(batch(Batch::consistent(), account), &resident.user, key);
        let (scope, mut found, meters) = resident.visit_during(app, account, batch, reading).await?;
        let once = Once::found(&mut found, &resident.user, key)?;
        Ok((Self::of(app, scope, found, meters)?, once))
    }

    fn of(app: &App, scope: AccountScope, mut found: Found, mut meters: Vec<MeterItem>) -> ApiResult<Self> {
        meters.sort_by(|one, other| (one.resource as u8, &one.serial).cmp(&(other.resource as u8, &other.serial)));
        let account: Option<AccountItem> = found.take(&keys::account(scope.account()))?;
        let company: Option<OrganizationItem> = found.take(&keys::organization(&scope.account().organization()))?;
        let company = company.and_then(|company| company.details);
        let (account, company) = account.zip(company).ok_or_else(|| ApiError::new(Code::NotFound))?;
        let (window, zone) = company.window_of(account.readings_window.as_ref());
        let today = app.clock.now().to_zoned(zone).date();
        Ok(Self { scope, account, company, meters, window, today })
    }
}

fn batch(batch: Batch, account: &AccountId) -> Batch {
    batch.with(keys::account(account)).with(keys::organization(&account.organization()))
}
