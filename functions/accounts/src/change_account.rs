use axum::Json;
use axum::extract::State;
use domain::AccountId;
use domain::account::AccountNumber;
use domain::account_label::AccountLabel;
use http::{ApiError, ApiResult, App, Body, Code, Problem, Resident, Segment, Whereabouts};
use serde::{Deserialize, Deserializer};
use table::entities::action::ActionCode;
use table::entities::attachment::Attachment;
use table::entities::receipt_subscription::{ATTACHMENT_STEP, ReceiptSubscription};
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

/// Names an attached account, or subscribes to its mailings. Asking for one says that the mailbox works: what is known
/// against it is forgotten.
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
    from: Whereabouts,
    Segment((account,)): Segment<(AccountId,)>,
    body: Body,
) -> ApiResult<Json<Card>> {
    let (mut attachment, card) = visit(&app, &resident, &account).await?;
    let change: AccountChange = body.parse()?;
    // Detached meanwhile: nothing is written for an account that is no longer theirs.
    if !store(&app, (&attachment, &card.account.number), &change, &from).await? {
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
async fn store(
    app: &App,
    (attachment, number): (&Attachment, &AccountNumber),
    change: &AccountChange,
    from: &Whereabouts,
) -> ApiResult<bool> {
    let update = update(attachment, change);
    let mut steps = mailings(app, app.table.transaction(), attachment, change);
    for (step, code) in done(attachment, change) {
        steps = steps.put(step, &from.action_on(app, &attachment.user, code, number)?);
    }
    if steps.is_empty() {
        return Ok(app.table.update(update).await?);
    }
    match app.table.commit(steps.unless_erased(&attachment.user).update(ATTACHMENT_STEP, update)).await {
        Ok(()) => Ok(true),
        Err(CommitError::Refused(_)) => Ok(false),
        Err(CommitError::Table(error)) => Err(error.into()),
    }
}

/// Asked for twice, a mailing begins anew all the same: a mailbox that was given up is trusted again.
fn mailings(app: &App, steps: Transaction, attachment: &Attachment, change: &AccountChange) -> Transaction {
    let Attachment { user, account, .. } = attachment;
    let steps = match change.receipt_mailing {
        None => steps,
        Some(false) => steps.unsubscribing(account, user),
        Some(true) => {
            let (account, user, since) = (account.clone(), user.clone(), app.clock.now());
            steps.subscribing(&ReceiptSubscription { account, user, since })
        }
    };
    let steps = match change.readings_reminder {
        None => steps,
        Some(false) => steps.not_reminding(account, user),
        Some(true) => steps.reminding(account, user),
    };
    let wanted = [change.receipt_mailing, change.readings_reminder].contains(&Some(true));
    if wanted { steps.trusting_mailbox(user) } else { steps }
}

/// What the trail tells of a change: only what is another than before.
fn done(attachment: &Attachment, change: &AccountChange) -> impl Iterator<Item = (&'static str, ActionCode)> {
    let label = match &change.label {
        LabelChange::Stays => None,
        LabelChange::TakenAway => attachment.label.as_ref().map(|_| ActionCode::AccountRenamed),
        LabelChange::Becomes(label) => {
            (attachment.label.as_deref() != Some(label.as_str())).then_some(ActionCode::AccountRenamed)
        }
    };
    let receipts = change.receipt_mailing.filter(|wanted| *wanted != attachment.receipt_mailing);
    let receipts =
        receipts.map(|wanted| if wanted { ActionCode::ReceiptsSubscribed } else { ActionCode::ReceiptsUnsubscribed });
    let reminders = change.readings_reminder.filter(|wanted| *wanted != attachment.readings_reminder);
    let reminders = reminders
        .map(|wanted| if wanted { ActionCode::RemindersSubscribed } else { ActionCode::RemindersUnsubscribed });
    let all = [("label action", label), ("receipts action", receipts), ("reminders action", reminders)];
    all.into_iter().filter_map(|(step, code)| Some((step, code?)))
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
