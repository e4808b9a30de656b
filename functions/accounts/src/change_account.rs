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
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 60)]
    label: Option<Option<AccountLabel>>,
    /// Receipts by mail when a period closes.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    receipt_mailing: Option<bool>,
}

/// Tells a field that is null from a field that is not there.
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
    Ok(Json(Card::of(card, &attachment)))
}

fn update(attachment: &Attachment, change: &AccountChange) -> Update {
    let update = Update::at(keys::attachment(&attachment.user, &attachment.account)).exists();
    let update = match &change.label {
        Some(Some(label)) => update.set("label", label),
        Some(None) => update.remove("label"),
        None => update,
    };
    match change.receipt_mailing {
        Some(mailing) => update.set("receipt_mailing", mailing),
        None => update,
    }
}

fn apply(attachment: &mut Attachment, change: AccountChange) {
    if let Some(label) = change.label {
        attachment.label = label.map(|label| label.to_string());
    }
    attachment.receipt_mailing = change.receipt_mailing.unwrap_or(attachment.receipt_mailing);
}
