use axum::Json;
use axum::extract::State;
use domain::AccountId;
use http::{ApiError, ApiResult, App, Body, Code, IdempotencyKey, Problem, Resident, Segment, Whereabouts};
use serde_json::Value;

use crate::entering::{Call, Entered, Entering, ReadingsForm};
use crate::home::Home;
use crate::window::Window;

/// Enters readings of an account's meters, each judged on its own. In the open window a further reading of a meter
/// corrects the one before. The same `Idempotency-Key` with the same body is answered as the first time and changes
/// nothing, whatever was sent between; without one, a form that comes late takes back what was corrected after it.
#[utoipa::path(post, path = "/api/accounts/{id}/readings", tag = "readings", params(("id" = String, Path),
    ("Idempotency-Key" = Option<String>, Header, description = "Up to 255 visible ASCII characters, a new one for each form")),
    request_body = ReadingsForm, responses(
    (status = 200, description = "Row by row", body = Entered),
    (status = 400, description = "`idempotency_key_required`: the key is no good; malformed JSON", body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "`window_closed`, `idempotency_key_reused`", body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 415, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn enter_readings(
    State(app): State<App>,
    resident: Resident,
    from: Whereabouts,
    Segment((account,)): Segment<(AccountId,)>,
    key: IdempotencyKey,
    body: Body,
) -> ApiResult<Json<Value>> {
    let (home, once) = Home::as_it_is(&app, &resident, &account, &key).await?;
    let form: ReadingsForm = body.parse()?;
    let call = Call::of(once, &account, &form)?;
    if let Some(answer) = call.before()? {
        return Ok(Json(answer));
    }
    let rows = form.check()?;
    let window = Window::nearest(home.window, home.today);
    if !window.open {
        return Err(ApiError::new(Code::WindowClosed).detail(window.when_closed()));
    }
    Entering { app: &app, window: &window, from: &from, call }.enter(home, &rows).await.map(Json)
}
