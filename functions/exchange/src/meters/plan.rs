//! What a row of meters does: the meter described, taken away, or put in another one's place.

use domain::AccountId;
use domain::code::Refusal;
use domain::line_text::LineText;
use domain::meter::{MeterInput, Source, Value, meter_id};
use domain::reading::{ReadingRefusal, check_values};
use http::{ApiResult, FieldProblem};
use jiff::Timestamp;
use jiff::civil::Date;
use table::entities::meter::{Archived, LastReading, MeterItem};
use table::keys;

use crate::bulk::fault;
use crate::ledger::{Ledger, Sent};
use crate::row_error::RowError;

/// The day and the last values of a meter that is taken away.
struct Removal<'a> {
    /// Which field of the row tells it.
    field: &'static str,
    on: Date,
    values: Option<&'a [Value]>,
    replaced_by: Option<LineText>,
}

/// Changes the ledger as the row says; a refusal leaves it as it was.
pub async fn apply(
    ledger: &mut Ledger<'_>,
    account: &AccountId,
    row: &MeterInput,
) -> ApiResult<Result<(), FieldProblem>> {
    if let Some(replaces) = &row.replaces {
        let removal = Removal {
            field: "replaces",
            on: replaces.on,
            values: Some(&replaces.values),
            replaced_by: Some(row.serial.clone()),
        };
        if let Err(refused) = remove(ledger, account, &replaces.serial, removal).await? {
            return Ok(Err(refused));
        }
    }
    let key = keys::meter(account, &row.id(account));
    let described = describe(row, account, ledger.meter(&key), ledger.now());
    ledger.describe(key, described);
    let Some(archived) = &row.archived else { return Ok(Ok(())) };
    let removal = Removal { field: "archived", on: archived.on, values: archived.values.as_deref(), replaced_by: None };
    remove(ledger, account, &row.serial, removal).await
}

async fn remove(
    ledger: &mut Ledger<'_>,
    account: &AccountId,
    serial: &LineText,
    removal: Removal<'_>,
) -> ApiResult<Result<(), FieldProblem>> {
    let key = keys::meter(account, &meter_id(account, serial));
    let refused = |part: &str, refusal: &dyn Refusal| Ok(Err(fault(format!("{}.{part}", removal.field), refusal)));
    let Some(meter) = ledger.meter(&key).cloned() else { return refused("serial", &ReadingRefusal::UnknownMeter) };
    if has_other_successor(ledger, &meter, removal.replaced_by.as_ref()).await? {
        return refused("serial", &RowError::AlreadyReplaced);
    }
    if ledger.today(account).is_none_or(|today| removal.on > today) {
        return refused("on", &ReadingRefusal::FutureDate);
    }
    if let Some(values) = removal.values {
        if let Err(refusal) = check_values(values, meter.zones, meter.digits) {
            return refused("values", &refusal);
        }
        let sent = Sent { taken_on: removal.on, values: values.to_vec(), source: Source::Company };
        if let Err(refusal) = ledger.record_last(&key, sent).await? {
            let part = if matches!(refusal, ReadingRefusal::OlderThanLast { .. }) { "on" } else { "values" };
            return refused(part, &refusal);
        }
    }
    if let Some(meter) = ledger.meter(&key).cloned() {
        let last = meter.last.taken_on.filter(|_| meter.last.id.is_some());
        if let Some(last) = last.filter(|last| removal.on < *last) {
            return refused("on", &ReadingRefusal::OlderThanLast { last });
        }
        let known = meter.archived.as_ref().and_then(|archived| archived.replaced_by.clone());
        let archived = Archived { on: removal.on, replaced_by: removal.replaced_by.or(known) };
        ledger.describe(key, MeterItem { archived: Some(archived), ..meter });
    }
    Ok(Ok(()))
}

/// Another meter than this one took its place and measures: two would be charged for one.
async fn has_other_successor(ledger: &Ledger<'_>, meter: &MeterItem, successor: Option<&LineText>) -> ApiResult<bool> {
    let known = meter.archived.as_ref().and_then(|archived| archived.replaced_by.as_ref());
    match (known, successor) {
        (Some(known), Some(new)) if known != new => {
            ledger.is_in_place(keys::meter(&meter.account, &meter_id(&meter.account, known))).await
        }
        _ => Ok(false),
    }
}

/// A meter stays in the archive while its row says so, or while another one stands in its place: described without
/// `archived`, one that was only taken away is back.
fn archived(row: &MeterInput, old: &MeterItem) -> Option<Archived> {
    let archived = old.archived.as_ref()?;
    (row.archived.is_some() || archived.replaced_by.is_some()).then(|| archived.clone())
}

/// The latest reading stays, unless it is the installation's or no longer fits the zones.
fn describe(row: &MeterInput, account: &AccountId, old: Option<&MeterItem>, now: Timestamp) -> MeterItem {
    let installed_on = row.installed_on.or(row.replaces.as_ref().map(|replaces| replaces.on));
    let has_readings =
        |old: &&MeterItem| old.last.source != Source::Installation && old.last.values.len() == usize::from(row.zones);
    let kept = old.filter(has_readings);
    MeterItem {
        id: row.id(account),
        account: account.clone(),
        serial: row.serial.clone(),
        resource: row.resource,
        unit: row.unit.clone(),
        zones: row.zones,
        digits: row.digits,
        verification_due: row.verification_due,
        due_before: old.map(|old| old.due_before(row.verification_due, now)).unwrap_or_default(),
        known_since: old.map_or(Some(now), |old| old.known_since),
        place: row.place.clone(),
        service: row.service.clone(),
        installed_on,
        archived: old.and_then(|old| archived(row, old)),
        initial: row.initial.clone(),
        last: kept.map_or_else(|| LastReading::installation(row.initial.clone(), installed_on), |old| old.last.clone()),
        before_last: kept.and_then(|old| old.before_last.clone()),
        spent: kept.map(|old| old.spent.clone()).unwrap_or_default(),
        revision: old.map_or(0, |old| old.revision),
    }
}
