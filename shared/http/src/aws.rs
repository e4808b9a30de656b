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
        optional(&format!("{}_{}", key.env(), key.service_id().to_uppercase())).or_else(|| optional(key.env()))
    }
}
