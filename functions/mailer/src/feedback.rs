//! What the provider tells about letters after it has taken them.

use mail::feedback::{Feedback, read};
use serde_json::Value;
use table::TableError;
use table::entities::user::MailProblemKind;

use crate::Mailer;

impl Mailer {
    /// Takes in what SES tells of a letter, an event as SNS carries it. Told twice, it is the same.
    pub async fn hear(&self, event: &str) -> Result<(), TableError> {
        for (address, feedback) in read(event) {
            let kind = match feedback {
                Feedback::Bounce => MailProblemKind::Bounce,
                Feedback::Complaint => MailProblemKind::Complaint,
            };
            let known = self.app.table.record_mail_problem(&address, kind, self.app.clock.now()).await?;
            tracing::info!(?kind, known, "an address takes no more mail");
        }
        Ok(())
    }

    /// Takes in an event of Lambda: messages of SNS, or a reason to sweep, for which the answer is `false`.
    pub async fn hear_all(&self, event: &Value) -> Result<bool, TableError> {
        let records = event["Records"].as_array().map_or(&[][..], Vec::as_slice);
        let messages: Vec<&str> = records.iter().filter_map(|record| record["Sns"]["Message"].as_str()).collect();
        for message in &messages {
            self.hear(message).await?;
        }
        Ok(!messages.is_empty())
    }
}
