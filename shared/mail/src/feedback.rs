//! What SES tells about letters after it has taken them, as it comes through SNS: event publishing (`eventType`) or
//! feedback notifications (`notificationType`).

use domain::email::Email;
use serde::Deserialize;

/// What is known against an address for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feedback {
    /// There is no such mailbox.
    Bounce,
    /// Its owner told the provider that our mail is unwanted.
    Complaint,
}

#[derive(Deserialize)]
struct Event {
    #[serde(alias = "notificationType", rename = "eventType")]
    kind: String,
    bounce: Option<Bounce>,
    complaint: Option<Complaint>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Bounce {
    bounce_type: String,
    bounced_recipients: Vec<Recipient>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Complaint {
    #[serde(default)]
    complaint_feedback_type: Option<String>,
    complained_recipients: Vec<Recipient>,
}

impl Complaint {
    /// That a letter is no spam, or that its sender could not be proven, says nothing against the mail itself.
    fn is_against_us(&self) -> bool {
        !matches!(self.complaint_feedback_type.as_deref(), Some("not-spam" | "auth-failure"))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Recipient {
    email_address: String,
}

/// Reads an event: the addresses that get no more of what people subscribe to. A mailbox that is full or a server
/// that is away (a transient bounce) is no reason, nor is a report that is no complaint about a letter, and what does not read tells
/// nothing.
pub fn read(event: &str) -> Vec<(Email, Feedback)> {
    let Ok(event) = serde_json::from_str::<Event>(event) else { return Vec::new() };
    let (recipients, feedback) = match (event.kind.as_str(), event.bounce, event.complaint) {
        ("Bounce", Some(bounce), _) if bounce.bounce_type == "Permanent" => {
            (bounce.bounced_recipients, Feedback::Bounce)
        }
        ("Complaint", _, Some(complaint)) if complaint.is_against_us() => {
            (complaint.complained_recipients, Feedback::Complaint)
        }
        _ => return Vec::new(),
    };
    recipients.iter().filter_map(|recipient| Some((address(&recipient.email_address)?, feedback))).collect()
}

/// `name@example.ru` or `Name <name@example.ru>`.
fn address(text: &str) -> Option<Email> {
    let address = text.strip_suffix('>').and_then(|text| text.rsplit_once('<')).map_or(text, |(_, address)| address);
    Email::parse(address).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounce(kind: &str) -> String {
        format!(
            r#"{{"eventType":"Bounce","bounce":{{"bounceType":"{kind}","bounceSubType":"General","bouncedRecipients":
            [{{"emailAddress":"Иван <ivanov@example.ru>","action":"failed"}}]}},"mail":{{"messageId":"1"}}}}"#
        )
    }

    #[test]
    fn a_permanent_bounce_names_its_addresses() {
        let told = read(&bounce("Permanent"));
        assert_eq!(told, [(Email::parse("ivanov@example.ru").unwrap(), Feedback::Bounce)]);
    }

    #[test]
    fn a_passing_bounce_is_nothing_against_an_address() {
        assert!(read(&bounce("Transient")).is_empty());
    }

    #[test]
    fn a_complaint_is_read_from_a_notification_too() {
        let event =
            r#"{"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"a@b.ru"}]}}"#;
        assert_eq!(read(event), [(Email::parse("a@b.ru").unwrap(), Feedback::Complaint)]);
    }

    #[test]
    fn a_report_that_is_no_complaint_is_nothing_against_an_address() {
        let complaint = |kind: &str| {
            read(&format!(
                r#"{{"eventType":"Complaint","complaint":{{"complaintFeedbackType":{kind},"complainedRecipients":
                [{{"emailAddress":"a@b.ru"}}]}}}}"#
            ))
        };
        for kind in [r#""not-spam""#, r#""auth-failure""#] {
            assert!(complaint(kind).is_empty(), "{kind}");
        }
        for kind in [r#""abuse""#, r#""fraud""#, r#""virus""#, r#""other""#, r#""of-tomorrow""#, "null"] {
            assert_eq!(complaint(kind).len(), 1, "{kind}");
        }
    }

    #[test]
    fn what_does_not_read_tells_nothing() {
        for event in ["", "[]", "{}", r#"{"eventType":"Delivery"}"#, r#"{"eventType":"Bounce"}"#] {
            assert!(read(event).is_empty(), "{event}");
        }
    }
}
