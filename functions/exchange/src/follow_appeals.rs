//! `GET /api/exchange/v1/feeds/appeals`: what residents write to the company.

use std::collections::HashSet;

use axum::Json;
use axum::extract::State;
use domain::AppealId;
use domain::account::AccountNumber;
use domain::appeal::{Rating, State as Status};
use domain::contact::Contact;
use http::{ApiResult, App, ExchangeCaller, FileShown, Problem};
use jiff::Timestamp;
use serde::Serialize;
use table::entities::appeal::{AppealMessage, AppealThread};
use table::entities::appeal_event::{AppealDeed, AppealEvent};
use table::feed::Entry;
use table::{Batch, Found, Key, TableError, keys};
use utoipa::ToSchema;
use utoipa::openapi::schema::Object;

use crate::feed::{FeedAnswer, FeedQuery, read};

/// Entries of a page: so many of the longest texts fit into the answer of a function.
const MOST: usize = 200;

/// Something that a resident did with an appeal.
#[derive(Debug, Serialize, ToSchema)]
pub struct FeedAppeal {
    /// Id of the entry: an entry that was met before may come again when a call is repeated.
    id: String,
    /// When it happened.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// The appeal: what it is answered by.
    #[schema(value_type = String)]
    appeal: AppealId,
    /// What happened.
    #[schema(schema_with = deeds)]
    what: AppealDeed,
    /// Where the appeal stood after it.
    #[schema(schema_with = http::schemas::appeal_state)]
    status: Status,
    /// Number of the account.
    #[schema(value_type = String, example = "100200300")]
    account: AccountNumber,
    /// What it is about; null once the person has left the cabinet.
    topic: Option<String>,
    /// What the person wrote, with `created` and `written`; null once the person has left the cabinet.
    text: Option<String>,
    /// Files that came with the text, fetched by `GET …/appeals/{appeal}/files/{file}`.
    files: Vec<FileShown>,
    /// What the latest answer was worth to the person.
    #[schema(schema_with = http::schemas::appeal_rated)]
    rating: Option<Rating>,
    /// Where the person is answered, `{email?, phone?}`; null once the person has left the cabinet.
    #[schema(value_type = Option<Object>)]
    contact: Option<Contact>,
}

impl FeedAppeal {
    fn of(entry: Entry<AppealEvent>, found: &Found) -> Result<Self, TableError> {
        let event = entry.event;
        let thread: Option<AppealThread> = found.read(&keys::appeal_thread(&event.appeal))?;
        let message = event.message.map(|id| keys::appeal_message(&event.appeal, &id));
        let message: Option<AppealMessage> = message.map(|key| found.read(&key)).transpose()?.flatten();
        Ok(Self {
            id: entry.id,
            at: entry.at,
            appeal: event.appeal,
            what: event.what,
            status: event.status,
            account: event.account,
            topic: thread.as_ref().map(|thread| thread.topic.to_string()),
            text: message.as_ref().map(|message| message.text.to_string()),
            files: message.as_ref().map(FileShown::all).unwrap_or_default(),
            rating: event.rating,
            contact: thread.map(|thread| thread.contact),
        })
    }
}

/// What residents did with their appeals, in its order. What happened in the last quarter of a minute comes a little
/// later, so that nothing is ever skipped. Topic, words and contact are read when they are asked for: they are gone with
/// a person who has left the cabinet. A page has at most 200 entries.
#[utoipa::path(get, path = "/api/exchange/v1/feeds/appeals", tag = "exchange", params(FeedQuery), responses(
    (status = 200, body = FeedAnswer<FeedAppeal>),
    (status = 400, description = "`malformed_query` or `cursor_invalid`", body = Problem,
        content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn follow_appeals(
    State(app): State<App>,
    caller: ExchangeCaller,
    query: FeedQuery,
) -> ApiResult<Json<FeedAnswer<FeedAppeal>>> {
    let page = read::<AppealEvent>(&app, &caller, &query.at_most(MOST)).await?;
    let told: HashSet<Key> = page.entries.iter().flat_map(|entry| what_it_names(&entry.event)).collect();
    let found = app.table.batch(Batch::consistent().with_all(told)).await?;
    Ok(Json(FeedAnswer::try_of(page, |entry| FeedAppeal::of(entry, &found))?))
}

fn what_it_names(event: &AppealEvent) -> impl Iterator<Item = Key> {
    let message = event.message.as_ref().map(|id| keys::appeal_message(&event.appeal, id));
    [keys::appeal_thread(&event.appeal)].into_iter().chain(message)
}

fn deeds() -> Object {
    use AppealDeed::{Closed, Created, Rated, Reopened, Written};
    http::schemas::enumeration(&[Created, Written, Closed, Reopened, Rated])
}
