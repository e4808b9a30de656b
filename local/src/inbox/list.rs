//! The list of mails: JSON for programs, a page of the newest for people.

use askama::Template;
use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use super::Inbox;
use super::parse::{Mail, mail};
use super::store::Stored;

/// Whose mails.
#[derive(Debug, Deserialize)]
pub struct Filter {
    to: Option<String>,
}

#[derive(Template)]
#[template(path = "mails.html")]
struct Page {
    mails: Vec<Mail>,
    /// How many more there are.
    older: usize,
}

/// Mails on the page: a mailing of thousands would be too long to look at.
const MOST: usize = 100;

/// JSON, unless a browser asks.
pub async fn mails(State(inbox): State<Inbox>, Query(filter): Query<Filter>, headers: HeaderMap) -> Response {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let listed = inbox.list(filter.to.as_deref());
    let read = |stored: &Stored| mail(stored, &inbox.raw(stored));
    if !accept.contains("text/html") {
        return Json(listed.iter().map(read).collect::<Vec<_>>()).into_response();
    }
    let older = listed.len().saturating_sub(MOST);
    match (Page { mails: listed.iter().take(MOST).map(read).collect(), older }).render() {
        Ok(page) => Html(page).into_response(),
        Err(error) => http::ApiError::internal(&error).into_response(),
    }
}
