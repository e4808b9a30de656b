//! The AWS clients' configuration out of what Lambda gives every function: region, credentials, endpoints.
//!
//! Absent on purpose: the SDK's default chains. They carry clients for STS, the instance metadata and profile files,
//! half a megabyte that no function ever runs.

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_dynamodb::config::BehaviorVersion;
use aws_smithy_http_client::{Builder, tls};
use aws_types::SdkConfig;
use aws_types::region::Region;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
use secrets::Codes;
use storage::{Place, Storage};
use table::Table;

use crate::settings::{SettingsError, optional, required};

/// The table of this name where the SDK's usual variables point to.
pub fn deployed_table(name: &str) -> Result<Table, SettingsError> {
    Ok(Table::new(aws_sdk_dynamodb::Client::new(&aws_configuration()?), name))
}

/// The bucket that `KABINET_FILES_BUCKET` names, and how browsers come to it; nothing where it names none.
pub fn storage() -> Result<Option<Storage>, SettingsError> {
    let Some(bucket) = optional("KABINET_FILES_BUCKET") else { return Ok(None) };
    let endpoint = optional("AWS_ENDPOINT_URL_S3").or_else(|| optional("AWS_ENDPOINT_URL"));
    let place = Place { bucket, region: required("AWS_REGION")?, endpoint, origin: optional("KABINET_FILES_ORIGIN") };
    Ok(Some(Storage::new(place, credentials()?)))
}

/// Integrity codes under the prefix that `KABINET_CODES_PREFIX` names; nothing where it names none.
pub fn codes() -> Result<Option<Codes>, SettingsError> {
    let Some(prefix) = optional("KABINET_CODES_PREFIX") else { return Ok(None) };
    Ok(Some(Codes::new(&aws_configuration()?, &prefix)))
}

/// Region, credentials and endpoints by the SDK's usual variables; TLS by ring.
pub fn aws_configuration() -> Result<SdkConfig, SettingsError> {
    let tls = tls::Provider::Rustls(tls::rustls_provider::CryptoMode::Ring);
    Ok(SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .http_client(Builder::new().tls_provider(tls).build_https())
        .region(Region::new(required("AWS_REGION")?))
        .credentials_provider(SharedCredentialsProvider::new(credentials()?))
        .service_config(Endpoints)
        .build())
}

/// Lambda renews them by starting another process, so they are read once.
fn credentials() -> Result<Credentials, SettingsError> {
    let (key, secret) = (required("AWS_ACCESS_KEY_ID")?, required("AWS_SECRET_ACCESS_KEY")?);
    Ok(Credentials::new(key, secret, optional("AWS_SESSION_TOKEN"), None, "environment"))
}

/// `AWS_ENDPOINT_URL_DYNAMODB` and its like, for services outside AWS.
#[derive(Debug)]
struct Endpoints;

impl LoadServiceConfig for Endpoints {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        optional(&variable(key.env(), key.service_id())).or_else(|| optional(key.env()))
    }
}

/// As the SDK names it for a service: `AWS_ENDPOINT_URL_SECRETS_MANAGER`.
fn variable(name: &str, service: &str) -> String {
    format!("{name}_{}", service.to_uppercase().replace(' ', "_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_service_may_have_an_endpoint_of_its_own() {
        assert_eq!(variable("AWS_ENDPOINT_URL", "DynamoDB"), "AWS_ENDPOINT_URL_DYNAMODB");
        assert_eq!(variable("AWS_ENDPOINT_URL", "Secrets Manager"), "AWS_ENDPOINT_URL_SECRETS_MANAGER");
    }
}
