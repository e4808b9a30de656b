use axum::extract::State;
use axum::http::StatusCode;
use domain::typo::TypoReport;
use http::{ApiError, ApiResult, App, Body, ClientAddress, Code, Problem, hash};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use table::CommitError;
use table::entities::counter::Quota;
use table::entities::message::Message;
use table::entities::typo::Typo;
use utoipa::ToSchema;

/// The while in which reports are counted.
const WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// Reports of an address: more than an attentive reader sends.
const MOST_OF_AN_ADDRESS: u32 = 20;
/// Reports of all: what an operator reads in an hour at the very most, and what the table ever takes.
const MOST_OF_ALL: u32 = 300;

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

/// Tells the operator of a mistake in a text of the site. Anybody may; nothing is kept of who it was.
#[utoipa::path(post, path = "/api/typos", tag = "typos", request_body = Report, responses(
    (status = 202),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`validation_failed`", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "`too_many_requests`, with `Retry-After`", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn report_typo(State(app): State<App>, address: ClientAddress, body: Body) -> ApiResult<StatusCode> {
    let Report { page, selection, comment } = body.parse()?;
    let report = TypoReport::parse(&page, &selection, comment.as_deref())
        .map_err(|(field, refusal)| ApiError::field(field, &refusal))?;
    let now = app.clock.now();
    // One after the other: what an address sends too much of never touches the counter of all.
    admit(&app, "typo_address", hash::sha256(&address.network()), MOST_OF_AN_ADDRESS, now).await?;
    admit(&app, "typo_all", "all".to_owned(), MOST_OF_ALL, now).await?;
    store(&app, Typo { id: app.random.id()?, report, at: now }).await?;
    Ok(StatusCode::ACCEPTED)
}

async fn admit(app: &App, kind: &'static str, subject: String, most: u32, now: Timestamp) -> ApiResult<()> {
    let quota = Quota { kind, subject, window: WINDOW, most };
    match app.table.reserve(&quota, now).await?.wait(now) {
        None => Ok(()),
        Some(seconds) => Err(ApiError::new(Code::TooManyRequests).retry_after(seconds)),
    }
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
