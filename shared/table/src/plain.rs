//! A store without TLS and without real credentials: the embedded engine.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Intercept, Region};

use crate::Table;

impl Table {
    /// The table of this name in a DynamoDB-compatible engine on this machine.
    pub fn on_this_machine(endpoint: &str, name: &str) -> Self {
        let configuration = aws_sdk_dynamodb::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::from_static("local"))
            .credentials_provider(Credentials::new("local", "local", None, None, "local"))
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .endpoint_url(endpoint)
            .build();
        Self::new(Client::from_conf(configuration), name)
    }

    /// The same table, with somebody who sees each request as it leaves.
    #[must_use]
    pub fn watched(&self, by: impl Intercept + 'static) -> Self {
        let configuration = self.client.config().to_builder().interceptor(by).build();
        Self::new(Client::from_conf(configuration), &self.name)
    }
}
