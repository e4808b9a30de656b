//! `PUT /api/exchange/v1/meters`: meters, by account and serial number.

use axum::Json;
use axum::extract::State;
use domain::AccountId;
use domain::meter::{MeterInput, Source};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use http::{ApiError, ApiResult, App, Code, ExchangeBody, ExchangeCaller, FieldProblem, Problem};
use table::entities::exchange_key::Scope;
use table::entities::meter::{LastReading, MeterItem};
use table::{Batch, CommitError, Table, Transaction, keys};

use crate::bulk::{BulkAnswer, LoadQuery, Row, Sheet, Status, Verdict, fault};
use crate::month::ATTEMPTS;
use crate::row_error::RowError;
use crate::schemas;

/// Meters that one transaction writes.
const CHUNK: usize = 50;
/// Transactions at once.
const PARALLEL: usize = 4;

impl Row for MeterInput {
    const KEY: &'static [&'static str] = &["account", "serial"];

    fn key(&self) -> String {
        format!("{}:{}", self.account, self.serial)
    }

    fn check(&self) -> Result<(), FieldProblem> {
        MeterInput::check(self).map_err(|(field, refusal)| fault(field, &refusal))
    }
}

/// Loads meters; the latest reading of a known one stays.
#[utoipa::path(put, path = "/api/exchange/v1/meters", tag = "exchange", request_body = schemas::Load<schemas::Meter>, params(LoadQuery), responses(
    (status = 200, body = BulkAnswer),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`validation_failed`", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`: send it again whole", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn load_meters(
    State(app): State<App>,
    caller: ExchangeCaller,
    query: LoadQuery,
    body: ExchangeBody,
) -> ApiResult<Json<BulkAnswer>> {
    caller.require(Scope::Load)?;
    let sheet = Sheet::<MeterInput>::read(body)?;
    let chunks = sheet.rows().chunks(CHUNK);
    let work: Vec<_> = chunks.map(|rows| load_chunk(&app.table, &caller, rows, query.dry_run)).collect();
    let decided: Vec<Vec<Verdict>> = stream::iter(work).buffered(PARALLEL).try_collect().await?;
    sheet.answer(decided.into_iter().flatten().collect())
}

async fn load_chunk(
    table: &Table,
    caller: &ExchangeCaller,
    rows: &[MeterInput],
    dry_run: bool,
) -> ApiResult<Vec<Verdict>> {
    for _ in 0..ATTEMPTS {
        let (verdicts, transaction) = plan(table, caller, rows).await?;
        if dry_run || transaction.is_empty() {
            return Ok(verdicts);
        }
        match table.commit(transaction).await {
            Ok(()) => return Ok(verdicts),
            // A reading or another load came between: look again.
            Err(CommitError::Refused(_)) => {}
            Err(CommitError::Table(error)) => return Err(error.into()),
        }
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}

async fn plan(table: &Table, caller: &ExchangeCaller, rows: &[MeterInput]) -> ApiResult<(Vec<Verdict>, Transaction)> {
    let account = |row: &MeterInput| AccountId::of(caller.organization(), &row.account);
    let mut batch = Batch::consistent();
    for row in rows {
        let account = account(row);
        batch = batch.with(keys::account(&account)).with(keys::meter(&account, &row.id(&account)));
    }
    let mut found = table.batch(batch).await?;
    let mut verdicts = Vec::with_capacity(rows.len());
    let mut transaction = table.transaction();
    for row in rows {
        let account = account(row);
        if !found.contains(&keys::account(&account)) {
            verdicts.push(Verdict::rejected(fault("account", &RowError::AccountUnknown)));
            continue;
        }
        let old = found.take::<MeterItem>(&keys::meter(&account, &row.id(&account)))?;
        let mut new = item(row, account, old.as_ref());
        let status = match &old {
            None => Status::Created,
            Some(old) if *old == new => Status::Unchanged,
            Some(_) => Status::Updated,
        };
        new.revision += u32::from(status == Status::Updated);
        transaction = match old {
            None => transaction.put_new("meter", &new),
            Some(_) if status == Status::Unchanged => transaction,
            Some(old) => transaction.put_if("meter", &new, Some(old.unchanged())),
        };
        verdicts.push(Verdict::accepted(status));
    }
    Ok((verdicts, transaction))
}

/// The latest reading stays, unless it is the installation's or no longer fits the zones.
fn item(row: &MeterInput, account: AccountId, old: Option<&MeterItem>) -> MeterItem {
    let taken = old
        .map(|old| &old.last)
        .filter(|last| last.source != Source::Installation && last.values.len() == usize::from(row.zones));
    MeterItem {
        id: row.id(&account),
        account,
        serial: row.serial.clone(),
        resource: row.resource,
        unit: row.unit.clone(),
        zones: row.zones,
        digits: row.digits,
        verification_due: row.verification_due,
        place: row.place.clone(),
        initial: row.initial.clone(),
        service: None,
        installed_on: None,
        archived: old.and_then(|old| old.archived.clone()),
        last: taken.cloned().unwrap_or_else(|| LastReading::installation(row.initial.clone(), None)),
        before_last: old.and_then(|old| old.before_last.clone()),
        spent: old.map(|old| old.spent.clone()).unwrap_or_default(),
        revision: old.map_or(0, |old| old.revision),
    }
}
