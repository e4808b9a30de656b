//! The one action of SES (version 2010-12-01, query protocol) that the mailer uses.

use std::collections::HashMap;

use axum::extract::{Form, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Inbox;

/// `SendRawEmail`; anything else is an error in the shape the SDK reads.
pub async fn receive(State(inbox): State<Inbox>, Form(form): Form<HashMap<String, String>>) -> Response {
    if form.get("Action").map(String::as_str) != Some("SendRawEmail") {
        return refusal("InvalidAction", "only SendRawEmail is spoken here");
    }
    let raw = form.get("RawMessage.Data").and_then(|data| STANDARD.decode(data).ok());
    let to = recipients(&form);
    match raw {
        Some(raw) if !to.is_empty() => match inbox.receive(to, &raw) {
            Ok(id) => accepted(&id),
            Err(error) => {
                xml(StatusCode::INTERNAL_SERVER_ERROR, &error_body("Receiver", "InternalFailure", &error.to_string()))
            }
        },
        _ => refusal("InvalidParameterValue", "a message with recipients is needed"),
    }
}

fn recipients(form: &HashMap<String, String>) -> Vec<String> {
    (1..=50).map_while(|number| form.get(&format!("Destinations.member.{number}")).cloned()).collect()
}

fn accepted(id: &str) -> Response {
    let body = format!(
        "<SendRawEmailResponse xmlns=\"http://ses.amazonaws.com/doc/2010-12-01/\"><SendRawEmailResult>\
         <MessageId>{id}</MessageId></SendRawEmailResult><ResponseMetadata><RequestId>{id}</RequestId>\
         </ResponseMetadata></SendRawEmailResponse>"
    );
    xml(StatusCode::OK, &body)
}

fn refusal(code: &str, message: &str) -> Response {
    xml(StatusCode::BAD_REQUEST, &error_body("Sender", code, message))
}

fn error_body(side: &str, code: &str, message: &str) -> String {
    format!(
        "<ErrorResponse xmlns=\"http://ses.amazonaws.com/doc/2010-12-01/\"><Error><Type>{side}</Type>\
         <Code>{code}</Code><Message>{message}</Message></Error><RequestId>local</RequestId></ErrorResponse>"
    )
}

fn xml(status: StatusCode, body: &str) -> Response {
    (status, [(header::CONTENT_TYPE, "text/xml")], body.to_owned()).into_response()
}
