//! `GET /api/operator`

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use http::{App, OperatorContacts};
use serde::Serialize;
use utoipa::ToSchema;

/// It changes with a deployment, and stands at the foot of every page of who is not signed in.
const KEPT: (HeaderName, HeaderValue) = (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));

/// Who runs the site. What the deployment does not say is null.
#[derive(Debug, Serialize, ToSchema)]
pub struct Operator {
    /// Its name.
    #[schema(example = "ООО «Расчётный центр»")]
    name: Option<String>,
    /// Its address, with the postal code.
    address: Option<String>,
    /// Its telephone, as it is to be read.
    #[schema(example = "+7 845 200-00-00")]
    phone: Option<String>,
    /// Its address for mail.
    email: Option<String>,
}

/// Whom people turn to who cannot sign in. Open to anybody, kept for an hour.
#[utoipa::path(get, path = "/api/operator", tag = "auth", responses((status = 200, body = Operator)))]
pub async fn get_operator(State(app): State<App>) -> ([(HeaderName, HeaderValue); 1], Json<Operator>) {
    let OperatorContacts { name, address, phone, email } = app.settings.operator.clone();
    ([KEPT], Json(Operator { name, address, phone, email }))
}
