//! What the company says to an appeal.

use askama::Template;

use crate::Letter;

/// The company said something to an appeal.
#[derive(Debug, Clone, Copy)]
pub struct AppealAnswered<'a> {
    /// What the appeal is about.
    pub topic: &'a str,
    /// What the company says, in lines.
    pub text: &'a str,
    /// Name of the company.
    pub organization: &'a str,
    /// Number of the account.
    pub account: &'a str,
    /// The page of the appeal.
    pub link: &'a str,
}

#[derive(Template)]
#[template(path = "appeal_answered/text.txt")]
struct Text<'a> {
    letter: AppealAnswered<'a>,
}

#[derive(Template)]
#[template(path = "appeal_answered/body.html")]
struct Html<'a> {
    letter: AppealAnswered<'a>,
}

impl AppealAnswered<'_> {
    /// Fills the templates in.
    pub fn letter(&self) -> Result<Letter, askama::Error> {
        Ok(Letter {
            subject: format!("Ответ на обращение «{}»", self.topic),
            text: Text { letter: *self }.render()?,
            html: Html { letter: *self }.render()?,
        })
    }
}
