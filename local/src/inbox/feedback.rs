//! `POST /_local/mail/{id}/feedback`: tells the mailer what became of a mail, as SES does through SNS.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use http::{ApiError, Body, Code};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Mailboxes;
use super::store::Stored;

/// What the provider hears of a mail after it has taken it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    event: Event,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Event {
    /// There is no such mailbox.
    Bounce,
    /// The mailbox is full, the server away.
    PassingBounce,
    /// Its owner calls it unwanted.
    Complaint,
}

/// Tells it of all recipients of the mail.
pub async fn tell(
    State(mailboxes): State<Mailboxes>,
    Path(id): Path<String>,
    body: Body,
) -> Result<StatusCode, ApiError> {
    let stored = mailboxes.inbox.find(&id).ok_or_else(|| ApiError::new(Code::NotFound))?;
    let told: Told = body.parse()?;
    let message = told.event.message(&stored).to_string();
    let event = json!({"Records": [{"EventSource": "aws:sns", "Sns": {"Message": message}}]});
    mailboxes.mailer.hear_all(&event).await.map_err(|error| ApiError::internal(&error))?;
    Ok(StatusCode::NO_CONTENT)
}

impl Event {
    /// The event as SES publishes it.
    fn message(self, mail: &Stored) -> Value {
        let recipients: Vec<Value> = mail.to.iter().map(|to| json!({"emailAddress": to})).collect();
        let about = json!({"messageId": mail.id, "destination": mail.to});
        let bounce = |kind: &str| {
            json!({
                "eventType": "Bounce",
                "bounce": {"bounceType": kind, "bounceSubType": "General", "bouncedRecipients": recipients},
                "mail": about,
            })
        };
        match self {
            Self::Bounce => bounce("Permanent"),
            Self::PassingBounce => bounce("Transient"),
            Self::Complaint => json!({
                "eventType": "Complaint",
                "complaint": {"complainedRecipients": recipients, "complaintFeedbackType": "abuse"},
                "mail": about,
            }),
        }
    }
}
