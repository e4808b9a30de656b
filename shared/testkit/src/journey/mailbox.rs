//! Reading a received mail, in the local system's shape and in the emulator's.

use std::time::Duration;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::http_client::HttpClient;

/// Waits for a mail to this address and takes the token out of its link.
pub fn token_for(mail_url: &str, address: &str) -> Result<String> {
    let client = HttpClient::new(mail_url);
    for _ in 0..240 {
        let mails = client.json("GET", "", &Value::Null)?;
        if let Some(token) = all(&mails).into_iter().find_map(|mail| token(mail, address)) {
            return Ok(token);
        }
        std::thread::sleep(Duration::from_millis(250));
    }
    None.with_context(|| format!("no mail with a link came to {address}"))
}

fn all(mails: &Value) -> Vec<&Value> {
    match mails {
        Value::Array(mails) => mails.iter().collect(),
        other => other["messages"]
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(_, mails)| mails.as_array())
            .flatten()
            .collect(),
    }
}

fn token(mail: &Value, address: &str) -> Option<String> {
    let field = |names: [&str; 2]| names.iter().map(|name| &mail[*name]).find(|value| !value.is_null()).cloned();
    let to = field(["to", "To"])?.to_string();
    let text = field(["text", "BodyText"])?;
    let (_, rest) = text.as_str()?.split_once("#token=")?;
    to.contains(address).then(|| rest.chars().take_while(char::is_ascii_alphanumeric).collect())
}
