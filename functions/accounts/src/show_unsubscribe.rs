use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http::{ApiError, ApiResult, App, Code, Params, Problem};

use crate::unsubscribe::Link;

/// Leads a person who follows the link of a mail to the page that asks. Nothing changes by it: programs that look at
/// the links of a mail follow them too.
#[utoipa::path(get, path = "/api/unsubscribe", tag = "accounts", params(Link), responses(
    (status = 303, description = "The page"),
    (status = 400, description = "`link_invalid`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn show_unsubscribe(State(app): State<App>, Params(link): Params<Link>) -> ApiResult<Response> {
    app.unsubscription(&link.token).ok_or_else(|| ApiError::new(Code::LinkInvalid))?;
    let location =
        HeaderValue::from_str(&app.unsubscribe_page(&link.token)).map_err(|_| ApiError::new(Code::LinkInvalid))?;
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response())
}
