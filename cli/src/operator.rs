//! The table and the secrets as an operator reaches them: by profiles, single sign-on files and all else that the SDK's chain knows.

use aws_config::SdkConfig;
use aws_config::environment::EnvironmentVariableRegionProvider;
use aws_config::meta::region::RegionProviderChain;
use aws_config::profile::ProfileFileRegionProvider;
use aws_config::{BehaviorVersion, Region};
use aws_smithy_http_client::{Builder, tls};
use secrets::Codes;
use table::Table;

use crate::args::{CodesArgs, TableArgs};

/// What the SDK's usual variables and profiles say; TLS by ring.
async fn configuration() -> SdkConfig {
    let tls = tls::Provider::Rustls(tls::rustls_provider::CryptoMode::Ring);
    let client = Builder::new().tls_provider(tls).build_https();
    aws_config::defaults(BehaviorVersion::latest()).http_client(client).region(region()).load().await
}

/// The table that a command names: on this machine, or where the SDK's variables point to.
pub async fn open(args: &TableArgs) -> Table {
    match &args.endpoint {
        Some(endpoint) => Table::on_this_machine(endpoint, &args.table),
        None => Table::new(aws_sdk_dynamodb::Client::new(&configuration().await), &args.table),
    }
}

/// The integrity codes of the deployment that a command names.
pub async fn codes(args: &CodesArgs) -> Codes {
    Codes::new(&configuration().await, &args.codes_prefix)
}

/// The SDK's default chain would build a client for the instance metadata, which has no TLS without aws-lc.
fn region() -> RegionProviderChain {
    RegionProviderChain::first_try(EnvironmentVariableRegionProvider::new())
        .or_else(ProfileFileRegionProvider::new())
        .or_else(Region::new("eu-central-1"))
}
