//! Somebody tried to register with an address that has an account.

use askama::Template;

use crate::Letter;

/// The owner learns of it; nobody else does.
#[derive(Debug)]
pub struct AlreadyRegistered<'a> {
    /// The owner's name.
    pub login: &'a str,
    /// Where to sign in.
    pub link: &'a str,
}

#[derive(Template)]
#[template(path = "already_registered/text.txt")]
struct Text<'a> {
    login: &'a str,
    link: &'a str,
}

#[derive(Template)]
#[template(path = "already_registered/body.html")]
struct Html<'a> {
    login: &'a str,
    link: &'a str,
}

impl AlreadyRegistered<'_> {
    /// Fills the templates in.
    pub fn letter(&self) -> Result<Letter, askama::Error> {
        let (login, link) = (self.login, self.link);
        Ok(Letter {
            subject: include_str!("../../templates/already_registered/subject.txt").to_owned(),
            text: Text { login, link }.render()?,
            html: Html { login, link }.render()?,
        })
    }
}
