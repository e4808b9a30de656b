use axum::Json;
use axum::extract::State;
use domain::AccountId;
use domain::account_label::AccountLabel;
use http::{ApiError, ApiResult, App, Body, Code, Problem, Resident, Segment};
use serde::{Deserialize, Deserializer};
use table::Update;
use table::entities::attachment::Attachment;
use table::keys;
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
    if !app.table.update(update(&attachment, &change)).await? {
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
    match change.receipt_mailing {
        Some(mailing) => update.set("receipt_mailing", mailing),
        None => update,
    }
}

fn apply(attachment: &mut Attachment, change: AccountChange) {
    match change.label {
        LabelChange::Becomes(label) => attachment.label = Some(label.to_string()),
        LabelChange::TakenAway => attachment.label = None,
        LabelChange::Stays => {}
    }
    attachment.receipt_mailing = change.receipt_mailing.unwrap_or(attachment.receipt_mailing);
}
