//! Query parameters.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;

use crate::{ApiError, ApiResult, Code};

/// The parameters of the query string as `T`; unknown, repeated and malformed ones are 400.
#[derive(Debug)]
pub struct Params<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Params<T> {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> ApiResult<Self> {
        let malformed = || ApiError::new(Code::MalformedQuery);
        if !is_text(parts.uri.query().unwrap_or_default()) {
            return Err(malformed());
        }
        let query = Query::<T>::from_request_parts(parts, state).await;
        query.map(|Query(params)| Self(params)).map_err(|_| malformed())
    }
}

/// Decodes to UTF-8 without control characters; the decoder behind [`Query`] would put other characters for the rest.
fn is_text(query: &str) -> bool {
    let decoded = percent_decode_str(query).decode_utf8();
    decoded.is_ok_and(|text| !text.chars().any(char::is_control))
}

#[cfg(test)]
mod tests {
    use super::is_text;

    #[test]
    fn only_text_is_a_query() {
        assert!(is_text("q=%D0%B2%D0%BE%D0%BB%D0%B3%D0%B0&limit=5"));
        assert!(!is_text("q=%ff"));
        assert!(!is_text("q=%00"));
    }
}
