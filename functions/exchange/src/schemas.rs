//! The bodies of the loads, for the OpenAPI document. The types that read them are the domain's, which knows nothing
//! of HTTP; a test sends the examples that stand here.

mod accounts;
mod common_needs;
mod houses;
mod meters;
mod news;
mod organization;
mod paid_services;
mod readings;
mod statements;

use utoipa::ToSchema;

pub use accounts::Account;
pub use common_needs::CommonNeeds;
pub use houses::House;
pub use meters::Meter;
pub use news::News;
pub use organization::Organization;
pub use paid_services::PaidService;
pub use readings::Reading;
pub use statements::Statement;

/// A bulk load.
#[derive(Debug, ToSchema)]
pub struct Load<T: ToSchema> {
    /// Up to 1,000 rows, each read on its own.
    #[schema(max_items = 1000)]
    pub items: Vec<T>,
}

#[cfg(test)]
mod tests {
    use domain::paid_service::PaidService;
    use domain::{house, meter, news, organization, reading, statement};
    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};

    use crate::accounts::AccountRow;
    use crate::common_needs::CommonNeedsRow;
    use crate::statements::StatementRow;

    fn load(of: &str) -> String {
        format!("Load_{of}/properties/items/items")
    }

    /// What the reader does not take of what the document calls nullable. A reader meets a null before it misses a field.
    fn refused<T: DeserializeOwned>(schema: &str) -> Vec<String> {
        let document = serde_json::to_value(crate::openapi()).unwrap();
        let shape = document.pointer(&format!("/components/schemas/{schema}/properties")).expect(schema);
        let may_be_null = |shape: &&Value| shape["type"].as_array().or(shape["oneOf"].as_array()).is_some();
        let takes = |name: &str| {
            let read = serde_json::from_value::<T>(json!({ name: null })).map(drop);
            read.map_or_else(|error| !error.to_string().contains("null"), |()| true)
        };
        let nullable = shape.as_object().unwrap().iter().filter(|(_, shape)| may_be_null(shape));
        nullable.filter(|(name, _)| !takes(name)).map(|(name, _)| format!("{schema}/{name}")).collect()
    }

    #[test]
    fn what_the_document_calls_nullable_may_be_null() {
        let found = [
            refused::<PaidService>(&load("PaidService")),
            refused::<organization::Organization>("OrganizationDetails"),
            refused::<organization::Recipient>("OrganizationRecipient"),
            refused::<reading::ReadingLimits>("OrganizationReadingLimits"),
            refused::<news::News>(&load("News")),
            refused::<house::House>(&load("House")),
            refused::<house::HouseWindow>("HouseWindow"),
            refused::<meter::MeterInput>(&load("MeterLoad")),
            refused::<meter::Removed>("RemovedMeter"),
            refused::<AccountRow>(&load("Account")),
            refused::<CommonNeedsRow>(&load("CommonNeedsLoad")),
            refused::<StatementRow>(&load("StatementLoad")),
            refused::<statement::Line>("StatementLoadLine"),
            refused::<statement::Receipt>("StatementLoadPayment"),
            refused::<statement::Share>("StatementLoadShare"),
            refused::<crate::move_order::StatusChange>("StatusChange"),
            refused::<crate::reply_appeal::NewReply>("NewReply"),
            refused::<crate::refund_payment::MoneyBack>("MoneyBack"),
            refused::<crate::close_period::Closing>("Closing"),
        ];
        assert_eq!(found.concat(), Vec::<String>::new());
    }
}
