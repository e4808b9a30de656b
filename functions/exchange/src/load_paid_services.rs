//! `PUT /api/exchange/v1/paid-services`: the catalogue of paid services, by the company's code.

use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use domain::paid_service::{MOST_SERVICES, MOST_SERVICES_TEXT, PaidService, ServiceCode};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use http::{ApiResult, App, ExchangeBody, ExchangeCaller, FieldProblem, Problem};
use table::Entity as _;
use table::entities::exchange_key::Scope;
use table::entities::paid_service::{PaidServiceItem, PaidServicesAsTheyAre, PaidServicesOf};

use crate::bulk::{BulkAnswer, LoadQuery, Row, Sheet, Status, Verdict, fault};
use crate::row_error::RowError;
use crate::schemas;

/// Services that are written at once.
const PARALLEL: usize = 8;

impl Row for PaidService {
    const KEY: &'static [&'static str] = &["code"];

    fn key(&self) -> String {
        self.code.to_string()
    }

    fn check(&self) -> Result<(), FieldProblem> {
        Self::check(self).map_err(|(field, refusal)| fault(field, &refusal))
    }
}

/// Loads paid services. What was ordered keeps the name and the price of its day. A service that is no longer offered
/// is sent with `active` false, once or always; it takes no place among the 1,000 any more.
#[utoipa::path(put, path = "/api/exchange/v1/paid-services", tag = "exchange", request_body = schemas::Load<schemas::PaidService>, params(LoadQuery), responses(
    (status = 200, body = BulkAnswer),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`validation_failed`", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`: send it again whole", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn load_paid_services(
    State(app): State<App>,
    caller: ExchangeCaller,
    query: LoadQuery,
    body: ExchangeBody,
) -> ApiResult<Json<BulkAnswer>> {
    caller.require(Scope::Load)?;
    let sheet = Sheet::<PaidService>::read(body)?;
    let organization = caller.organization();
    let known = app.table.query_all(&PaidServicesAsTheyAre(PaidServicesOf { organization })).await?;
    let offered = known.into_iter().map(|item| (item.service.code.clone(), item.service)).collect();
    let verdicts = decide(sheet.rows(), &offered);
    let changed = sheet.rows().iter().zip(&verdicts).filter(|(_, verdict)| verdict.changes() && !query.dry_run);
    let items = changed.map(|(row, _)| PaidServiceItem { organization: organization.clone(), service: row.clone() });
    let work: Vec<_> = items.map(|item| write(&app, item)).collect();
    stream::iter(work).buffer_unordered(PARALLEL).try_collect::<()>().await?;
    sheet.answer(verdicts)
}

/// Of two loads at once the later one holds: each row is written whole. What is withdrawn is forgotten, since what was
/// ordered keeps name and price itself; so a catalogue never grows by what it once had.
async fn write(app: &App, item: PaidServiceItem) -> ApiResult<()> {
    if item.service.active { Ok(app.table.put(&item).await?) } else { Ok(app.table.delete(item.key()).await?) }
}

/// Only what is offered takes a place.
fn decide(rows: &[PaidService], offered: &HashMap<ServiceCode, PaidService>) -> Vec<Verdict> {
    let mut taken = offered.values().fold(Taken::default(), Taken::with);
    let mut verdict = |row: &PaidService| {
        let stored = offered.get(&row.code);
        if stored.map_or(!row.active, |stored| stored == row) {
            return Verdict::accepted(Status::Unchanged);
        }
        let others = stored.map_or(taken, |stored| taken.without(stored));
        let then = if row.active { others.with(row) } else { others };
        if !then.fits() {
            return Verdict::rejected(fault("code", &RowError::TooManyPaidServices));
        }
        taken = then;
        Verdict::accepted(if stored.is_some() { Status::Updated } else { Status::Created })
    };
    rows.iter().map(&mut verdict).collect()
}

/// How much of a catalogue is taken.
#[derive(Debug, Clone, Copy, Default)]
struct Taken {
    services: usize,
    text: usize,
}

impl Taken {
    fn with(self, service: &PaidService) -> Self {
        Self { services: self.services + 1, text: self.text.saturating_add(text(service)) }
    }

    fn without(self, service: &PaidService) -> Self {
        Self { services: self.services.saturating_sub(1), text: self.text.saturating_sub(text(service)) }
    }

    const fn fits(self) -> bool {
        self.services <= MOST_SERVICES && self.text <= MOST_SERVICES_TEXT
    }
}

/// Bytes of a service in an answer. One that does not become JSON fits nowhere.
fn text(service: &PaidService) -> usize {
    serde_json::to_string(service).map_or(usize::MAX, |json| json.len())
}
