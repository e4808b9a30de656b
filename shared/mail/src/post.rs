//! The client of SES.

use std::error::Error;
use std::io::ErrorKind;
use std::time::Duration;

use aws_sdk_ses::Client;
use aws_sdk_ses::config::Config;
use aws_sdk_ses::config::retry::RetryConfig;
use aws_sdk_ses::config::timeout::TimeoutConfig;
use aws_sdk_ses::error::{ConnectorError, ProvideErrorMetadata as _, SdkError};
use aws_sdk_ses::operation::send_raw_email::SendRawEmailError;
use aws_sdk_ses::primitives::Blob;
use aws_sdk_ses::types::RawMessage;

use crate::{Envelope, EnvelopeError, Letter, refusal};

/// How long handing over may take; shorter than the lease of a message.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why a letter did not go out. The provider's message may quote an address, so only its code is kept.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// It never will.
    #[error("refused: {0}")]
    Refused(String),
    /// It may go out later; it has not gone out now.
    #[error("not now: {0}")]
    Later(String),
    /// The provider takes no letter of this sender at all, until somebody puts that right. It says nothing of this letter.
    #[error("the sender is refused: {0}")]
    Closed(String),
    /// Nobody knows whether it has gone out.
    #[error("no answer: {0}")]
    Unknown(String),
}

impl From<EnvelopeError> for PostError {
    fn from(error: EnvelopeError) -> Self {
        Self::Refused(error.to_string())
    }
}

/// Hands letters over to SES.
#[derive(Debug, Clone)]
pub struct Post {
    client: Client,
    configuration_set: Option<String>,
}

impl Post {
    /// Through this client; the configuration set says what becomes of bounces and complaints.
    pub fn new(client: Client, configuration_set: Option<String>) -> Self {
        Self { client, configuration_set }
    }

    /// Hands a letter over; answers the provider's id of it. It is tried once: a repetition that nobody recorded
    /// could be a second letter.
    pub async fn send(&self, envelope: &Envelope<'_>, letter: &Letter) -> Result<String, PostError> {
        let (_, from) = envelope.sender()?;
        let message = RawMessage::builder().data(Blob::new(envelope.seal(letter)?)).build();
        let message = message.map_err(|error| PostError::Refused(error.to_string()))?;
        let once = Config::builder()
            .retry_config(RetryConfig::disabled())
            .timeout_config(TimeoutConfig::builder().operation_timeout(PATIENCE).build());
        let request = self.client.send_raw_email().source(from.as_str()).destinations(envelope.to.as_str());
        let request = request.set_configuration_set_name(self.configuration_set.clone());
        let answer = request.raw_message(message).customize().config_override(once).send().await;
        answer.map(|answer| answer.message_id).map_err(|error| reason(&error, from.as_str()))
    }
}

fn reason(error: &SdkError<SendRawEmailError>, from: &str) -> PostError {
    match error {
        // Taken, in words that do not read.
        SdkError::ServiceError(service) if service.raw().status().is_success() => {
            PostError::Unknown("broken answer".to_owned())
        }
        SdkError::ServiceError(service) => {
            let (code, said) = (service.err().code().unwrap_or("unknown"), service.err().message().unwrap_or_default());
            refusal::judge(code, said, from)
        }
        SdkError::DispatchFailure(failure) if is_unreachable(failure.as_connector_error()) => {
            PostError::Later("no connection".to_owned())
        }
        SdkError::DispatchFailure(_) => PostError::Unknown("connection lost".to_owned()),
        SdkError::TimeoutError(_) => PostError::Unknown("timeout".to_owned()),
        SdkError::ResponseError(_) => PostError::Unknown("broken answer".to_owned()),
        _ => PostError::Later("request not built".to_owned()),
    }
}

/// There was no connection, so nothing went over it. One that broke may have carried the letter.
fn is_unreachable(error: Option<&ConnectorError>) -> bool {
    let first: Option<&(dyn Error + 'static)> = error.map(|error| error as _);
    let mut chain = std::iter::successors(first, |error: &&(dyn Error + 'static)| (*error).source());
    chain.any(|error| {
        let kind = error.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        matches!(kind, Some(ErrorKind::ConnectionRefused | ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable))
    })
}
