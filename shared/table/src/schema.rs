//! The definition of the table, the same locally and in `template.yaml` (a test compares them).

use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType, TimeToLiveSpecification,
};

use crate::{Table, TableError};

/// The attribute by which the table forgets, in seconds of the epoch.
pub const TIME_TO_LIVE: &str = "expires_at";

/// Key attributes with their roles; all are strings. There is no index.
pub const KEYS: [(&str, &str); 2] = [("pk", "HASH"), ("sk", "RANGE")];

impl Table {
    /// Creates the table unless it is there: for the local system and for tests. On AWS the template does it.
    pub async fn create_if_absent(&self) -> Result<(), TableError> {
        let existing = self.client.list_tables().send().await?;
        if existing.table_names().iter().any(|name| **name == *self.name) {
            return Ok(());
        }
        let mut request = self.client.create_table().table_name(&*self.name).billing_mode(BillingMode::PayPerRequest);
        for (name, role) in KEYS {
            request = request.attribute_definitions(attribute(name)?).key_schema(element(name, role)?);
        }
        request.send().await?;
        self.forget_by_time().await
    }

    async fn forget_by_time(&self) -> Result<(), TableError> {
        let specification =
            TimeToLiveSpecification::builder().attribute_name(TIME_TO_LIVE).enabled(true).build().map_err(broken)?;
        self.client
            .update_time_to_live()
            .table_name(&*self.name)
            .time_to_live_specification(specification)
            .send()
            .await?;
        Ok(())
    }
}

fn attribute(name: &str) -> Result<AttributeDefinition, TableError> {
    AttributeDefinition::builder().attribute_name(name).attribute_type(ScalarAttributeType::S).build().map_err(broken)
}

fn element(name: &str, role: &str) -> Result<KeySchemaElement, TableError> {
    KeySchemaElement::builder().attribute_name(name).key_type(KeyType::from(role)).build().map_err(broken)
}

fn broken(error: impl std::fmt::Display) -> TableError {
    TableError::Broken(error.to_string())
}
