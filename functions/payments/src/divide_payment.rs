use axum::Json;
use axum::extract::State;
use domain::line_text::LineText;
use domain::organization::Organization;
use domain::payment::check_amount;
use domain::requisites::Inn;
use domain::statement::{Recipient, Statement};
use domain::{AccountId, Money, Period};
use http::{ApiError, ApiResult, App, Code, Params, Problem, Resident, Segment};
use serde::{Deserialize, Serialize};
use table::pages::CardPage;
use utoipa::ToSchema;

/// The payment to divide.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DivisionQuery {
    /// Kopecks, more than nothing.
    #[param(example = 238_726, minimum = 1)]
    amount: i64,
}

/// How a payment is divided between several recipients.
#[derive(Debug, Serialize, ToSchema)]
pub struct Division {
    /// The closed period whose statement it is divided by; nothing before the first.
    #[schema(value_type = Option<String>, example = "2026-09")]
    period: Option<Period>,
    /// Together the amount. Empty where the company alone is paid, or where the statement asks for nothing or does not
    /// tell.
    items: Vec<DivisionPart>,
    /// There are several recipients, and the statement does not tell how much each is to get: one of them is overpaid.
    /// The company divides the payment.
    undivided: bool,
}

/// What one recipient gets.
#[derive(Debug, Serialize, ToSchema)]
pub struct DivisionPart {
    /// Name, or the company's code of a recipient that it told nothing of.
    #[schema(value_type = String, example = "АО «Теплосеть»")]
    name: LineText,
    /// Taxpayer number, where it was told.
    #[schema(value_type = Option<String>, example = "6450000010")]
    inn: Option<Inn>,
    /// The services that are paid to it.
    #[schema(value_type = Vec<String>)]
    services: Vec<LineText>,
    /// Kopecks.
    #[schema(value_type = i64)]
    amount: Money,
}

/// How much of a payment goes where, by the newest closed period: in proportion to what its receipt asks for each
/// recipient (ПП 354, п. 118). Nothing is ordered by it.
#[utoipa::path(get, path = "/api/accounts/{id}/payment-division", tag = "payments",
    params(("id" = String, Path), DivisionQuery), responses(
    (status = 200, body = Division),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
    (status = 400, description = "An amount that is no number", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`amount_not_positive`, `amount_too_large`", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn divide_payment(
    State(app): State<App>,
    resident: Resident,
    Segment((account,)): Segment<(AccountId,)>,
    Params(query): Params<DivisionQuery>,
) -> ApiResult<Json<Division>> {
    let page = CardPage::new(vec![account.clone()], app.clock.now());
    let (_, found) = resident.visit(&app, &account, page.batch()).await?;
    let amount = Money::from_kopecks(query.amount);
    check_amount(amount, app.settings.payments.limit).map_err(|error| ApiError::field("amount", &error))?;
    let card = page.read(&app.table, found).await?.pop().ok_or_else(|| ApiError::new(Code::NotFound))?;
    let Some((closed, item)) = card.latest else {
        return Ok(Json(Division { period: None, items: Vec::new(), undivided: false }));
    };
    let statement = item.statement()?;
    let divided = if statement.is_divided() { statement.divide(amount) } else { Some(Vec::new()) };
    let undivided = divided.is_none();
    let part = |(recipient, amount)| {
        Some(DivisionPart::of(&statement, card.organization.details.as_ref()?, recipient, amount))
    };
    let items = divided.into_iter().flatten().filter_map(part).collect();
    Ok(Json(Division { period: Some(closed.period), items, undivided }))
}

impl DivisionPart {
    fn of(statement: &Statement, company: &Organization, recipient: Recipient<'_>, amount: Money) -> Self {
        let (name, inn) = match recipient {
            None => (company.name.clone(), Some(company.inn.clone())),
            Some(code) => match company.recipient(code) {
                Some(supplier) => (supplier.name.clone(), Some(supplier.inn.clone())),
                None => (code.clone(), None),
            },
        };
        let services = statement.lines_of(recipient).map(|line| line.name.clone()).collect();
        Self { name, inn, services, amount }
    }
}
