//! The inbox: receives what the mailer sends through the SES API and shows it.

mod feedback;
mod list;
mod page;
mod parse;
mod ses;
mod store;

pub use store::Inbox;

use axum::Router;
use axum::routing::{get, post};
use mailer::Mailer;

/// The mails, and who hears what became of them.
#[derive(Debug, Clone)]
pub struct Mailboxes {
    inbox: Inbox,
    mailer: Mailer,
}

/// The SES endpoint for the mailer and the views for programs and people.
pub fn router(inbox: Inbox, mailer: Mailer) -> Router {
    let mailboxes = Mailboxes { inbox: inbox.clone(), mailer };
    let feedback = Router::new().route("/_local/mail/{id}/feedback", post(feedback::tell)).with_state(mailboxes);
    Router::new()
        .route("/_local/ses/", post(ses::receive))
        .route("/_local/mail", get(list::mails))
        .route("/_local/mail/{id}", get(page::mail))
        .route("/_local/mail/{id}/attachments/{number}", get(page::attachment))
        .with_state(inbox)
        .merge(feedback)
}
