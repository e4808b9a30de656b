use axum::Json;
use axum::extract::State;
use domain::AccountId;
use domain::account_label::AccountLabel;
use http::{ApiError, ApiResult, App, Body, Code, Problem, Resident, Segment};
use serde::{Deserialize, Deserializer};
use table::entities::attachment::Attachment;
use table::entities::receipt_subscription::{ATTACHMENT_STEP, ReceiptSubscription};
use table::entities::reminder::Subscription;
use table::{CommitError, Transaction, Update, keys};
use utoipa::ToSchema;

use crate::card::Card;
use crate::get_account::visit;

/// What a person changes about an attached account; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountChange {
    /// The person's own name for the account, at most 60 characters; null takes it away.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 60)]
    label: LabelChange,
    /// Receipts by mail when a period closes.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    receipt_mailing: Option<bool>,
    /// Reminders by mail on the day the readings window opens, and two days before it closes if something is missing.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    readings_reminder: Option<bool>,
}

/// What becomes of the label: a field that is left out is not the same as one that is null.
#[derive(Debug, Default)]
enum LabelChange {
    #[default]
    Stays,
    TakenAway,
    Becomes(AccountLabel),
}

impl<'de> Deserialize<'de> for LabelChange {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::TakenAway, Self::Becomes))
    }
}

/// Reads a field that may be left out but not null.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// Names an attached account, or subscribes to its receipts.
#[utoipa::path(patch, path = "/api/accounts/{id}", tag = "accounts", params(("id" = String, Path)),
    request_body = AccountChange, responses(
    (status = 200, description = "The card as it is now", body = Card),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
))]
pub async fn change_account(
    State(app): State<App>,
    resident: Resident,
    Segment((account,)): Segment<(AccountId,)>,
    body: Body,
) -> ApiResult<Json<Card>> {
    let (mut attachment, card) = visit(&app, &resident, &account).await?;
    let change: AccountChange = body.parse()?;
    // Detached meanwhile: nothing is written for an account that is no longer theirs.
    if !store(&app, &attachment, &change).await? {
        return Err(ApiError::new(Code::NotFound));
    }
    apply(&mut attachment, change);
    Ok(Json(Card::of(card, &attachment, &app.settings.payments)))
}

fn update(attachment: &Attachment, change: &AccountChange) -> Update {
    let update = Update::at(keys::attachment(&attachment.user, &attachment.account)).exists();
    let update = match &change.label {
        LabelChange::Becomes(label) => update.set("label", label),
        LabelChange::TakenAway => update.remove("label"),
        LabelChange::Stays => update,
    };
    let update = match change.receipt_mailing {
        Some(mailing) => update.set("receipt_mailing", mailing),
        None => update,
    };
    match change.readings_reminder {
        Some(reminder) => update.set("readings_reminder", reminder),
        None => update,
    }
}

/// `false` where the account is attached no longer. What is wanted by mail also stands where a closing or a reminder
/// finds its readers.
async fn store(app: &App, attachment: &Attachment, change: &AccountChange) -> ApiResult<bool> {
    let update = update(attachment, change);
    let steps = reminders(receipts(app, app.table.transaction(), attachment, change), attachment, change);
    if steps.is_empty() {
        return Ok(app.table.update(update).await?);
    }
    match app.table.commit(steps.update(ATTACHMENT_STEP, update)).await {
        Ok(()) => Ok(true),
        Err(CommitError::Refused(_)) => Ok(false),
        Err(CommitError::Table(error)) => Err(error.into()),
    }
}

fn receipts(app: &App, steps: Transaction, attachment: &Attachment, change: &AccountChange) -> Transaction {
    let Attachment { user, account, .. } = attachment;
    match change.receipt_mailing {
        None => steps,
        Some(false) => steps.unsubscribing(account, user),
        Some(true) => {
            let (account, user, since) = (account.clone(), user.clone(), app.clock.now());
            steps.subscribing(&ReceiptSubscription { account, user, since })
        }
    }
}

/// What was reminded of already stays remembered only as long as the wish does.
fn reminders(steps: Transaction, attachment: &Attachment, change: &AccountChange) -> Transaction {
    let (account, user) = (attachment.account.clone(), attachment.user.clone());
    match change.readings_reminder.filter(|wanted| *wanted != attachment.readings_reminder) {
        None => steps,
        Some(true) => steps.put("subscription", &Subscription { account, user, reminded: None }),
        Some(false) => steps.delete("subscription", keys::subscription(&account, &user)),
    }
}

fn apply(attachment: &mut Attachment, change: AccountChange) {
    match change.label {
        LabelChange::Becomes(label) => attachment.label = Some(label.to_string()),
        LabelChange::TakenAway => attachment.label = None,
        LabelChange::Stays => {}
    }
    attachment.readings_reminder = change.readings_reminder.unwrap_or(attachment.readings_reminder);
    attachment.receipt_mailing = change.receipt_mailing.unwrap_or(attachment.receipt_mailing);
}
