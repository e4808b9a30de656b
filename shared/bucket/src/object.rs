//! Calls about one object.

use std::collections::HashMap;

use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::Bucket;
use crate::answer::{Refusal, xml};
use crate::signature::Call;
use crate::store::About;

/// `GET /{bucket}/{name}`, the whole or its beginning.
pub async fn get(
    State(bucket): State<Bucket>,
    OriginalUri(uri): OriginalUri,
    Path((_, name)): Path<(String, String)>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let call = Call { method: &Method::GET, uri: &uri, headers: &headers };
    bucket.check(&call)?;
    let (mut bytes, about) = bucket.0.store.get(&name).await?;
    let whole = bytes.len();
    let mut status = StatusCode::OK;
    if let Some(last) = call.header("range").strip_prefix("bytes=0-").and_then(|last| last.parse::<usize>().ok()) {
        bytes.truncate(last.saturating_add(1));
        status = StatusCode::PARTIAL_CONTENT;
    }
    let range = format!("bytes 0-{}/{whole}", bytes.len().saturating_sub(1));
    let mut response = (status, bytes).into_response();
    let shown = [
        (header::CONTENT_TYPE, about.content_type),
        (header::CONTENT_DISPOSITION, query.get("response-content-disposition").cloned().or(about.content_disposition)),
        (header::ETAG, Some(about.etag)),
        (header::CONTENT_RANGE, (status == StatusCode::PARTIAL_CONTENT).then_some(range)),
    ];
    for (name, value) in shown {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            response.headers_mut().insert(name, value);
        }
    }
    Ok(response)
}

/// `PUT /{bucket}/{name}` with `x-amz-copy-source`: there is no other way to put here but a form.
pub async fn copy(
    State(bucket): State<Bucket>,
    OriginalUri(uri): OriginalUri,
    Path((_, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let call = Call { method: &Method::PUT, uri: &uri, headers: &headers };
    bucket.check(&call)?;
    let home = format!("/{}/", bucket.0.name);
    let source = call.header("x-amz-copy-source").strip_prefix(&home).ok_or(Refusal::NoSuchKey)?;
    let (bytes, about) = bucket.0.store.get(source).await?;
    if call.header("x-amz-copy-source-if-match") != about.etag {
        return Err(Refusal::PreconditionFailed);
    }
    let said = |name: &str| Some(call.header(name).to_owned()).filter(|value| !value.is_empty());
    let (content_type, content_disposition) = (said("content-type"), said("content-disposition"));
    let about = About { content_type, content_disposition, etag: String::new() };
    let about = bucket.0.store.put(&name, &bytes, about).await?;
    Ok(xml(StatusCode::OK, &format!("<CopyObjectResult><ETag>{}</ETag></CopyObjectResult>", about.etag)))
}

/// `DELETE /{bucket}/{name}`.
pub async fn delete(
    State(bucket): State<Bucket>,
    OriginalUri(uri): OriginalUri,
    Path((_, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<StatusCode, Refusal> {
    bucket.check(&Call { method: &Method::DELETE, uri: &uri, headers: &headers })?;
    bucket.0.store.delete(&name).await?;
    Ok(StatusCode::NO_CONTENT)
}
