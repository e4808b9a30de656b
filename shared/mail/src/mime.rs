//! A letter as it goes over the wire.

use domain::email::Email;
use jiff::Timestamp;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;

use crate::Letter;

/// Why a letter cannot be put into its envelope.
#[derive(Debug, thiserror::Error)]
pub enum EnvelopeError {
    /// The sender is no address, or a header would hold a line break.
    #[error("the {0} cannot stand in a header")]
    Header(&'static str),
    /// Writing failed.
    #[error("the letter cannot be written: {0}")]
    Writing(#[from] std::io::Error),
}

/// Who writes to whom, when, and under which id.
#[derive(Debug, Clone)]
pub struct Envelope<'a> {
    /// Sender: `name@example.ru` or `Name <name@example.ru>`.
    pub from: &'a str,
    /// Recipient.
    pub to: &'a Email,
    /// When it was sent.
    pub date: Timestamp,
    /// Unique id; the sender's host is added.
    pub id: &'a str,
    /// Where the recipient ends the subscription that the letter belongs to, with one click (RFC 8058).
    pub unsubscribe: Option<&'a str>,
    /// Files that come along.
    pub attachments: &'a [Attachment],
}

/// A file that comes along with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name for people.
    pub name: String,
    /// Media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub content: Vec<u8>,
}

impl Envelope<'_> {
    /// Name (which may be empty) and address of the sender.
    pub fn sender(&self) -> Result<(&str, Email), EnvelopeError> {
        let (name, address) = match self.from.strip_suffix('>').and_then(|from| from.split_once('<')) {
            Some((name, address)) => (name.trim(), address),
            None => ("", self.from),
        };
        let address = Email::parse(address).map_err(|_| EnvelopeError::Header("sender"))?;
        if name.chars().any(char::is_control) { Err(EnvelopeError::Header("sender")) } else { Ok((name, address)) }
    }

    /// The letter as a MIME message: plain text and HTML as alternatives, and the files.
    pub fn seal(&self, letter: &Letter) -> Result<Vec<u8>, EnvelopeError> {
        let (name, from) = self.sender()?;
        if letter.subject.chars().any(char::is_control) {
            return Err(EnvelopeError::Header("subject"));
        }
        let host = from.as_str().rsplit_once('@').map_or("", |(_, host)| host);
        let from = Address::new_address((!name.is_empty()).then_some(name), from.as_str());
        if self.unsubscribe.is_some_and(|link| link.contains(|letter: char| !letter.is_ascii_graphic())) {
            return Err(EnvelopeError::Header("link"));
        }
        let message = MessageBuilder::new()
            .from(from)
            .to(Address::new_address(None::<&str>, self.to.as_str()))
            .subject(letter.subject.as_str())
            .date(Date::new(self.date.as_second()))
            .message_id(format!("{}@{host}", self.id))
            .header("Auto-Submitted", Raw::new("auto-generated"))
            .text_body(letter.text.as_str())
            .html_body(letter.html.as_str());
        let mut message = match self.unsubscribe {
            Some(link) => message
                .header("List-Unsubscribe", Raw::new(format!("<{link}>")))
                .header("List-Unsubscribe-Post", Raw::new("List-Unsubscribe=One-Click")),
            None => message,
        };
        for file in self.attachments {
            message = message.attachment(file.media_type, file.name.as_str(), file.content.as_slice());
        }
        Ok(message.write_to_vec()?)
    }
}
