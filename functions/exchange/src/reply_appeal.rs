//! `POST /api/exchange/v1/appeals/{appeal}/reply`: the company answers a resident.

use axum::Json;
use axum::extract::State;
use domain::AppealId;
use domain::appeal::{Answer, AppealError, MessageText, ReplyId, State as Status};
use domain::text::TextError;
use http::{ApiError, ApiResult, App, Code, ExchangeBody, ExchangeCaller, Problem, Segment, hash};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use table::entities::appeal::{AppealItem, AppealMessage, AppealThread, Author};
use table::entities::appeal_reply::AppealReply;
use table::entities::exchange_key::Scope;
use table::{Batch, CommitError, keys};
use utoipa::ToSchema;

use crate::month::ATTEMPTS;

/// What the company says. Words, a status, or both; `answered` and `closed` have words.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReply {
    /// The company's own id of it, up to 40 characters: the same one again changes nothing.
    #[schema(value_type = String, example = "reply-17")]
    reply_id: ReplyId,
    /// What the resident reads, up to 4,000 characters; may be left out where the status
    /// is `in_progress`.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 4000)]
    text: Option<MessageText>,
    /// Where the appeal is put; left out, words make it `answered`.
    #[serde(default)]
    #[schema(schema_with = http::schemas::appeal_state)]
    status: Option<Status>,
}

/// What a reply came to.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReplyAnswer {
    /// The appeal.
    #[schema(value_type = String)]
    appeal: AppealId,
    /// The company's id of the reply.
    #[schema(value_type = String)]
    reply_id: ReplyId,
    /// Where the reply put the appeal.
    #[schema(schema_with = http::schemas::appeal_state)]
    status: Status,
    /// The message that it became; null for a status alone.
    message: Option<String>,
}

impl NewReply {
    fn says_something(self) -> ApiResult<Self> {
        if self.text.is_none() && self.status.is_none() {
            return Err(ApiError::field("text", &TextError::Empty));
        }
        Ok(self)
    }

    fn answer(&self) -> Answer {
        Answer { has_text: self.text.is_some(), status: self.status }
    }

    /// The message that its words become.
    fn message(&self, app: &App, appeal: &AppealId, at: Timestamp) -> ApiResult<Option<AppealMessage>> {
        let Some(text) = self.text.clone() else { return Ok(None) };
        let (appeal, id, files) = (appeal.clone(), app.random.ordered_id(at)?, Vec::new());
        Ok(Some(AppealMessage { appeal, id, author: Author::Company, text, files, at }))
    }

    /// What it comes to where it puts the appeal like this.
    fn outcome(&self, new: &AppealItem, message: Option<&AppealMessage>) -> ApiResult<AppealReply> {
        Ok(AppealReply {
            appeal: new.id.clone(),
            id: self.reply_id.clone(),
            fingerprint: self.fingerprint()?,
            status: new.appeal.state,
            message: message.map(|message| message.id.clone()),
            at: new.updated_at,
        })
    }

    fn fingerprint(&self) -> ApiResult<String> {
        let text = serde_json::to_string(&(&self.text, &self.status)).map_err(|error| ApiError::internal(&error))?;
        Ok(hash::sha256(&text))
    }
}

impl From<AppealReply> for ReplyAnswer {
    fn from(reply: AppealReply) -> Self {
        Self { appeal: reply.appeal, reply_id: reply.id, status: reply.status, message: reply.message }
    }
}

/// Answers an appeal, or says where it stands. The same call again changes nothing and is answered the same. Words are
/// unread to the resident until they are looked at, and are mailed to the contact of the appeal, else to the profile's
/// address. Only the resident opens a closed appeal again.
#[utoipa::path(post, path = "/api/exchange/v1/appeals/{appeal}/reply", tag = "exchange", request_body = NewReply,
    params(("appeal" = String, Path)), responses(
    (status = 200, body = ReplyAnswer),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there, not of this company, or its resident has left the cabinet", body = Problem,
        content_type = "application/problem+json"),
    (status = 409, description = "`appeal_closed`, `appeal_full`, `reply_id_reused`", body = Problem,
        content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`required`, `too_long`, `reply_id_malformed`, `status_impossible`", body = Problem,
        content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`: send it again", body = Problem, content_type = "application/problem+json"),
))]
pub async fn reply_appeal(
    State(app): State<App>,
    caller: ExchangeCaller,
    Segment((appeal,)): Segment<(AppealId,)>,
    body: ExchangeBody,
) -> ApiResult<Json<ReplyAnswer>> {
    caller.require(Scope::Load)?;
    if appeal.account().organization() != *caller.organization() {
        return Err(ApiError::new(Code::NotFound));
    }
    // What is not there is told before what is wrong with the body.
    let thread: AppealThread = found(app.table.get(keys::appeal_thread(&appeal), true).await?)?;
    let reply = body.parse::<NewReply>()?.says_something()?;
    for _ in 0..ATTEMPTS {
        let (item, before) = read(&app, &thread, &reply.reply_id).await?;
        if let Some(before) = before {
            let same = before.fingerprint == reply.fingerprint()?;
            return if same { Ok(Json(before.into())) } else { Err(ApiError::new(Code::ReplyIdReused)) };
        }
        let now = app.clock.now();
        let new = item.replied(item.appeal.answered(reply.answer()).map_err(refused)?, reply.text.is_some(), now);
        let message = reply.message(&app, &appeal, now)?;
        let outcome = reply.outcome(&new, message.as_ref())?;
        let words = message.as_ref().zip(Some(app.random.ordered_id(now)?));
        match app.table.commit(app.table.appeal_replied((&item, &new), &thread, &outcome, words)).await {
            Ok(()) => return Ok(Json(outcome.into())),
            Err(CommitError::Refused(_)) => {}
            Err(CommitError::Table(error)) => return Err(error.into()),
        }
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}

/// Why no reply is taken. What a resident is told to do is nothing that a company can.
fn refused(error: AppealError) -> ApiError {
    let words = match error {
        AppealError::Closed => "Обращение закрыто. Открыть его снова может только житель.",
        AppealError::Full => {
            "В этом обращении слишком много сообщений. Закройте его без текста: новое может начать только житель."
        }
        _ => return error.into(),
    };
    ApiError::from(error).in_words(words)
}

/// The appeal, and what this reply came to before.
async fn read(app: &App, thread: &AppealThread, reply: &ReplyId) -> ApiResult<(AppealItem, Option<AppealReply>)> {
    let (head, before) = (keys::appeal(&thread.user, &thread.id), keys::appeal_reply(&thread.id, reply));
    let mut page = app.table.batch(Batch::consistent().with(head.clone()).with(before.clone())).await?;
    Ok((found(page.take(&head)?)?, page.take(&before)?))
}

fn found<T>(item: Option<T>) -> ApiResult<T> {
    item.ok_or_else(|| ApiError::new(Code::NotFound))
}
