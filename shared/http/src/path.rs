//! Path segments: what does not read is not there.

use std::str::FromStr;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

use crate::{ApiError, ApiResult, Code};

/// The segments of the path, read as `T` in their order; anything malformed is 404 like anything absent.
#[derive(Debug)]
pub struct Segment<T>(pub T);

impl<S: Send + Sync, A: FromStr> FromRequestParts<S> for Segment<(A,)> {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> ApiResult<Self> {
        let [first] = raw(parts, state).await?;
        Ok(Self((read(&first)?,)))
    }
}

impl<S: Send + Sync, A: FromStr, B: FromStr> FromRequestParts<S> for Segment<(A, B)> {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> ApiResult<Self> {
        let [first, second] = raw(parts, state).await?;
        Ok(Self((read(&first)?, read(&second)?)))
    }
}

impl<S: Send + Sync, A: FromStr, B: FromStr, C: FromStr> FromRequestParts<S> for Segment<(A, B, C)> {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> ApiResult<Self> {
        let [first, second, third] = raw(parts, state).await?;
        Ok(Self((read(&first)?, read(&second)?, read(&third)?)))
    }
}

async fn raw<S: Send + Sync, const N: usize>(parts: &mut Parts, state: &S) -> ApiResult<[String; N]> {
    let segments = RawPathParams::from_request_parts(parts, state).await.map_err(|_| not_found())?;
    let segments: Vec<String> = segments.iter().map(|(_, value)| value.to_owned()).collect();
    segments.try_into().map_err(|_| not_found())
}

fn read<T: FromStr>(segment: &str) -> ApiResult<T> {
    segment.parse().map_err(|_| not_found())
}

const fn not_found() -> ApiError {
    ApiError::new(Code::NotFound)
}
