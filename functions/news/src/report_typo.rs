use axum::extract::State;
use axum::http::StatusCode;
use domain::typo::TypoReport;
use http::{ApiError, ApiResult, App, Body, ClientAddress, Code, Problem, Resident, hash};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use table::CommitError;
use table::entities::counter::Quota;
use table::entities::message::Message;
use table::entities::typo::Typo;
use utoipa::ToSchema;

/// The while in which reports are counted.
const WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// Reports of one person, or of one address where nobody is signed in: more than an attentive reader sends.
const MOST_OF_ONE: u32 = 20;
/// Reports of all that need no look: more of them are told to whoever watches, and refused to nobody.
const USUAL_OF_ALL: u32 = 300;

/// A mistake in a text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Path of the page; what stands behind `?` is not kept.
    #[schema(example = "/charges")]
    page: String,
    /// The words, up to 500 characters.
    selection: String,
    /// What is wrong with them, up to 1,000 characters.
    #[serde(default)]
    comment: Option<String>,
}

/// Tells the operator of a mistake in a text of the site. Anybody may; nothing is kept of who it was. Who is signed in is
/// counted alone, so a neighbour behind the same address cannot use up their reports.
#[utoipa::path(post, path = "/api/typos", tag = "typos", request_body = Report, responses(
    (status = 202),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "A token that is shown is not good", body = Problem,
        content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`validation_failed`", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "`too_many_requests`, with `Retry-After`", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn report_typo(
    State(app): State<App>,
    resident: Option<Resident>,
    address: ClientAddress,
    body: Body,
) -> ApiResult<StatusCode> {
    let Report { page, selection, comment } = body.parse()?;
    let report = TypoReport::parse(&page, &selection, comment.as_deref())
        .map_err(|(field, refusal)| ApiError::field(field, &refusal))?;
    let now = app.clock.now();
    admit(&app, resident, address, now).await?;
    store(&app, Typo { id: app.random.id()?, report, at: now }).await?;
    Ok(StatusCode::ACCEPTED)
}

async fn admit(app: &App, resident: Option<Resident>, address: ClientAddress, now: Timestamp) -> ApiResult<()> {
    let own = match resident {
        Some(resident) => Quota::by_the_clock("typo_person", resident.user.as_str(), WINDOW, MOST_OF_ONE, now),
        None => Quota::by_the_clock("typo_address", &hash::sha256(&address.network()), WINDOW, MOST_OF_ONE, now),
    };
    if let Some(seconds) = app.table.reserve_at_once(&own, now).await?.wait(now) {
        return Err(ApiError::new(Code::TooManyRequests).retry_after(seconds));
    }
    // What one sends too much of never touches the counter of all.
    let all = Quota::by_the_clock("typo_all", "all", WINDOW, USUAL_OF_ALL, now);
    if app.table.reserve_at_once(&all, now).await?.wait(now).is_some() {
        tracing::warn!("more reports of mistakes than usual");
    }
    Ok(())
}

/// The first report of an hour brings the letter that will tell of all of them.
async fn store(app: &App, typo: Typo) -> ApiResult<()> {
    let Some(operator) = &app.settings.operator_email else { return Ok(app.table.put(&typo).await?) };
    let letter = Message::typos_of_the_hour(operator, typo.at);
    match app.table.commit(app.table.transaction().put("typo", &typo).put_new("letter", &letter)).await {
        Ok(()) => Ok(()),
        Err(CommitError::Refused(_)) => Ok(app.table.put(&typo).await?),
        Err(CommitError::Table(error)) => Err(error.into()),
    }
}
