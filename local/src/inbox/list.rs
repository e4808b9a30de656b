//! The list of mails: JSON for programs, a page for people.

use askama::Template;
use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use super::Inbox;
use super::parse::{Mail, mail};

/// Whose mails.
#[derive(Debug, Deserialize)]
pub struct Filter {
    to: Option<String>,
}

#[derive(Template)]
#[template(path = "mails.html")]
struct Page {
    mails: Vec<Mail>,
}

/// JSON, unless a browser asks.
pub async fn mails(State(inbox): State<Inbox>, Query(filter): Query<Filter>, headers: HeaderMap) -> Response {
    let mails: Vec<Mail> = inbox.list(filter.to.as_deref()).iter().map(mail).collect();
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !accept.contains("text/html") {
        return Json(mails).into_response();
    }
    match (Page { mails }).render() {
        Ok(page) => Html(page).into_response(),
        Err(error) => http::ApiError::internal(&error).into_response(),
    }
}
