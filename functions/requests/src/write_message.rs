use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::AccountId;
use domain::appeal::{AppealId, MessageText, UploadId};
use http::{ApiError, ApiResult, App, Body, Code, IdempotencyKey, Once, Problem, Resident, Segment, fingerprint};
use serde::{Deserialize, Serialize};
use table::entities::appeal::AppealMessage;
use table::entities::appeal_event::AppealDeed;
use table::entities::request::{REQUEST_STEP, Request};
use table::{Batch, keys};
use utoipa::ToSchema;

use crate::desk::{ATTEMPTS, Desk, Told, check, words};
use crate::files;
use crate::message::Message;
use crate::throttle::Daily;

/// More words.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMessage {
    /// Lines of text, at most 4,000 characters.
    #[schema(value_type = String, max_length = 4000)]
    text: MessageText,
    /// Files that were sent before, at most 5: ids of uploads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>, max_items = 5, required = false)]
    files: Vec<UploadId>,
}

/// Messages of a person in a day, in all their appeals.
const DAILY: Daily =
    Daily { kind: "appeal_message", most: 60, words: "отправить не более 60 сообщений" };

/// Writes more in an appeal that is not closed. The same `Idempotency-Key` with the same body makes one message.
#[utoipa::path(post, path = "/api/accounts/{id}/appeals/{appeal}/messages", tag = "appeals", request_body = NewMessage,
    params(("id" = String, Path), ("appeal" = String, Path), ("Idempotency-Key" = Option<String>, Header, description = "Up to 255 visible ASCII characters, a new one for each message")),
    responses(
    (status = 201, body = Message),
    (status = 400, description = "`idempotency_key_required`: the key is no good; malformed JSON", body = Problem),
    (status = 401, body = Problem),
    (status = 404, description = "Not there or not yours", body = Problem),
    (status = 409, description = "`appeal_closed`, `appeal_full`, `idempotency_key_reused`", body = Problem),
    (status = 413, body = Problem),
    (status = 415, body = Problem),
    (status = 422, description = "`required`, `too_long`, `upload_unknown`, `upload_missing`, `file_type_not_allowed`, `file_too_large`, `too_many`, `duplicate`", body = Problem),
    (status = 429, description = "`too_many_requests`: sixty a day", body = Problem),
    (status = 503, body = Problem),
))]
pub async fn write_message(
    State(app): State<App>,
    resident: Resident,
    Segment((account, appeal)): Segment<(AccountId, AppealId)>,
    key: IdempotencyKey,
    body: Body,
) -> ApiResult<(StatusCode, Json<Message>)> {
    let call = Call { app: &app, resident: &resident, account: &account, appeal: &appeal, key: &key };
    let user = &resident.user;
    let (desk, mut found) = call.visit().await?;
    let mut once = Once::found(&mut found, user, &key)?;
    let form: NewMessage = body.parse()?;
    let fingerprint = fingerprint(appeal.as_str(), &form)?;
    if let Some(before) = once.before(&fingerprint)? {
        return again(&app, &appeal, before).await;
    }
    desk.item.appeal.written().map_err(ApiError::from)?;
    let request = |message: &str| once.request(&app, &fingerprint, message);
    let work = Box::pin(call.write(desk, form, request));
    let refusal = match Box::pin(DAILY.during(&app, user, work)).await {
        Ok(message) => return Ok((StatusCode::CREATED, Json(Message::of(message)))),
        Err(refusal) => refusal,
    };
    // Of files too: the same call may have claimed them.
    let before = once.look_again(&app, &fingerprint, refusal).await?;
    again(&app, &appeal, &before).await
}

/// Who writes where.
struct Call<'a> {
    app: &'a App,
    resident: &'a Resident,
    account: &'a AccountId,
    appeal: &'a AppealId,
    key: &'a IdempotencyKey,
}

impl Call<'_> {
    async fn visit(&self) -> ApiResult<(Desk, table::Found)> {
        let batch = Once::ask(Batch::consistent(), &self.resident.user, self.key);
        Desk::visit(self.app, self.resident, (self.account, self.appeal), batch).await
    }

    /// Keeps the files and writes the message into the thread as it is by then.
    async fn write(
        &self,
        mut desk: Desk,
        form: NewMessage,
        request: impl Fn(&str) -> Option<Request>,
    ) -> ApiResult<AppealMessage> {
        let (app, user) = (self.app, &self.resident.user);
        let files = files::keep(app, user, &form.files).await?;
        for _ in 0..ATTEMPTS {
            let now = app.clock.now();
            let new = desk.item.moved(desk.item.appeal.written().map_err(ApiError::from)?, now);
            let message = words(app, self.appeal, (form.text.clone(), files.clone()), now)?;
            let told = Told { what: AppealDeed::Written, message: Some(&message) };
            let steps = desk.change(app, &new, &told)?.claim(user, &message.files, &message.id);
            let steps = steps.from_call(request(&message.id).as_ref()).put_new("message", &message);
            match app.table.commit(steps).await {
                Ok(()) => return Ok(message),
                Err(error) if error.refused_by(REQUEST_STEP) => return Err(Once::quicker()),
                Err(error) => check(error)?,
            }
            desk = self.visit().await?.0;
        }
        Err(ApiError::new(Code::Unavailable).retry_after(1))
    }
}

/// The message that the call came to before.
async fn again(app: &App, appeal: &AppealId, before: &str) -> ApiResult<(StatusCode, Json<Message>)> {
    let message = app.table.get(keys::appeal_message(appeal, before), true).await?;
    let message = message.ok_or_else(|| ApiError::internal(&"a request without its message"))?;
    Ok((StatusCode::CREATED, Json(Message::of(message))))
}
