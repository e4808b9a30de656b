//! Mistakes in the texts of the site, to the operator.

use askama::Template;

use crate::Letter;

/// A mistake that somebody reported.
#[derive(Debug)]
pub struct ReportedTypo {
    /// Address of the page.
    pub page: String,
    /// The words.
    pub selection: String,
    /// What is wrong with them; may be empty.
    pub comment: String,
}

/// What was reported within an hour.
#[derive(Debug)]
pub struct TyposReported<'a> {
    /// The mistakes.
    pub typos: &'a [ReportedTypo],
    /// There are more than stand here.
    pub more: bool,
    /// The site.
    pub link: &'a str,
}

#[derive(Template)]
#[template(path = "typos_reported/text.txt")]
struct Text<'a> {
    typos: &'a [ReportedTypo],
    more: bool,
    link: &'a str,
}

#[derive(Template)]
#[template(path = "typos_reported/body.html")]
struct Html<'a> {
    typos: &'a [ReportedTypo],
    more: bool,
    link: &'a str,
}

impl TyposReported<'_> {
    /// Fills the templates in.
    pub fn letter(&self) -> Result<Letter, askama::Error> {
        let Self { typos, more, link } = *self;
        Ok(Letter {
            subject: "Ошибки в тексте личного кабинета".to_owned(),
            text: Text { typos, more, link }.render()?,
            html: Html { typos, more, link }.render()?,
        })
    }
}
