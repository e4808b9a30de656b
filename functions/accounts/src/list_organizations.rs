use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use axum::{Extension, Json};
use domain::OrganizationId;
use domain::name_search::NameSearch;
use domain::organization::AttachMethod;
use http::{ApiError, ApiResult, App, Code, List, ListQuery, Params, Problem};
use serde::{Deserialize, Serialize};
use table::entities::organization::DirectoryEntry;
use utoipa::ToSchema;
use utoipa::openapi::schema::{Array, Object, ObjectBuilder};

use crate::directory::Directory;

/// Lets browsers and the CDN keep a public answer as long as [`crate::directory::FRESH`].
pub const CACHE: [(HeaderName, HeaderValue); 1] =
    [(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"))];

/// Which companies are asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OrganizationsQuery {
    /// Words of the name, in any order and case.
    #[serde(default)]
    q: String,
    #[param(schema_with = wanted_method)]
    method: Option<AttachMethod>,
    /// Entries of the page, 1 to 200.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A company to choose from.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganizationItem {
    /// Opaque id.
    #[schema(value_type = String)]
    id: OrganizationId,
    /// Short name.
    name: String,
    /// How its accounts may be attached.
    #[schema(value_type = Vec<String>, schema_with = attach_methods)]
    attach_methods: Vec<AttachMethod>,
}

/// Schema of the way that is asked for. It tells what it means itself: beside a schema of its own a comment on the field
/// does not reach the document.
fn wanted_method() -> Object {
    let described = ObjectBuilder::from(http::schemas::attach_method());
    described.description(Some("Only those whose accounts may be attached in this way.")).build()
}

/// Schema of a list of ways to attach.
pub fn attach_methods() -> Array {
    Array::new(http::schemas::attach_method())
}

/// Companies by words of their name and by the way their accounts are attached.
#[utoipa::path(get, path = "/api/organizations", tag = "organizations", params(OrganizationsQuery), security(()),
    responses(
    (status = 200, body = List<OrganizationItem>),
    (status = 400, body = Problem, content_type = "application/problem+json"),
))]
pub async fn list_organizations(
    State(app): State<App>,
    Extension(directory): Extension<Directory>,
    Params(query): Params<OrganizationsQuery>,
) -> ApiResult<([(HeaderName, HeaderValue); 1], Json<List<OrganizationItem>>)> {
    let page = ListQuery { limit: query.limit, cursor: query.cursor }.check()?;
    let mut found = directory.search(&app, &NameSearch::new(&query.q)).await?;
    found.retain(|entry| query.method.is_none_or(|method| entry.attach_methods.contains(&method)));
    Ok((CACHE, Json(cut(found, &page)?)))
}

/// The page after the company that the cursor names.
fn cut(found: Vec<DirectoryEntry>, page: &ListQuery) -> ApiResult<List<OrganizationItem>> {
    let skipped = match &page.cursor {
        None => 0,
        Some(cursor) => {
            let last = found.iter().position(|entry| entry.id.as_str() == cursor);
            last.ok_or_else(|| ApiError::new(Code::CursorInvalid))? + 1
        }
    };
    let length = usize::try_from(page.limit()).unwrap_or_default();
    let more = found.len() > skipped + length;
    let items: Vec<_> = found.into_iter().skip(skipped).take(length).map(item).collect();
    let next_cursor = items.last().filter(|_| more).map(|last| last.id.to_string());
    Ok(List { items, next_cursor })
}

fn item(entry: DirectoryEntry) -> OrganizationItem {
    OrganizationItem { id: entry.id, name: entry.name, attach_methods: entry.attach_methods }
}
