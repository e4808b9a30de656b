//! What a closing shows of an account, and the receipt of it.

use document::Receipt;
use domain::house::HouseCode;
use futures::try_join;
use jiff::Timestamp;
use jiff::civil::Date;
use table::entities::account::AccountItem;
use table::entities::common_needs::HouseCommonNeeds;
use table::entities::meter::MeterItem;
use table::entities::organization::{ClosedPeriod, RequisitesItem};
use table::entities::statement::StatementItem;
use table::{Table, TableError, keys};

use crate::readings::{AsOf, readings};

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

impl Published {
    /// The version that the receipt has by its charges and its payees.
    pub fn receipt_version(&self) -> u32 {
        self.requisites.receipt_version(self.statement.shown_since())
    }

    /// The receipt, with the house's calculations and past readings by reads of their own at the same time. `None`
    /// where the period has been opened again meanwhile.
    pub async fn receipt(
        self,
        table: &Table,
        account: AccountItem,
        meters: Vec<MeterItem>,
    ) -> Result<Option<Receipt>, TableError> {
        let facts = self.statement.facts()?.unwrap_or_else(|| account.facts());
        let (house, meters) = try_join!(self.house(table, &facts.house), readings(table, meters, self.as_of()))?;
        if house.as_ref().is_some_and(|house| house.version > self.closed.version) {
            return Ok(None);
        }
        let statement = self.statement.statement()?;
        let first = self.statement.first_version;
        let charges = self.statement.charges_since(&statement, house.as_ref())?;
        let payees = self.requisites.payees_since.max(first);
        Ok(Some(Receipt {
            period: self.closed.period,
            payer: facts.subscriber,
            address: facts.address,
            area: facts.area,
            residents: Some(facts.residents),
            account: account.number,
            unified_account: facts.unified_account,
            service_id: facts.service_id,
            statement,
            house: house.map_or(Ok(Vec::new()), |house| house.calculations())?,
            meters,
            due: Some(self.requisites.due_date()),
            closed_on: self.day(first),
            corrected_on: (charges > first).then(|| self.day(charges)),
            payees_changed_on: (payees > first).then(|| self.day(payees)),
            version: charges.max(payees),
            executor: self.requisites.details,
        }))
    }

    async fn house(&self, table: &Table, house: &HouseCode) -> Result<Option<HouseCommonNeeds>, TableError> {
        table.get(keys::common_needs(&self.requisites.organization, house, self.closed.period), false).await
    }

    /// The billing period is a calendar month (ПП 354, п. 37): what was read after it belongs to the next one.
    fn as_of(&self) -> AsOf {
        let since = self.statement.shown_since();
        AsOf { until: self.day(since).min(self.closed.period.last_day()), closed_at: self.moment(since) }
    }

    /// The day of a closing in the zone of the company.
    fn day(&self, version: u32) -> Date {
        self.moment(version).to_zoned(self.requisites.details.zone()).date()
    }

    fn moment(&self, version: u32) -> Timestamp {
        self.requisites.closed_at(version).unwrap_or(self.closed.closed_at)
    }
}
