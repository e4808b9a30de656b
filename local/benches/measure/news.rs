//! News, the rating, a report of a mistake.

use anyhow::Result;
use serde_json::{Value, json};

use crate::rows;
use crate::walk::{Caller, Walk, text};
use crate::world::World;

/// As many as one call takes.
const ITEMS: usize = 50;

/// Walks their routes.
pub async fn walk(walk: &mut Walk, world: &World) -> Result<()> {
    let (resident, system) = (Caller::Bearer(&world.token), Caller::Bearer(&world.exchange_key));
    let account = world.account.as_str();
    let published = walk.app.clock.now();
    let items = rows::items((0..ITEMS).map(|number| item(number, &published.to_string())));
    walk.call("PUT /api/exchange/v1/news", &[], system, Some(items)).await?;
    walk.call("POST /api/exchange/v1/news/pictures", &[], system, None).await?;
    let list = walk.call("GET /api/accounts/{id}/news", &[account], resident, None).await?.json();
    let id = text(&list["items"][0], "id")?;
    walk.call("GET /api/accounts/{id}/news/{news}", &[account, id], resident, None).await?;
    walk.call("POST /api/accounts/{id}/news/{news}/read", &[account, id], resident, None).await?;
    walk.call("PUT /api/rating", &[], resident, Some(json!({"grade": "good"}))).await?;
    walk.call("GET /api/rating", &[], Caller::Anybody, None).await?;
    let report = json!({"page": "/", "selection": "начислено завсе"});
    walk.call("POST /api/typos", &[], Caller::Anybody, Some(report)).await?;
    Ok(())
}

/// A notice as they are: some hundred words.
fn item(number: usize, published_at: &str) -> Value {
    json!({
        "code": format!("n{number}"), "title": "Отключение горячей воды",
        "body": "С **9:00** до 17:00 меняем задвижку в подвале. Просим сделать запас воды. ".repeat(12),
        "published_at": published_at, "status": "published"
    })
}
