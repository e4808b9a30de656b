//! A mailer, what waits for it, and what it sends.

use axum::Router;
use base64::Engine as _;
use http::App;
use mail_parser::MessageParser;
use mailer::{Report, SweepError};
use table::entities::message::{Message, Pending};
use table::keys;
use testkit::{TestApp, acting_as};

pub fn no_routes(_: App) -> Router {
    Router::new()
}

/// The mailer under its role.
pub struct Mailer(pub mailer::Mailer);

impl Mailer {
    pub fn new(app: App, ses: aws_sdk_ses::Client) -> Self {
        Self(mailer::Mailer::new(app, ses).unwrap())
    }

    /// Tells it what became of a letter.
    pub async fn hear(&self, event: &str) {
        Box::pin(acting_as("Mailer", self.0.hear(event))).await.unwrap();
    }

    pub async fn sweep(&self) -> Result<Report, SweepError> {
        Box::pin(acting_as("Mailer", self.0.sweep())).await
    }
}

/// What waits.
pub async fn pending(app: &TestApp) -> Vec<Message> {
    let mut all = Vec::new();
    for shard in 0..keys::OUTBOX_SHARDS {
        all.extend(app.table.query_all(&Pending { shard }).await.unwrap());
    }
    all
}

/// Recipient, subject and text of what SES was sent.
pub fn letter(call: &str) -> (String, String, String) {
    let raw = raw(call);
    let message = MessageParser::default().parse(&raw).unwrap();
    let to = message.to().unwrap().first().unwrap().address().unwrap().to_owned();
    (to, message.subject().unwrap().to_owned(), message.body_text(0).unwrap().into_owned())
}

/// The token by which a mail program ends the subscription with one click.
pub fn one_click(call: &str) -> String {
    let raw = raw(call);
    let message = MessageParser::default().parse(&raw).unwrap();
    assert_eq!(message.header_raw("List-Unsubscribe-Post").unwrap().trim(), "List-Unsubscribe=One-Click");
    let link = message.header_raw("List-Unsubscribe").unwrap().trim();
    let token =
        link.strip_prefix("<https://lk.example.ru/api/unsubscribe?token=").and_then(|link| link.strip_suffix('>'));
    token.unwrap().to_owned()
}

/// The message that SES was sent.
pub fn raw(call: &str) -> Vec<u8> {
    let fields: Vec<(String, String)> = form(call);
    let data = fields.iter().find(|(name, _)| name == "RawMessage.Data").unwrap().1.clone();
    base64::engine::general_purpose::STANDARD.decode(data).unwrap()
}

fn form(body: &str) -> Vec<(String, String)> {
    let decode = |text: &str| {
        let mut bytes = Vec::new();
        let mut rest = text.bytes();
        while let Some(byte) = rest.next() {
            let pair = || [rest.clone().next(), rest.clone().nth(1)];
            match (byte, pair()) {
                (b'%', [Some(high), Some(low)]) => {
                    let digits = [high, low];
                    bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
                    rest.nth(1);
                }
                (b'+', _) => bytes.push(b' '),
                (other, _) => bytes.push(other),
            }
        }
        String::from_utf8(bytes).unwrap()
    };
    body.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (decode(name), decode(value))).collect()
}
