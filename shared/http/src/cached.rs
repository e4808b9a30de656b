//! Answers that a browser keeps for a minute and then asks about by their `ETag`.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;

use crate::{ApiError, ApiResult, hash};

/// What is read by thousands after a mailing is asked for once a minute by each of them.
const KEPT: HeaderValue = HeaderValue::from_static("private, max-age=60");
/// Two people may use one browser, and they have not read the same.
const KEPT_BY: HeaderValue = HeaderValue::from_static("Authorization");

/// The answer, or 304 where the caller has it already.
pub fn cached(asked: &HeaderMap, answer: &impl Serialize) -> ApiResult<Response> {
    let body = serde_json::to_string(answer).map_err(|error| ApiError::internal(&error))?;
    let tag = format!("\"{}\"", &hash::sha256(&body)[..32]);
    let mut response = if has(asked, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], body).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::ETAG, HeaderValue::from_str(&tag).map_err(|error| ApiError::internal(&error))?);
    headers.insert(header::CACHE_CONTROL, KEPT);
    headers.insert(header::VARY, KEPT_BY);
    Ok(response)
}

/// Whether the caller wants it as it is now, not as it was a moment ago (RFC 9111, 5.2.1): what a browser asks that passes
/// its own cache by.
pub fn asks_anew(asked: &HeaderMap) -> bool {
    let values = asked.get_all(header::CACHE_CONTROL).iter().filter_map(|value| value.to_str().ok());
    let mut words = values.flat_map(|value| value.split(',')).map(|word| word.trim().to_ascii_lowercase());
    words.any(|word| word == "no-cache" || word == "max-age=0")
}

/// A proxy that compresses makes a tag weak; the contents are the same.
fn has(asked: &HeaderMap, tag: &str) -> bool {
    let lists = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = lists.flat_map(|list| list.split(',')).map(|one| one.trim().trim_start_matches("W/"));
    tags.any(|one| one == tag || one == "*")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_passes_the_cache_by_is_known() {
        let asked = |value: &'static str| {
            asks_anew(&HeaderMap::from_iter([(header::CACHE_CONTROL, HeaderValue::from_static(value))]))
        };
        assert!(asked("no-cache") && asked("max-age=0") && asked("private, No-Cache"));
        assert!(!asked("max-age=60") && !asked("") && !asks_anew(&HeaderMap::new()));
    }
}
