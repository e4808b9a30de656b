use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::AccountId;
use domain::paid_service::PaidService;
use http::{ApiResult, App, List, Problem, Resident, Segment, asks_anew, cached};
use serde::Serialize;
use table::Batch;
use table::pages::Catalogues;
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

impl OfferedService {
    fn of(service: &PaidService) -> Self {
        let price = PriceShown(service.shown_price());
        Self {
            id: service.code.to_string(),
            group: service.group.to_string(),
            name: service.name.to_string(),
            description: service.description.as_ref().map(ToString::to_string),
            price,
            unit: service.unit.as_ref().map(ToString::to_string),
            conditions: service.conditions.as_ref().map(ToString::to_string),
            slots: service.slots.iter().map(ToString::to_string).collect(),
        }
    }
}

/// The paid services that the company offers, by group and name. The list is whole. Kept for a minute; after that asked for by
/// `ETag`. Who asks with `Cache-Control: no-cache` gets it as it is now, else it may be half a minute old.
#[utoipa::path(get, path = "/api/accounts/{id}/paid-services", tag = "requests", params(("id" = String, Path)),
    responses(
    (status = 200, body = List<OfferedService>),
    (status = 304, description = "The same as the answer whose `ETag` stands in `If-None-Match`"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
))]
pub async fn list_paid_services(
    State(app): State<App>,
    Extension(catalogues): Extension<Catalogues>,
    resident: Resident,
    Segment((account,)): Segment<(AccountId,)>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let (organization, anew) = (account.organization(), asks_anew(&headers));
    let reading = async { Ok(Box::pin(catalogues.of(&app.table, &organization, app.clock.now(), anew)).await?) };
    let (_, _, offered) = resident.visit_during(&app, &account, Batch::new(), reading).await?;
    cached(&headers, &List::whole(offered.iter().map(OfferedService::of).collect()))
}
