//! Integrity codes of the companies' shops: a secret each.

use std::sync::Arc;
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_sdk_secretsmanager::Client;
use aws_sdk_secretsmanager::config::retry::RetryConfig;
use aws_sdk_secretsmanager::config::timeout::TimeoutConfig;
use aws_sdk_secretsmanager::config::{BehaviorVersion, Config, Region};
use domain::OrganizationId;

use crate::SecretsError;
use crate::known::Known;

/// How long one attempt may take; a person or the provider waits for all of them, and a function has ten seconds.
const ATTEMPT: Duration = Duration::from_secs(2);
const CONNECT: Duration = Duration::from_secs(1);
const ATTEMPTS: u32 = 3;

/// Integrity codes under one prefix, and those of them that this process has read. Clones know the same.
#[derive(Debug, Clone)]
pub struct Codes(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    client: Client,
    prefix: String,
    known: Known,
}

impl Codes {
    /// Through a client of this configuration. `prefix` begins the names of a deployment's secrets.
    pub fn new(configuration: impl Into<Config>, prefix: &str) -> Self {
        let timeouts = TimeoutConfig::builder().connect_timeout(CONNECT).operation_attempt_timeout(ATTEMPT).build();
        let retries = RetryConfig::standard().with_max_attempts(ATTEMPTS);
        let configuration = configuration.into().to_builder().timeout_config(timeouts).retry_config(retries).build();
        let client = Client::from_conf(configuration);
        Self(Arc::new(Parts { client, prefix: prefix.to_owned(), known: Known::default() }))
    }

    /// Where something on this machine speaks the protocol of Secrets Manager, without TLS.
    pub fn on_this_machine(endpoint: &str, credentials: Credentials, prefix: &str) -> Self {
        let configuration = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::from_static("local"))
            .credentials_provider(credentials)
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .endpoint_url(endpoint)
            .build();
        Self::new(configuration, prefix)
    }

    /// The same secrets for somebody who has read none of them yet: another process.
    #[must_use]
    pub fn forgotten(&self) -> Self {
        let Parts { client, prefix, .. } = &*self.0;
        Self(Arc::new(Parts { client: client.clone(), prefix: prefix.clone(), known: Known::default() }))
    }

    /// Name of the secret with a company's code of this id. It begins with the company, so that a right may be given for one.
    pub fn name(&self, organization: &OrganizationId, id: &str) -> String {
        format!("{}/{organization}/{id}", self.0.prefix)
    }

    /// Keeps a code under an id that no other code ever has.
    pub async fn keep(&self, organization: &OrganizationId, id: &str, code: &str) -> Result<(), SecretsError> {
        let name = self.name(organization, id);
        let request = self.0.client.create_secret().name(&name).secret_string(code);
        let request = request.description("Integrity code of a shop at a payment provider");
        request.send().await.map(drop).map_err(|error| SecretsError::of(&error, &name))
    }

    /// The code of this id; from memory where this process has read it before.
    pub async fn read(&self, organization: &OrganizationId, id: &str) -> Result<Arc<str>, SecretsError> {
        let name = self.name(organization, id);
        if let Some(code) = self.0.known.get(&name) {
            return Ok(code);
        }
        let answer = self.0.client.get_secret_value().secret_id(&name).send().await;
        let secret = answer.map_err(|error| SecretsError::of(&error, &name))?.secret_string;
        let code: Arc<str> = secret.ok_or_else(|| SecretsError::Missing(name.clone()))?.into();
        self.0.known.add(name, &code);
        Ok(code)
    }

    /// Deletes a code for good; one that is not there is deleted already.
    pub async fn delete(&self, organization: &OrganizationId, id: &str) -> Result<(), SecretsError> {
        let name = self.name(organization, id);
        let request = self.0.client.delete_secret().secret_id(&name).force_delete_without_recovery(true);
        match request.send().await.map_err(|error| SecretsError::of(&error, &name)) {
            Ok(_) | Err(SecretsError::Missing(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }
}
