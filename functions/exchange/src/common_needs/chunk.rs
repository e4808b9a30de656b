//! A chunk of houses: what is known of them, and one transaction.

use domain::common_needs::{Calculation, area_doubt, carry_doubt};
use domain::house::HouseCode;
use domain::line_text::LineText;
use domain::organization::Check;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use http::ApiResult;
use table::entities::common_needs::HouseCommonNeeds;
use table::entities::house::HouseItem;
use table::entities::house_loads::HouseLoads;
use table::{Batch, Entity as _, Found, TableError, Update, keys};

use super::CommonNeedsRow;
use super::house::HouseFacts;
use super::load::RowsOfHouse;
use crate::bulk::{Status, Verdict, fault, objection};
use crate::fence::{Chunk, Fence};
use crate::month::Month;
use crate::row_error::RowError;

/// Houses whose accounts are read at once.
const PARALLEL: usize = 8;
/// Services of a house: keeps its item small.
const MOST_SERVICES: usize = 60;

/// What a house was before this load.
struct Before {
    facts: Option<HouseFacts>,
    stored: Option<HouseCommonNeeds>,
    loads: HouseLoads,
    last_month: Vec<Calculation>,
}

impl Before {
    /// Residents see the calculation that stands there. The same again is refused nothing, whatever house and accounts are
    /// by now.
    fn is_published(&self, service: &LineText, month: &Month) -> bool {
        self.stored.as_ref().is_some_and(|stored| stored.shown_since(service) <= month.version())
    }
}

/// Reads the houses and decides. The counts of loads are read before the statements are.
pub async fn plan(fence: &Fence<'_>, month: Month, houses: &[RowsOfHouse<'_>]) -> ApiResult<Chunk> {
    let organization = fence.caller.organization();
    let before = read(fence, &month, houses).await?;
    let (mut verdicts, mut transaction, mut created) = (Vec::new(), fence.app.table.transaction(), 0);
    for ((house, rows), before) in houses.iter().zip(before) {
        let mut calculations = before.stored.as_ref().map_or(Ok(Vec::new()), HouseCommonNeeds::calculations)?;
        let decided: Vec<Verdict> =
            rows.iter().map(|(_, row)| decide(row, &before, &month, &mut calculations)).collect();
        if decided.iter().any(Verdict::changes) {
            let (house, version) = ((*house).clone(), month.version() + 1);
            let item = HouseCommonNeeds::new(organization.clone(), house, month.period, version, &calculations)?;
            let item = match &before.stored {
                Some(stored) => item.in_place_of(stored)?,
                None => item,
            };
            created += i64::from(before.stored.is_none());
            transaction = transaction
                .put_if("common needs", &item, Some(guard(&item, before.stored.as_ref())))
                .update("house", before.loads.of_common_needs());
        }
        verdicts.extend(decided);
    }
    if !transaction.is_empty() {
        transaction = transaction.update("period", month.fence_of_common_needs(organization, created));
    }
    Ok(Chunk { verdicts, transaction })
}

/// Written only over what was read.
fn guard(item: &HouseCommonNeeds, stored: Option<&HouseCommonNeeds>) -> Update {
    let place = Update::at(item.key());
    match stored {
        Some(stored) => place.equals("fingerprint", &stored.fingerprint),
        None => place.absent("pk"),
    }
}

fn decide(row: &CommonNeedsRow, before: &Before, month: &Month, calculations: &mut Vec<Calculation>) -> Verdict {
    let Some(facts) = &before.facts else {
        return Verdict::rejected(fault("house", &RowError::HouseUnknown));
    };
    let standing = calculations.iter().find(|standing| standing.service == row.service);
    if standing.is_none() && facts.lacks(&row.service) {
        return Verdict::rejected(fault("service", &RowError::ServiceUnknown));
    }
    let terms = facts.terms(month.terms());
    let new = Calculation { service: row.service.clone(), volumes: row.volumes.clone(), terms };
    let is_same = standing.is_some_and(|standing| standing.canonical() == new.canonical());
    let stays = is_same && before.is_published(&row.service, month);
    let area = area_doubt(&new.volumes, &facts.house).filter(|_| !stays);
    let differing = area.or_else(|| facts.differing_statement(&new, standing));
    if let (Some(differing), Check::Reject, false) = (&differing, month.common_needs_check(), stays) {
        return Verdict::rejected(objection(differing));
    }
    let last = before.last_month.iter().find(|last| last.service == new.service);
    let carry = last.and_then(|last| carry_doubt(last, &new));
    match put(calculations, new) {
        Some(status) => Verdict { warnings: differing.into_iter().chain(carry).collect(), ..Verdict::accepted(status) },
        None => Verdict::rejected(fault("service", &RowError::TooManyServices)),
    }
}

/// Puts a calculation in its place among those of the house; `None` where there is no room for another.
fn put(calculations: &mut Vec<Calculation>, new: Calculation) -> Option<Status> {
    let full = calculations.len() >= MOST_SERVICES;
    match calculations.iter_mut().find(|old| old.service == new.service) {
        Some(old) if old.canonical() == new.canonical() => Some(Status::Unchanged),
        Some(old) => {
            *old = new;
            Some(Status::Updated)
        }
        None if full => None,
        None => {
            calculations.push(new);
            Some(Status::Created)
        }
    }
}

async fn read(fence: &Fence<'_>, month: &Month, houses: &[RowsOfHouse<'_>]) -> Result<Vec<Before>, TableError> {
    let organization = fence.caller.organization();
    let codes: Vec<&HouseCode> = houses.iter().map(|(house, _)| *house).collect();
    let mut batch = Batch::consistent()
        .with_all(codes.iter().map(|house| keys::house(organization, house)))
        .with_all(codes.iter().map(|house| keys::common_needs(organization, house, month.period)))
        .with_all(codes.iter().map(|house| keys::house_loads(organization, house, month.period)));
    if month.follows_another {
        batch =
            batch.with_all(codes.iter().map(|house| keys::common_needs(organization, house, month.period.plus(-1))));
    }
    let mut found = fence.app.table.batch(batch).await?;
    let known: Vec<_> =
        codes.into_iter().map(|house| take(fence, month, house, &mut found)).collect::<Result<_, _>>()?;
    let known = known.into_iter().zip(houses);
    let work: Vec<_> =
        known.map(|((house, before), (_, rows))| with_facts(fence, month, (house, rows), before)).collect();
    stream::iter(work).buffered(PARALLEL).try_collect().await
}

fn take(
    fence: &Fence<'_>,
    month: &Month,
    house: &HouseCode,
    found: &mut Found,
) -> Result<(Option<HouseItem>, Before), TableError> {
    let organization = fence.caller.organization();
    let stored = found.take(&keys::common_needs(organization, house, month.period))?;
    let last: Option<HouseCommonNeeds> = found.take(&keys::common_needs(organization, house, month.period.plus(-1)))?;
    let last_month = last.map_or(Ok(Vec::new()), |last| last.calculations())?;
    let loads = HouseLoads::found(found, organization, house, month.period)?;
    Ok((found.take(&keys::house(organization, house))?, Before { facts: None, stored, loads, last_month }))
}

async fn with_facts(
    fence: &Fence<'_>,
    month: &Month,
    (house, rows): (Option<HouseItem>, &[(usize, &CommonNeedsRow)]),
    before: Before,
) -> Result<Before, TableError> {
    let Some(item) = house else { return Ok(before) };
    let services: Vec<&LineText> = rows.iter().map(|(_, row)| &row.service).collect();
    let facts = HouseFacts::read(fence, month, item.house, &services).await?;
    Ok(Before { facts: Some(facts), ..before })
}
