//! The table as an operator reaches it: by profiles, single sign-on files and all else that the SDK's chain knows.

use aws_config::environment::EnvironmentVariableRegionProvider;
use aws_config::meta::region::RegionProviderChain;
use aws_config::profile::ProfileFileRegionProvider;
use aws_config::{BehaviorVersion, Region};
use aws_smithy_http_client::{Builder, tls};
use table::Table;

use crate::args::TableArgs;

/// The table of this name where the SDK's usual variables and profiles point to; TLS by ring.
async fn table(name: &str) -> Table {
    let tls = tls::Provider::Rustls(tls::rustls_provider::CryptoMode::Ring);
    let client = Builder::new().tls_provider(tls).build_https();
    let configuration = aws_config::defaults(BehaviorVersion::latest()).http_client(client).region(region());
    Table::new(aws_sdk_dynamodb::Client::new(&configuration.load().await), name)
}

/// The table that a command names: on this machine, or where the SDK's variables point to.
pub async fn open(args: &TableArgs) -> Table {
    match &args.endpoint {
        Some(endpoint) => Table::on_this_machine(endpoint, &args.table),
        None => table(&args.table).await,
    }
}

/// The SDK's default chain would build a client for the instance metadata, which has no TLS without aws-lc.
fn region() -> RegionProviderChain {
    RegionProviderChain::first_try(EnvironmentVariableRegionProvider::new())
        .or_else(ProfileFileRegionProvider::new())
        .or_else(Region::new("eu-central-1"))
}
