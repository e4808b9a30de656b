//! What became of an order of a paid service.

use askama::Template;

use crate::Letter;

/// The company moved an order.
#[derive(Debug, Clone, Copy)]
pub struct OrderMoved<'a> {
    /// Name of the service.
    pub service: &'a str,
    /// What the order became, in words.
    pub became: &'a str,
    /// When somebody comes, in words; empty where nothing was arranged.
    pub visit: &'a str,
    /// What the company says; empty where it says nothing.
    pub comment: &'a str,
    /// Name of the company.
    pub organization: &'a str,
    /// Number of the account.
    pub account: &'a str,
    /// The page of the order.
    pub link: &'a str,
}

#[derive(Template)]
#[template(path = "order_moved/text.txt")]
struct Text<'a> {
    letter: OrderMoved<'a>,
}

#[derive(Template)]
#[template(path = "order_moved/body.html")]
struct Html<'a> {
    letter: OrderMoved<'a>,
}

impl OrderMoved<'_> {
    /// Fills the templates in.
    pub fn letter(&self) -> Result<Letter, askama::Error> {
        Ok(Letter {
            subject: format!("Заявка «{}»: {}", self.service, self.became),
            text: Text { letter: *self }.render()?,
            html: Html { letter: *self }.render()?,
        })
    }
}
