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
