//! `GET /api/exchange/v1/feeds/readings`: what residents entered.

use axum::Json;
use axum::extract::State;
use domain::account::AccountNumber;
use domain::line_text::LineText;
use domain::meter::{Resource, Source, Value};
use domain::reading::Confirmation;
use http::{ApiResult, App, ExchangeCaller, Problem};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use table::entities::reading::ReadingEntered;
use table::feed::Entry;
use utoipa::ToSchema;

use crate::feed::{FeedAnswer, FeedQuery, walk};

/// A reading that a resident entered.
#[derive(Debug, Serialize, ToSchema)]
pub struct FeedReading {
    /// Id of the entry: an entry that was met before may come again when a call is repeated.
    id: String,
    /// When it was entered.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Number of the account.
    #[schema(value_type = String, example = "100200300")]
    account: AccountNumber,
    /// Serial number of the meter.
    #[schema(value_type = String)]
    meter: LineText,
    /// What it measures.
    #[schema(schema_with = http::schemas::resource)]
    resource: Resource,
    /// The day of the reading in the zone of the house, which is the company's unless it has one of its own.
    #[schema(value_type = String, format = Date)]
    taken_on: Date,
    /// One value a zone.
    #[schema(value_type = Vec<String>, example = json!(["123.4"]))]
    values: Vec<Value>,
    /// Consumption since the reading before, one value a zone.
    #[schema(value_type = Vec<String>, example = json!(["5.2"]))]
    consumption: Vec<Value>,
    /// Always `resident`.
    #[schema(schema_with = http::schemas::reading_source)]
    source: Source,
    /// What the person confirmed, having been asked.
    #[schema(schema_with = http::schemas::confirmations)]
    confirmed: Vec<Confirmation>,
    /// The entry that this one corrects.
    replaces: Option<String>,
}

impl From<Entry<ReadingEntered>> for FeedReading {
    fn from(entry: Entry<ReadingEntered>) -> Self {
        let ReadingEntered { account, meter, resource, taken_on, values, consumption, confirmed, replaces } =
            entry.event;
        Self {
            id: entry.id,
            at: entry.at,
            account,
            meter,
            resource,
            taken_on,
            values,
            consumption,
            source: Source::Resident,
            confirmed,
            replaces,
        }
    }
}

/// Readings that residents entered, in their order; a correction is an entry of its own. What was entered in the last
/// quarter of a minute comes a little later, so that nothing is ever skipped.
#[utoipa::path(get, path = "/api/exchange/v1/feeds/readings", tag = "exchange", params(FeedQuery), responses(
    (status = 200, body = FeedAnswer<FeedReading>),
    (status = 400, description = "`malformed_query` or `cursor_invalid`", body = Problem,
        content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn follow_readings(
    State(app): State<App>,
    caller: ExchangeCaller,
    query: FeedQuery,
) -> ApiResult<Json<FeedAnswer<FeedReading>>> {
    walk::<ReadingEntered, FeedReading>(&app, &caller, &query).await
}
