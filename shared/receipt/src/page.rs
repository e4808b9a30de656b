//! The items that a receipt is made of.

use document::{MeterReading, Receipt};
use domain::common_needs::Calculation;
use domain::due_date::due_date;
use domain::{AccountId, Period};
use jiff::Timestamp;
use jiff::civil::Date;
use table::entities::account::AccountItem;
use table::entities::common_needs::HouseCommonNeeds;
use table::entities::meter::{MeterItem, MetersOf};
use table::entities::organization::{ClosedPeriod, RequisitesItem};
use table::entities::statement::StatementItem;
use table::{Batch, Found, Table, TableError, keys};

/// The receipt of an account for a period: three items by their keys, and the meters by a query at the same time.
#[derive(Debug, Clone)]
pub struct ReceiptPage {
    /// The account.
    pub account: AccountId,
    /// The period.
    pub period: Period,
}

/// What a closing shows of an account.
#[derive(Debug, Clone)]
pub struct Published {
    /// The closing.
    pub closed: ClosedPeriod,
    /// The statement.
    pub statement: StatementItem,
    /// The closings and the requisites.
    pub requisites: RequisitesItem,
}

/// Meters that a receipt has room for; an account has a few.
const METERS: i32 = 30;

impl ReceiptPage {
    /// Adds the keys of the page to a batch.
    #[must_use]
    pub fn add_to(&self, batch: Batch) -> Batch {
        let organization = self.account.organization();
        batch
            .with(keys::requisites(&organization, self.period))
            .with(keys::statement(&self.account, self.period))
            .with(keys::account(&self.account))
    }

    /// What the latest closing shows; `None` where the period is open or the account is not in it. The two items are
    /// read at slightly different moments: a draft of the next closing means that the period has been opened again.
    pub fn published(&self, found: &mut Found) -> Result<Option<Published>, TableError> {
        let organization = self.account.organization();
        let requisites: Option<RequisitesItem> = found.take(&keys::requisites(&organization, self.period))?;
        let statement: Option<StatementItem> = found.take(&keys::statement(&self.account, self.period))?;
        let published = requisites.zip(statement).and_then(|(requisites, statement)| {
            let closed = requisites.closed().filter(|closed| statement.is_published_by(*closed))?;
            Some(Published { closed, statement, requisites })
        });
        Ok(published)
    }

    /// The account; `None` where it does not exist.
    pub fn account(&self, found: &mut Found) -> Result<Option<AccountItem>, TableError> {
        found.take(&keys::account(&self.account))
    }

    /// Its meters.
    pub async fn meters(&self, table: &Table) -> Result<Vec<MeterItem>, TableError> {
        Ok(table.query(&MetersOf { account: &self.account }, METERS, None).await?.items)
    }
}

impl Published {
    /// The calculations of the account's house, by a read of its own: which house it is, only the account tells.
    /// `None` where the period has been opened again meanwhile.
    pub async fn house(&self, table: &Table, account: &AccountItem) -> Result<Option<Vec<Calculation>>, TableError> {
        let key = keys::common_needs(&account.organization, &account.house, self.closed.period);
        match table.get::<HouseCommonNeeds>(key, false).await? {
            Some(item) if item.version > self.closed.version => Ok(None),
            Some(item) => Ok(Some(item.calculations()?)),
            None => Ok(Some(Vec::new())),
        }
    }

    /// The receipt.
    pub fn receipt(
        &self,
        account: AccountItem,
        house: Vec<Calculation>,
        meters: &[MeterItem],
    ) -> Result<Receipt, TableError> {
        let carried = self.statement.version;
        let closed_on = self.day(1).unwrap_or_else(|| self.day_of(self.closed.closed_at));
        Ok(Receipt {
            period: self.closed.period,
            payer: account.subscriber,
            address: account.address,
            area: account.area,
            residents: Some(account.residents),
            account: account.number,
            unified_account: account.unified_account,
            service_id: account.service_id,
            executor: self.requisites.details.clone(),
            statement: self.statement.statement()?,
            house,
            meters: meters.iter().filter_map(|meter| reading(meter, self.issued_on())).collect(),
            due: Some(due_date(self.closed.period)),
            closed_on,
            corrected_on: (carried > 1).then(|| self.day(carried)).flatten(),
        })
    }

    fn issued_on(&self) -> Date {
        self.day(self.statement.version).unwrap_or_else(|| self.day_of(self.closed.closed_at))
    }

    /// The day of a closing in the zone of the company.
    fn day(&self, version: u32) -> Option<Date> {
        self.requisites.closed_at(version).map(|closed_at| self.day_of(closed_at))
    }

    fn day_of(&self, moment: Timestamp) -> Date {
        moment.to_zoned(self.requisites.details.zone()).date()
    }
}

/// The latest reading of a meter that was known when the document was made: an old receipt does not change with the
/// readings of later months. A meter that was taken away by then is none of it.
fn reading(meter: &MeterItem, issued_on: Date) -> Option<MeterReading> {
    let known = |taken_on: Option<Date>| taken_on.is_none_or(|day| day <= issued_on);
    let last = (&meter.last.values, meter.last.taken_on);
    let before = meter.before_last.as_ref().map(|before| (&before.values, before.taken_on));
    let (values, taken_on) = [Some(last), before].into_iter().flatten().find(|(_, taken_on)| known(*taken_on))?;
    if meter.archived.as_ref().is_some_and(|archived| archived.on <= issued_on) {
        return None;
    }
    Some(MeterReading {
        resource: meter.resource,
        serial: meter.serial.clone(),
        place: meter.place.clone(),
        unit: meter.unit.clone(),
        values: values.clone(),
        taken_on,
        verification_due: meter.verification_due,
    })
}
