//! Sends what waits in the outbox. No HTTP: on AWS the table's stream and a schedule call it, locally a timer does,
//! and all of them call the same sweep. Closings become receipts here, and bounces become known.

mod budget;
mod compose;
mod erasure;
mod feedback;
mod handover;
mod page;
mod receipts;
mod sweep;
mod walk;

use aws_sdk_ses::Client;
use http::App;
use mail::Post;
use receipt::Typesetter;

pub use sweep::{Report, SweepError};

/// Sends mail for an application. Cheap to clone; any number of them may sweep at once.
#[derive(Debug, Clone)]
pub struct Mailer {
    app: App,
    post: Post,
    from: String,
    typesetter: Typesetter,
}

/// The application does not say who its mail comes from.
#[derive(Debug, thiserror::Error)]
#[error("the environment variable KABINET_MAIL_FROM is not set")]
pub struct NoSender;

impl Mailer {
    /// Sends through this client, as the sender that the settings name.
    pub fn new(app: App, ses: Client) -> Result<Self, NoSender> {
        let from = app.settings.mail_from.clone().ok_or(NoSender)?;
        let post = Post::new(ses, app.settings.mailing.configuration_set.clone());
        Ok(Self { app, post, from, typesetter: Typesetter::default() })
    }
}
