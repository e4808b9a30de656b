//! The company as it was at the closings that a receipt speaks of.

use domain::OrganizationId;
use domain::organization::Organization;
use jiff::civil::Date;
use table::entities::organization::RequisitesItem;
use table::pages::Publication;
use table::{Batch, Found, Table, TableError, keys};

/// The version that nearly every period stays at; its snapshot is read together with the statement.
const FIRST: u32 = 1;

/// What a receipt takes from the closings of its period.
#[derive(Debug)]
pub struct Snapshot {
    /// The requisites at the latest closing.
    pub executor: Organization,
    /// The day of the first closing.
    pub closed_on: Date,
    /// The day of the closing that first carried this statement, where that was not the first.
    pub corrected_on: Option<Date>,
}

/// Adds the snapshot of the first closing to a batch.
pub fn add_to(batch: Batch, organization: &OrganizationId, period: domain::Period) -> Batch {
    batch.with(keys::requisites(organization, period, FIRST))
}

/// Reads the snapshots of the closings; those of later ones cost a further round trip.
pub async fn read(
    table: &Table,
    organization: &OrganizationId,
    publication: &Publication,
    found: &mut Found,
) -> Result<Snapshot, TableError> {
    let (latest, carried) = (publication.closed.version, publication.statement.version);
    let key = |version| keys::requisites(organization, publication.closed.period, version);
    let missing = || TableError::Broken("a closing without its requisites".to_owned());
    let first: RequisitesItem = found.take(&key(FIRST))?.ok_or_else(missing)?;
    if latest == FIRST {
        let closed_on = day(&first, &first.details);
        return Ok(Snapshot { executor: first.details, closed_on, corrected_on: None });
    }
    let mut later = table.batch(Batch::new().with(key(latest)).with(key(carried))).await?;
    let corrected: Option<RequisitesItem> = if carried == latest { None } else { later.take(&key(carried))? };
    let executor: RequisitesItem = later.take(&key(latest))?.ok_or_else(missing)?;
    let corrected = (carried > FIRST).then(|| day(corrected.as_ref().unwrap_or(&executor), &executor.details));
    Ok(Snapshot { closed_on: day(&first, &executor.details), corrected_on: corrected, executor: executor.details })
}

/// The day of a closing in the zone of the company.
fn day(closing: &RequisitesItem, company: &Organization) -> Date {
    closing.closed_at.to_zoned(company.zone()).date()
}
