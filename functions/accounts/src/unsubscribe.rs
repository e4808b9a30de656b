use axum::extract::State;
use axum::http::StatusCode;
use http::unsubscribe::{Mailing, Unsubscription};
use http::{ApiError, ApiResult, App, Code, Params, Problem, Whereabouts};
use serde::Deserialize;
use table::entities::account::AccountItem;
use table::entities::action::ActionCode;
use table::entities::receipt_subscription::ATTACHMENT_STEP;
use table::keys;

/// The link of a mail.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Link {
    /// Signed by us: names the mailing, the person and the account.
    pub token: String,
}

/// Ends the mailing that a mail belongs to, of receipts or of reminders, by the link of the mail alone: mail programs call it with one
/// click (RFC 8058), and so does the page that people come to. A repetition changes nothing.
#[utoipa::path(post, path = "/api/unsubscribe", tag = "accounts", params(Link), responses(
    (status = 204, description = "Nothing of this mailing will come any more"),
    (status = 400, description = "`link_invalid`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn unsubscribe(
    State(app): State<App>,
    from: Whereabouts,
    Params(link): Params<Link>,
) -> ApiResult<StatusCode> {
    let Unsubscription { mailing, user, account } =
        app.unsubscription(&link.token).ok_or_else(|| ApiError::new(Code::LinkInvalid))?;
    let (steps, code) = match mailing {
        Mailing::Receipts => (app.table.without_receipts(&account, &user), ActionCode::ReceiptsUnsubscribed),
        Mailing::Reminders => (app.table.without_reminders(&account, &user), ActionCode::RemindersUnsubscribed),
    };
    let home: Option<AccountItem> = app.table.get(keys::account(&account), false).await?;
    let mut action = from.action(&app, &user, code)?;
    action.detail = home.map(|home| home.number.to_string());
    match app.table.commit(steps.put("action", &action)).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        // Ended before, or detached: nothing comes anyway.
        Err(error) if error.refused_by(ATTACHMENT_STEP) => Ok(StatusCode::NO_CONTENT),
        Err(error) => Err(error.into()),
    }
}
