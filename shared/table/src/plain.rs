//! A store without TLS and without real credentials: the embedded engine.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Intercept, Region};
use aws_sdk_dynamodb::types::AttributeValue;

use crate::entity::from_item;
use crate::{Entity, Table, TableError, usage};

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

    /// Every item of one type, wherever it stands. It reads the whole table: for whoever looks at a table on this
    /// machine, and for nothing on the path of a request.
    pub async fn everything<E: Entity>(&self) -> Result<Vec<E>, TableError> {
        let (mut found, mut from) = (Vec::new(), None);
        loop {
            let request =
                self.client.scan().table_name(&*self.name).consistent_read(true).set_exclusive_start_key(from);
            let request = request
                .filter_expression("#type = :type")
                .expression_attribute_names("#type", "type")
                .expression_attribute_values(":type", AttributeValue::S(E::TYPE.to_owned()));
            let answer = usage::call(request.send()).await?;
            found.extend(answer.items.unwrap_or_default());
            from = answer.last_evaluated_key;
            if from.is_none() {
                return found.into_iter().map(from_item).collect();
            }
        }
    }
}
