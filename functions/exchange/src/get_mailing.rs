//! `GET /api/exchange/v1/periods/{period}/mailing`: how far the receipts of a closing have come.

use axum::Json;
use axum::extract::State;
use domain::Period;
use http::{ApiError, ApiResult, App, Code, ExchangeCaller, Problem, Segment};
use jiff::Timestamp;
use serde::Serialize;
use table::entities::exchange_key::Scope;
use table::entities::mailing::{Mailings, MailingsOf, Progress};
use table::entities::period::PeriodItem;
use table::keys;
use utoipa::ToSchema;

/// The mailing of the latest closing of a period.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailingAnswer {
    /// `none` before the first closing, `running`, `done`, or `stopped` where the period was reopened before the end:
    /// the next closing mails the rest.
    pub status: MailingStatus,
    /// Which closing, as in the answer of closing; 0 before the first.
    pub version: u32,
    /// Subscriptions that were met so far; `sent`, `failed` and `skipped` make up the same number in the end.
    pub subscribers: u64,
    /// Receipts handed over to the provider of mail.
    pub sent: u64,
    /// Receipts that the provider refused, or that were given up after three days.
    pub failed: u64,
    /// Subscriptions to which there was nothing to send: no statement or the same as before, unsubscribed meanwhile, or
    /// an address to which mail does not get through.
    pub skipped: u64,
    /// When it began.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub started_at: Option<Timestamp>,
    /// When it ended; not before the receipts of earlier closings did.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub finished_at: Option<Timestamp>,
    /// Earlier closings of the period whose receipts wait or could not be sent: a later closing mails the corrected ones
    /// alone.
    pub earlier: Vec<EarlierMailing>,
}

/// What an earlier closing has left.
#[derive(Debug, Serialize, ToSchema)]
pub struct EarlierMailing {
    /// Which closing.
    pub version: u32,
    /// Receipts that wait for their turn.
    pub waiting: u64,
    /// Receipts that the provider refused, or that were given up.
    pub failed: u64,
}

/// How far a mailing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailingStatus {
    /// The period was never closed.
    None,
    /// Receipts are being sent, of this closing or of an earlier one.
    Running,
    /// Everybody was looked at, and no receipt waits.
    Done,
    /// The period was reopened before the end.
    Stopped,
}

impl MailingAnswer {
    fn of(version: u32, mailings: &Mailings) -> Self {
        let progress = mailings.upto(version);
        let earlier = mailings.unfinished_before(version).map(|(version, progress)| EarlierMailing {
            version,
            waiting: progress.waiting(),
            failed: progress.failed,
        });
        let status = match progress {
            _ if version == 0 => MailingStatus::None,
            Progress { stopped: true, .. } => MailingStatus::Stopped,
            Progress { finished_at: Some(_), .. } => MailingStatus::Done,
            Progress { .. } => MailingStatus::Running,
        };
        let Progress { subscribers, sent, failed, skipped, started_at, finished_at, .. } = progress;
        let earlier = earlier.collect();
        Self { status, version, subscribers, sent, failed, skipped, started_at, finished_at, earlier }
    }
}

/// How far the mailing of receipts is that the latest closing of a period began.
#[utoipa::path(get, path = "/api/exchange/v1/periods/{period}/mailing", tag = "exchange", params(("period" = String, Path, example = "2026-10")), responses(
    (status = 200, body = MailingAnswer),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "`period_unknown`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn get_mailing(
    State(app): State<App>,
    caller: ExchangeCaller,
    Segment((period,)): Segment<(Period,)>,
) -> ApiResult<Json<MailingAnswer>> {
    caller.require(Scope::Close)?;
    let organization = caller.organization();
    let item: Option<PeriodItem> = app.table.get(keys::period(organization, period), true).await?;
    let version = item.ok_or_else(|| ApiError::new(Code::PeriodUnknown))?.version;
    let parts = app.table.query_all(&MailingsOf { organization, period }).await?;
    Ok(Json(MailingAnswer::of(version, &Mailings::of(parts))))
}
