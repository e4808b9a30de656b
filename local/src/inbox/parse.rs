//! A received message as its reader sees it.

use std::collections::BTreeMap;

use mail_parser::{MessageParser, MimeHeaders as _};
use serde::Serialize;

use super::store::Stored;

/// A mail of the list.
#[derive(Debug, Serialize)]
pub struct Mail {
    /// Its id.
    pub id: String,
    /// Recipients, separated by commas.
    pub to: String,
    /// Subject, decoded.
    pub subject: String,
    /// All headers, decoded; a repeated one keeps its last value.
    pub headers: BTreeMap<String, String>,
    /// Text part.
    pub text: String,
    /// HTML part.
    pub html: String,
    /// Attached files.
    pub attachments: Vec<Attachment>,
    /// When it was sent, by the system's clock.
    pub sent_at: String,
    /// Links of the text part, in their order.
    pub links: Vec<String>,
}

/// An attached file.
#[derive(Debug, Serialize)]
pub struct Attachment {
    /// File name.
    pub name: String,
    /// Media type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Bytes.
    pub size: usize,
    /// Where to fetch it.
    pub href: String,
}

/// Reads a mail; what cannot be read is shown as nothing.
pub fn mail(stored: &Stored, raw: &[u8]) -> Mail {
    let message = MessageParser::default().parse(raw).unwrap_or_default();
    let text = message.body_text(0).unwrap_or_default().into_owned();
    let headers = message
        .headers_raw()
        .map(|(name, value)| (name.to_owned(), decoded(&message, name).unwrap_or_else(|| value.trim().to_owned())))
        .collect();
    Mail {
        id: stored.id.clone(),
        to: stored.to.join(", "),
        subject: message.subject().unwrap_or_default().to_owned(),
        headers,
        html: message.body_html(0).unwrap_or_default().into_owned(),
        attachments: attachments(stored, &message),
        sent_at: stored.sent_at.to_string(),
        links: links(&text),
        text,
    }
}

/// Text headers may be encoded words.
fn decoded(message: &mail_parser::Message<'_>, name: &str) -> Option<String> {
    message.header(name)?.as_text().map(str::to_owned)
}

fn attachments(stored: &Stored, message: &mail_parser::Message<'_>) -> Vec<Attachment> {
    let view = |(number, part): (usize, &mail_parser::MessagePart<'_>)| Attachment {
        name: part.attachment_name().unwrap_or("file").to_owned(),
        kind: media_type(part),
        size: part.len(),
        href: format!("/_local/mail/{}/attachments/{number}", stored.id),
    };
    message.attachments().enumerate().map(view).collect()
}

/// The attached file with its media type.
pub fn attachment(raw: &[u8], number: usize) -> Option<(String, Vec<u8>)> {
    let message = MessageParser::default().parse(raw)?;
    let part = message.attachments().nth(number)?;
    Some((media_type(part), part.contents().to_vec()))
}

fn media_type(part: &mail_parser::MessagePart<'_>) -> String {
    part.content_type().map_or_else(
        || "application/octet-stream".to_owned(),
        |kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("octet-stream")),
    )
}

fn links(text: &str) -> Vec<String> {
    let is_link = |word: &&str| word.starts_with("https://") || word.starts_with("http://");
    text.split_whitespace()
        .map(|word| word.trim_matches(['<', '>', '(', ')', ',', '"', '«', '»']))
        .filter(is_link)
        .map(|link| link.trim_end_matches('.').to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::links;

    #[test]
    fn links_are_found_in_running_text() {
        let text = "Откройте http://localhost:8080/a#token=x.\nили <https://example.ru/b>, если";
        assert_eq!(links(text), ["http://localhost:8080/a#token=x", "https://example.ru/b"]);
    }
}
