use axum::Json;
use axum::extract::State;
use domain::AccountId;
use http::{ApiError, ApiResult, App, Body, Code, Problem, Resident, Segment, Whereabouts};

use crate::entering::{Entered, Entering, ReadingsForm};
use crate::home::Home;
use crate::window::Window;

/// Enters readings of an account's meters, each judged on its own. In the open window a further reading of a meter
/// corrects the one before.
#[utoipa::path(post, path = "/api/accounts/{id}/readings", tag = "readings", params(("id" = String, Path)),
    request_body = ReadingsForm, responses(
    (status = 200, description = "Row by row", body = Entered),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "`window_closed`", body = Problem, content_type = "application/problem+json"),
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
    body: Body,
) -> ApiResult<Json<Entered>> {
    let home = Home::as_it_is(&app, &resident, &account).await?;
    let form: ReadingsForm = body.parse()?;
    let form = form.check()?;
    let window = Window::nearest(home.window(), home.today);
    if !window.open {
        return Err(ApiError::new(Code::WindowClosed).detail(window.when_closed()));
    }
    Entering { app: &app, window: &window, from: &from }.enter(home, form).await.map(Json)
}
