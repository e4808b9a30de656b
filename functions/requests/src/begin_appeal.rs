use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::appeal::{AppealId, MessageText, Topic, UploadId};
use domain::contact::Contact;
use domain::{AccountId, UserId};
use http::{ApiError, ApiResult, App, Body, Code, IdempotencyKey, Once, Problem, Resident, Segment, fingerprint};
use serde::{Deserialize, Serialize};
use table::entities::account::AccountItem;
use table::entities::appeal::AppealThread;
use table::entities::appeal_event::AppealDeed;
use table::entities::request::{REQUEST_STEP, Request};
use table::{Batch, keys};
use utoipa::ToSchema;

use crate::desk::{Told, begun, refused, words};
use crate::files;
use crate::get_appeal;
use crate::message::Message;
use crate::throttle::Daily;
use crate::{appeal, appeal::Appeal};

/// What a person writes to the company.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAppeal {
    /// One of the company's topics or the person's own words, at most 120 characters.
    #[schema(value_type = String, max_length = 120)]
    topic: Topic,
    /// Lines of text, at most 4,000 characters.
    #[schema(value_type = String, max_length = 4000)]
    text: MessageText,
    /// Where to answer: an address, a number, or both.
    #[schema(value_type = appeal::AppealContact)]
    contact: Contact,
    /// Files that were sent before, at most 5: ids of uploads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>, max_items = 5, required = false)]
    files: Vec<UploadId>,
}

/// New appeals of a person in a day.
const DAILY: Daily =
    Daily { kind: "appeal", most: 10, words: "отправить не более 10 обращений" };

/// Writes to the company. The same `Idempotency-Key` with the same body makes one appeal.
#[utoipa::path(post, path = "/api/accounts/{id}/appeals", tag = "appeals", request_body = NewAppeal,
    params(("id" = String, Path), ("Idempotency-Key" = Option<String>, Header, description = "Up to 255 visible ASCII characters, a new one for each appeal")),
    responses(
    (status = 201, body = appeal::AppealThread),
    (status = 400, description = "`idempotency_key_required`: the key is no good; malformed JSON", body = Problem),
    (status = 401, body = Problem),
    (status = 404, description = "Not there or not yours", body = Problem),
    (status = 409, description = "`idempotency_key_reused`", body = Problem),
    (status = 413, body = Problem),
    (status = 415, body = Problem),
    (status = 422, description = "`contact_required`, `email_malformed`, `phone_malformed`, `too_long`, `upload_unknown`, `upload_missing`, `file_type_not_allowed`, `file_too_large`, `too_many`, `duplicate`", body = Problem),
    (status = 429, description = "`too_many_requests`: ten a day", body = Problem),
    (status = 503, body = Problem),
))]
pub async fn begin_appeal(
    State(app): State<App>,
    resident: Resident,
    Segment((account,)): Segment<(AccountId,)>,
    key: IdempotencyKey,
    body: Body,
) -> ApiResult<(StatusCode, Json<appeal::AppealThread>)> {
    let (user, place) = (&resident.user, keys::account(&account));
    let page = Once::ask(Batch::consistent().with(place.clone()), user, &key);
    let (_, mut found) = resident.visit(&app, &account, page).await?;
    let mut once = Once::found(&mut found, user, &key)?;
    let form: NewAppeal = body.parse()?;
    let fingerprint = fingerprint(account.as_str(), &form)?;
    if let Some(before) = once.before(&fingerprint)? {
        return again(&app, &resident, &account, before).await;
    }
    let home: AccountItem = found.take(&place)?.ok_or_else(|| ApiError::new(Code::NotFound))?;
    let request = |id: &AppealId| once.request(&app, &fingerprint, id.as_str());
    let work = Box::pin(begin(&app, user, home, form, request));
    let refusal = match Box::pin(DAILY.during(&app, user, work)).await {
        Ok(thread) => return Ok((StatusCode::CREATED, Json(thread))),
        Err(refusal) => refusal,
    };
    // Of files too: the same call may have claimed them.
    let before = once.look_again(&app, &fingerprint, refusal).await?;
    again(&app, &resident, &account, &before).await
}

/// Keeps the files and writes everything at once.
async fn begin(
    app: &App,
    user: &UserId,
    home: AccountItem,
    form: NewAppeal,
    request: impl Fn(&AppealId) -> Option<Request>,
) -> ApiResult<appeal::AppealThread> {
    let files = files::keep(app, user, &form.files).await?;
    let now = app.clock.now();
    let id = AppealId::new(&home.id, &app.random.ordered_id(now)?).map_err(|error| ApiError::internal(&error))?;
    let item = begun(id.clone(), user, form.topic.clone(), now);
    let (topic, contact) = (form.topic, form.contact);
    let thread = AppealThread { id: id.clone(), user: user.clone(), number: home.number, topic, contact };
    let message = words(app, &id, (form.text, files), now)?;
    let told = Told { what: AppealDeed::Created, message: Some(&message) };
    let entry = told.entry(app, &thread.number, &item)?;
    let steps = app.table.transaction().unless_erased(user).from_call(request(&id).as_ref());
    let steps = steps.claim(user, &message.files, &message.id).put_new("appeal", &item).put_new("thread", &thread);
    let steps = steps.put_new("message", &message).put_new("feed", &entry);
    match app.table.commit(steps).await {
        Ok(()) => Ok(Appeal::of(&item).with(thread.contact, vec![Message::of(message)])),
        Err(error) if error.refused_by(REQUEST_STEP) => Err(Once::quicker()),
        Err(error) => Err(refused(error)),
    }
}

/// What the call came to before, as it stands now.
async fn again(
    app: &App,
    resident: &Resident,
    account: &AccountId,
    before: &str,
) -> ApiResult<(StatusCode, Json<appeal::AppealThread>)> {
    let id = AppealId::parse(before).map_err(|error| ApiError::internal(&error))?;
    let thread = get_appeal::thread(app, resident, (account, &id), Batch::consistent()).await?;
    Ok((StatusCode::CREATED, Json(thread)))
}
