//! A stand-in of SES: keeps what it is sent, answers as told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use aws_sdk_ses::Client;
use aws_sdk_ses::config::{BehaviorVersion, Credentials, Region};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// How it answers a call; when nothing is told, it accepts.
#[derive(Clone, Copy)]
pub enum Reply {
    /// Status and code of an error.
    Error(u16, &'static str),
}

#[derive(Clone, Default)]
pub struct Ses {
    sent: Arc<Mutex<Vec<String>>>,
    replies: Arc<Mutex<VecDeque<Reply>>>,
}

impl Ses {
    /// Starts it; answers it with a client of it.
    pub async fn start() -> (Self, Client) {
        let ses = Self::default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(receive).with_state(ses.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        (ses, client(&endpoint))
    }

    /// Answers the next call like this.
    pub fn reply(&self, reply: Reply) {
        self.replies.lock().unwrap().push_back(reply);
    }

    /// The bodies of the calls so far.
    pub fn calls(&self) -> Vec<String> {
        self.sent.lock().unwrap().clone()
    }
}

/// A client of an SES at this address.
pub fn client(endpoint: &str) -> Client {
    let configuration = aws_sdk_ses::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(endpoint)
        .build();
    Client::from_conf(configuration)
}

async fn receive(State(ses): State<Ses>, body: String) -> Response {
    let number = {
        let mut sent = ses.sent.lock().unwrap();
        sent.push(body);
        sent.len()
    };
    match ses.replies.lock().unwrap().pop_front() {
        Some(Reply::Error(status, code)) => {
            let body = format!("<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code></Error></ErrorResponse>");
            (StatusCode::from_u16(status).unwrap(), body).into_response()
        }
        None => format!(
            "<SendRawEmailResponse><SendRawEmailResult><MessageId>ses-{number}</MessageId></SendRawEmailResult></SendRawEmailResponse>"
        )
        .into_response(),
    }
}
