//! `PUT /api/exchange/v1/organization`: the company's details, replaced whole.

use axum::Json;
use axum::extract::State;
use domain::organization::{Organization, check};
use http::{ApiError, ApiResult, App, Code, ExchangeBody, ExchangeCaller, Problem};
use serde::Serialize;
use table::entities::exchange_key::Scope;
use table::entities::organization::{DirectoryEntry, OrganizationItem};
use table::{CommitError, Entity as _, Table, Update, keys};
use utoipa::ToSchema;

use crate::bulk::{LoadQuery, Status};
use crate::month::ATTEMPTS;
use crate::schemas;

/// What became of the details.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganizationAnswer {
    /// `created`, `updated` or `unchanged`.
    pub status: Status,
}

/// Replaces the details of the company that the key belongs to.
#[utoipa::path(put, path = "/api/exchange/v1/organization", tag = "exchange", request_body = schemas::Organization, params(LoadQuery), responses(
    (status = 200, body = OrganizationAnswer),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`validation_failed`", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`: send it again whole", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn put_organization(
    State(app): State<App>,
    caller: ExchangeCaller,
    query: LoadQuery,
    body: ExchangeBody,
) -> ApiResult<Json<OrganizationAnswer>> {
    caller.require(Scope::Load)?;
    let details: Organization = body.parse()?;
    check(&details).map_err(|(field, refusal)| ApiError::field(field, &*refusal))?;
    for _ in 0..ATTEMPTS {
        let stored = read(&app.table, &caller).await?;
        let status = compare(&stored, &details);
        if query.dry_run || status == Status::Unchanged {
            return Ok(Json(OrganizationAnswer { status }));
        }
        match replace(&app.table, stored, &details).await {
            Ok(()) => return Ok(Json(OrganizationAnswer { status })),
            // Somebody else changed the company or closed a period meanwhile: look again.
            Err(CommitError::Refused(_)) => {}
            Err(CommitError::Table(error)) => return Err(error.into()),
        }
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}

async fn read(table: &Table, caller: &ExchangeCaller) -> ApiResult<OrganizationItem> {
    let id = caller.organization();
    let stored = table.get(keys::organization(id), true).await?;
    Ok(stored.unwrap_or_else(|| OrganizationItem::unknown(id.clone(), None)))
}

fn compare(stored: &OrganizationItem, details: &Organization) -> Status {
    match &stored.details {
        None => Status::Created,
        Some(stored) if stored == details => Status::Unchanged,
        Some(_) => Status::Updated,
    }
}

/// The company and its entry in the directory, in one step. `latest_closed` belongs to the closings and stays.
async fn replace(table: &Table, stored: OrganizationItem, details: &Organization) -> Result<(), CommitError> {
    let entry = DirectoryEntry {
        id: stored.id.clone(),
        name: details.name.to_string(),
        attach_methods: details.attach_methods.clone(),
    };
    let change = Update::at(stored.key())
        .set("details", details)
        .set("revision", stored.revision + 1)
        .set("id", &stored.id)
        .set("type", "organization")
        .set_if_absent("latest_closed", stored.latest_closed)
        .absent_or("revision", "=", stored.revision);
    table.commit(table.transaction().update("organization", change).put("directory", &entry)).await
}
