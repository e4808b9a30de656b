//! Request bodies: size, media type, syntax. The fields are read later, by [`StrictJson::parse`].

use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, OptionalFromRequest, Request};
use axum::http::header;

use crate::{ApiError, ApiResult, Code, StrictJson};

/// The most that a resident sends.
const RESIDENT_LIMIT: usize = 1024 * 1024;
/// The most that an accounting system sends; API Gateway and Lambda take no more either.
const EXCHANGE_LIMIT: usize = 6 * 1024 * 1024;

/// A JSON body of a resident's call, at most 1 MB. Take it after the caller, so that 401 comes first.
#[derive(Debug)]
pub struct Body(pub StrictJson);

/// A JSON body of an accounting system's call, at most 6 MB.
#[derive(Debug)]
pub struct ExchangeBody(pub StrictJson);

impl<S: Send + Sync> FromRequest<S> for Body {
    type Rejection = ApiError;
    async fn from_request(request: Request, _: &S) -> ApiResult<Self> {
        read(request, RESIDENT_LIMIT).await.map(Self)
    }
}

/// A call may do without a body. One that is there must say that it is JSON, and be it.
impl<S: Send + Sync> OptionalFromRequest<S> for Body {
    type Rejection = ApiError;
    async fn from_request(request: Request, _: &S) -> ApiResult<Option<Self>> {
        let is_typed = request.headers().contains_key(header::CONTENT_TYPE);
        let (bytes, is_json) = receive(request, RESIDENT_LIMIT).await?;
        if bytes.is_empty() && !is_typed { Ok(None) } else { syntax(&bytes, is_json).map(|json| Some(Self(json))) }
    }
}

impl<S: Send + Sync> FromRequest<S> for ExchangeBody {
    type Rejection = ApiError;
    async fn from_request(request: Request, _: &S) -> ApiResult<Self> {
        read(request, EXCHANGE_LIMIT).await.map(Self)
    }
}

async fn read(request: Request, limit: usize) -> ApiResult<StrictJson> {
    let (bytes, is_json) = receive(request, limit).await?;
    syntax(&bytes, is_json)
}

/// The bytes, and whether they are said to be JSON.
async fn receive(request: Request, limit: usize) -> ApiResult<(Bytes, bool)> {
    let is_json = is_json(request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()));
    let too_large = || ApiError::new(Code::BodyTooLarge);
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length > limit) {
        return Err(too_large());
    }
    let bytes = to_bytes(request.into_body(), limit).await.map_err(|_| too_large())?;
    Ok((bytes, is_json))
}

fn syntax(bytes: &[u8], is_json: bool) -> ApiResult<StrictJson> {
    if is_json { StrictJson::read(bytes) } else { Err(ApiError::new(Code::UnsupportedMediaType)) }
}

/// `application/json`, at most with `charset=utf-8`.
fn is_json(media_type: Option<&str>) -> bool {
    let Some(media_type) = media_type else { return false };
    let mut parts = media_type.split(';').map(str::trim);
    let kind = parts.next().unwrap_or_default();
    kind.eq_ignore_ascii_case("application/json") && parts.all(|part| part.eq_ignore_ascii_case("charset=utf-8"))
}

impl Body {
    /// Reads the fields.
    pub fn parse<T: serde::de::DeserializeOwned>(self) -> ApiResult<T> {
        self.0.parse()
    }
}

impl ExchangeBody {
    /// Reads the fields.
    pub fn parse<T: serde::de::DeserializeOwned>(self) -> ApiResult<T> {
        self.0.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::is_json;

    #[test]
    fn only_json_in_utf8_is_read() {
        assert!(is_json(Some("application/json")));
        assert!(is_json(Some("Application/JSON; charset=UTF-8")));
        for other in [None, Some("text/plain"), Some("application/json; charset=cp1251"), Some("application/jsonp")] {
            assert!(!is_json(other), "{other:?}");
        }
    }
}
