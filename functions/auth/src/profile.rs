//! What the cabinet tells a person about themselves.

use domain::UserId;
use jiff::Timestamp;
use serde::Serialize;
use table::entities::user::{MailProblemKind, User};
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
    /// Why mail that was subscribed to is no longer sent to the address; null where nothing is known against it. Asking
    /// for a mailing of an account says that the mailbox works.
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
            accounts_count,
        }
    }
}
