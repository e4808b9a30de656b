//! The link that confirms a registration.

use askama::Template;
use jiff::Timestamp;

use crate::Letter;
use crate::letters::moment::moscow;

/// Somebody registered with this address.
#[derive(Debug)]
pub struct Activation<'a> {
    /// The name that was chosen.
    pub login: &'a str,
    /// Where the address is confirmed; holds the token.
    pub link: &'a str,
    /// When the link stops working.
    pub valid_until: Timestamp,
}

#[derive(Template)]
#[template(path = "activation/text.txt")]
struct Text<'a> {
    login: &'a str,
    link: &'a str,
    valid_until: &'a str,
}

#[derive(Template)]
#[template(path = "activation/body.html")]
struct Html<'a> {
    login: &'a str,
    link: &'a str,
    valid_until: &'a str,
}

impl Activation<'_> {
    /// Fills the templates in.
    pub fn letter(&self) -> Result<Letter, askama::Error> {
        let (login, link, valid_until) = (self.login, self.link, &*moscow(self.valid_until));
        Ok(Letter {
            subject: include_str!("../../templates/activation/subject.txt").to_owned(),
            text: Text { login, link, valid_until }.render()?,
            html: Html { login, link, valid_until }.render()?,
        })
    }
}
