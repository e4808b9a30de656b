//! Calls that carry or set the cookie must come from our own pages.

use axum::extract::FromRequestParts;
use axum::http::header::ORIGIN;
use axum::http::request::Parts;
use http::{ApiError, ApiResult, App, Code};

/// The call does not come from a page of another site.
#[derive(Debug)]
pub struct SameSite;

impl FromRequestParts<App> for SameSite {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> ApiResult<Self> {
        let header = |name: &str| parts.headers.get(name).map(|value| value.to_str().unwrap_or_default());
        let ours = match (header("sec-fetch-site"), header(ORIGIN.as_str())) {
            (Some(site), _) => site == "same-origin",
            (None, Some(origin)) => origin == app.settings.base_url,
            // No browser: nothing that a foreign page could make it do.
            (None, None) => true,
        };
        if ours { Ok(Self) } else { Err(ApiError::new(Code::CrossSite)) }
    }
}
