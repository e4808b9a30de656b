use axum::Json;
use axum::extract::State;
use domain::AccountId;
use http::{ApiError, ApiResult, App, Code, Problem, Resident, Segment};
use table::entities::attachment::Attachment;
use table::pages::CardPage;

use crate::card::Card;

/// The card of an account.
#[utoipa::path(get, path = "/api/accounts/{id}", tag = "accounts", params(("id" = String, Path)), responses(
    (status = 200, body = Card),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
))]
pub async fn get_account(
    State(app): State<App>,
    resident: Resident,
    Segment((account,)): Segment<(AccountId,)>,
) -> ApiResult<Json<Card>> {
    let (attachment, card) = visit(&app, &resident, &account).await?;
    Ok(Json(Card::of(card, &attachment, &app.settings.payments)))
}

/// Reads what the card is made of, for the person who has attached the account.
pub async fn visit(app: &App, resident: &Resident, account: &AccountId) -> ApiResult<(Attachment, table::pages::Card)> {
    let page = CardPage::new(vec![account.clone()], app.clock.now());
    let (scope, found) = resident.visit(app, account, page.batch()).await?;
    let card = page.read(&app.table, found).await?.pop();
    Ok((scope.attachment().clone(), card.ok_or_else(|| ApiError::new(Code::NotFound))?))
}
