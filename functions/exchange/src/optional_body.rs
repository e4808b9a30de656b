//! A body that may be left out.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use http::{ApiError, ApiResult, Code, ExchangeBody, parse_value};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Far more than anybody has to say about a closing.
const LIMIT: usize = 1024 * 1024;

/// A JSON body, or none, which says the same as `{}`.
#[derive(Debug)]
pub struct OptionalBody(Option<ExchangeBody>);

impl<S: Send + Sync> FromRequest<S> for OptionalBody {
    type Rejection = ApiError;
    async fn from_request(request: Request, state: &S) -> ApiResult<Self> {
        let (parts, body) = request.into_parts();
        let bytes = to_bytes(body, LIMIT).await.map_err(|_| ApiError::new(Code::BodyTooLarge))?;
        if bytes.is_empty() {
            return Ok(Self(None));
        }
        ExchangeBody::from_request(Request::from_parts(parts, Body::from(bytes)), state).await.map(Some).map(Self)
    }
}

impl OptionalBody {
    /// Reads the fields.
    pub fn parse<T: DeserializeOwned>(self) -> ApiResult<T> {
        match self.0 {
            Some(body) => body.parse(),
            None => parse_value(Value::Object(Map::new())).map_err(|fault| {
                ApiError::new(Code::ValidationFailed).with_field(fault.field, fault.code, fault.message)
            }),
        }
    }
}
