//! An appeal as its person sees it.

use domain::appeal::{AppealId, Rating, State};
use domain::contact::Contact;
use jiff::Timestamp;
use serde::Serialize;
use table::entities::appeal::AppealItem;
use utoipa::ToSchema;

use crate::message::Message;

/// An appeal in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Appeal {
    /// Opaque id.
    #[schema(value_type = String)]
    id: AppealId,
    /// What it is about.
    topic: String,
    /// Where it stands.
    #[schema(schema_with = http::schemas::appeal_state)]
    status: State,
    /// What the person thinks of the latest answer; null until they say so.
    #[schema(schema_with = http::schemas::appeal_rated)]
    rating: Option<Rating>,
    /// The company has said something that the person has not looked at.
    unread: bool,
    /// Messages of both sides.
    messages: u32,
    /// Those of the company among them: without any there is nothing to rate.
    answers: u32,
    /// When it was begun.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When something last happened to it.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

/// An appeal with everything that was written.
#[derive(Debug, Serialize, ToSchema)]
pub struct AppealThread {
    /// The appeal.
    #[serde(flatten)]
    appeal: Appeal,
    /// Where the company answers.
    #[schema(value_type = AppealContact)]
    contact: Contact,
    /// What was written, oldest first.
    thread: Vec<Message>,
}

/// Where to answer: an address, a number, or both.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "only its schema is used")]
pub struct AppealContact {
    /// E-mail address.
    #[schema(format = Email)]
    email: Option<String>,
    /// Telephone number.
    #[schema(example = "+79171234567")]
    phone: Option<String>,
}

impl Appeal {
    /// As the list shows it.
    pub fn of(item: &AppealItem) -> Self {
        Self {
            id: item.id.clone(),
            topic: item.topic.to_string(),
            status: item.appeal.state,
            rating: item.appeal.rating,
            unread: item.unread,
            messages: item.appeal.messages,
            answers: item.appeal.answers,
            created_at: item.created_at,
            updated_at: item.updated_at,
        }
    }

    /// With what was written.
    pub fn with(self, contact: Contact, thread: Vec<Message>) -> AppealThread {
        AppealThread { appeal: self, contact, thread }
    }
}
