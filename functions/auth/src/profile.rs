//! What the cabinet tells a person about themselves.

use domain::UserId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use table::entities::user::{MailProblemKind, Mailings, User};
use utoipa::ToSchema;

/// What the cabinet knows about the signed-in person.
#[derive(Debug, Serialize, ToSchema)]
pub struct Profile {
    /// Opaque id.
    #[schema(value_type = String)]
    pub id: UserId,
    /// Name to sign in with.
    pub login: String,
    /// Address.
    pub email: String,
    /// Another address that waits to be confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending_email: Option<String>,
    /// When the person registered.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// The agreement that was accepted.
    pub agreement: AcceptedAgreement,
    /// What the person is written about, besides the receipts of single accounts.
    pub mailings: ProfileMailings,
    /// Why receipts are no longer sent to the address; null where nothing is known against it.
    pub mail_problem: Option<AddressProblem>,
    /// How many accounts are attached.
    pub accounts_count: usize,
}

/// What is known against an address.
#[derive(Debug, Serialize, ToSchema)]
pub struct AddressProblem {
    /// `bounce`: mail comes back, there is no such mailbox; `complaint`: our mail was marked as unwanted.
    #[schema(schema_with = problem_kind)]
    pub kind: MailProblemKind,
    /// When it became known.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

fn problem_kind() -> utoipa::openapi::schema::Object {
    http::schemas::enumeration(&[MailProblemKind::Bounce, MailProblemKind::Complaint])
}

/// Which agreement was accepted, and when.
#[derive(Debug, Serialize, ToSchema)]
pub struct AcceptedAgreement {
    /// Its version.
    pub version: String,
    /// When it was accepted.
    #[schema(value_type = String, format = DateTime)]
    pub accepted_at: Timestamp,
}

/// Letters that a person asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProfileMailings {
    /// News of the companies.
    pub news: bool,
    /// When readings are due, and when a payment is.
    pub reminders: bool,
}

/// Subscriptions to be changed; what is left out stays.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailingsChange {
    /// News of the companies.
    #[serde(default)]
    pub news: Option<bool>,
    /// When readings are due, and when a payment is.
    #[serde(default)]
    pub reminders: Option<bool>,
}

impl MailingsChange {
    /// The subscriptions after the change.
    pub fn of(self, present: Mailings) -> Mailings {
        Mailings { news: self.news.unwrap_or(present.news), reminders: self.reminders.unwrap_or(present.reminders) }
    }
}

impl Profile {
    /// The profile of a person who has attached so many accounts.
    pub fn of(user: User, accounts_count: usize, now: Timestamp) -> Self {
        let problem = user.mail_problem().map(|problem| AddressProblem { kind: problem.kind, at: problem.at });
        Self {
            mail_problem: problem,
            pending_email: user.pending(now).map(|pending| pending.address.to_string()),
            id: user.id,
            login: user.login.to_string(),
            email: user.email.to_string(),
            created_at: user.created_at,
            agreement: AcceptedAgreement { version: user.agreement_version, accepted_at: user.agreement_accepted_at },
            mailings: ProfileMailings { news: user.mailings.news, reminders: user.mailings.reminders },
            accounts_count,
        }
    }
}
