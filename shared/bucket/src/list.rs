//! The list of names.

use axum::extract::{OriginalUri, Query, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use crate::Bucket;
use crate::answer::{Refusal, xml};
use crate::signature::Call;

/// What a list is asked for.
#[derive(Debug, Deserialize)]
pub struct Listing {
    #[serde(default)]
    prefix: String,
}

/// `GET /{bucket}?list-type=2&prefix=`: at most a thousand names.
pub async fn list(
    State(bucket): State<Bucket>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Query(Listing { prefix }): Query<Listing>,
) -> Result<Response, Refusal> {
    bucket.check(&Call { method: &Method::GET, uri: &uri, headers: &headers })?;
    let names = bucket.0.store.names(&prefix)?;
    let shown = names.iter().take(1000).map(|name| format!("<Contents><Key>{name}</Key></Contents>"));
    let names = shown.collect::<Vec<_>>().concat();
    Ok(xml(StatusCode::OK, &format!("<ListBucketResult>{names}</ListBucketResult>")))
}
