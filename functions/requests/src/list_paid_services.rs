use axum::Json;
use axum::extract::State;
use domain::AccountId;
use domain::paid_service::PaidService;
use http::{ApiResult, App, List, Problem, Resident, Segment};
use serde::Serialize;
use table::Batch;
use table::entities::paid_service::PaidServicesOf;
use utoipa::ToSchema;

use crate::order::PriceShown;

/// A paid service that is offered.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfferedService {
    /// What an order names.
    id: String,
    /// Where it stands in the catalogue.
    #[schema(example = "Сантехника")]
    group: String,
    /// What it is.
    #[schema(example = "Замена смесителя")]
    name: String,
    /// What is done, in more words.
    description: Option<String>,
    /// What it costs.
    price: PriceShown,
    /// What the price is for.
    #[schema(example = "шт.")]
    unit: Option<String>,
    /// What has to be known beforehand.
    conditions: Option<String>,
    /// Parts of the day to choose from; none: no wish of a time.
    slots: Vec<String>,
}

impl From<PaidService> for OfferedService {
    fn from(service: PaidService) -> Self {
        let price = PriceShown(service.shown_price());
        Self {
            id: service.code.to_string(),
            group: service.group.to_string(),
            name: service.name.to_string(),
            description: service.description.map(|text| text.to_string()),
            price,
            unit: service.unit.map(|text| text.to_string()),
            conditions: service.conditions.map(|text| text.to_string()),
            slots: service.slots.iter().map(ToString::to_string).collect(),
        }
    }
}

/// The paid services that the company offers, by group and name. The list is whole.
#[utoipa::path(get, path = "/api/accounts/{id}/paid-services", tag = "requests", params(("id" = String, Path)),
    responses(
    (status = 200, body = List<OfferedService>),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
))]
pub async fn list_paid_services(
    State(app): State<App>,
    resident: Resident,
    Segment((account,)): Segment<(AccountId,)>,
) -> ApiResult<Json<List<OfferedService>>> {
    let organization = account.organization();
    let pattern = PaidServicesOf { organization: &organization };
    let reading = async { Ok(Box::pin(app.table.query_all(&pattern)).await?) };
    let (_, _, catalogue) = resident.visit_during(&app, &account, Batch::new(), reading).await?;
    let mut offered: Vec<PaidService> =
        catalogue.into_iter().map(|item| item.service).filter(|service| service.active).collect();
    offered.sort_by(|one, other| (&one.group, &one.name).cmp(&(&other.group, &other.name)));
    Ok(Json(List::whole(offered.into_iter().map(OfferedService::from).collect())))
}
