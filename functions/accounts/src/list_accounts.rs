use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use domain::AccountId;
use http::{ApiError, ApiResult, App, Code, List, ListQuery, Problem, Resident};
use table::Table;
use table::entities::attachment::{Attachment, AttachmentsOf};
use table::pages::CardPage;

use crate::card::AccountItem;

/// The accounts that the caller has attached.
#[utoipa::path(get, path = "/api/accounts", tag = "accounts", params(ListQuery), responses(
    (status = 200, body = List<AccountItem>),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
))]
pub async fn list_accounts(
    State(app): State<App>,
    resident: Resident,
    query: ListQuery,
) -> ApiResult<Json<List<AccountItem>>> {
    let mine = AttachmentsOf { user: &resident.user };
    if query.cursor.as_deref().is_some_and(|cursor| !Table::is_cursor(cursor, &mine)) {
        return Err(ApiError::new(Code::CursorInvalid));
    }
    let attached = app.table.list(&mine, query.limit(), query.cursor.as_deref()).await?;
    let items = items(&app, attached.items).await?;
    Ok(Json(List { items, next_cursor: attached.next }))
}

async fn items(app: &App, attachments: Vec<Attachment>) -> ApiResult<Vec<AccountItem>> {
    let accounts = attachments.iter().map(|attachment| attachment.account.clone()).collect();
    let page = CardPage::new(accounts, app.clock.now());
    let found = app.table.batch(page.batch()).await?;
    let cards = page.read(&app.table, found).await?;
    let mut attachments: HashMap<AccountId, Attachment> =
        attachments.into_iter().map(|attachment| (attachment.account.clone(), attachment)).collect();
    let item = |card: table::pages::Card| {
        let attachment = attachments.remove(&card.account.id)?;
        Some(AccountItem::of(card, &attachment))
    };
    Ok(cards.into_iter().filter_map(item).collect())
}
