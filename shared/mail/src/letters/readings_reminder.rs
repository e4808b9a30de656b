//! The readings of some meters are still missing.

use askama::Template;

use crate::Letter;

/// Somebody wanted to be reminded.
#[derive(Debug)]
pub struct ReadingsReminder<'a> {
    /// Address of the account.
    pub address: &'a str,
    /// The meters, one a line.
    pub meters: &'a [String],
    /// The last day, in words.
    pub until: &'a str,
    /// Where readings are entered.
    pub link: &'a str,
    /// The page that ends the reminders.
    pub unsubscribe: &'a str,
}

#[derive(Template)]
#[template(path = "readings_reminder/text.txt")]
struct Text<'a> {
    address: &'a str,
    meters: &'a [String],
    until: &'a str,
    link: &'a str,
    unsubscribe: &'a str,
}

#[derive(Template)]
#[template(path = "readings_reminder/body.html")]
struct Html<'a> {
    address: &'a str,
    meters: &'a [String],
    until: &'a str,
    link: &'a str,
    unsubscribe: &'a str,
}

impl ReadingsReminder<'_> {
    /// Fills the templates in.
    pub fn letter(&self) -> Result<Letter, askama::Error> {
        let Self { address, meters, until, link, unsubscribe } = *self;
        Ok(Letter {
            subject: format!("Передайте показания счётчиков до {until}"),
            text: Text { address, meters, until, link, unsubscribe }.render()?,
            html: Html { address, meters, until, link, unsubscribe }.render()?,
        })
    }
}
