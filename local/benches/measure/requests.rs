//! What residents ask of their company: an appeal and its thread, an order of a paid service.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::people::EMAIL;
use crate::rows;
use crate::walk::{Caller, Extra, Walk, text};
use crate::world::World;

const fn keyed(headers: &'static [(&'static str, &'static str)]) -> Extra<'static> {
    Extra { headers, query: "" }
}

/// Walks their routes.
pub async fn walk(walk: &mut Walk, world: &World) -> Result<()> {
    appeals(walk, world).await?;
    orders(walk, world).await
}

async fn appeals(walk: &mut Walk, world: &World) -> Result<()> {
    let (resident, account) = (Caller::Bearer(&world.token), world.account.as_str());
    let form = json!({"topic": "Течёт кран", "text": "На кухне, второй день.", "contact": {"email": EMAIL}});
    let begun = "POST /api/accounts/{id}/appeals";
    let begun =
        walk.call_with(begun, &[account], resident, Some(form), keyed(&[("idempotency-key", "appeal")])).await?.json();
    let appeal = text(&begun, "id")?;
    walk.call("GET /api/accounts/{id}/appeals", &[account], resident, None).await?;
    walk.call("GET /api/accounts/{id}/appeals/unread", &[account], resident, None).await?;
    walk.call("GET /api/accounts/{id}/appeals/{appeal}", &[account, appeal], resident, None).await?;
    let file = write_with_picture(walk, world, appeal).await?;
    walk.call("GET /api/accounts/{id}/appeals/{appeal}/files/{file}", &[account, appeal, &file], resident, None)
        .await?;
    let exchange_file = "GET /api/exchange/v1/appeals/{appeal}/files/{file}";
    walk.call(exchange_file, &[appeal, &file], Caller::Bearer(&world.exchange_key), None).await?;
    let (system, reply) =
        (Caller::Bearer(&world.exchange_key), json!({"reply_id": "1", "text": "Мастер придёт завтра."}));
    walk.call("POST /api/exchange/v1/appeals/{appeal}/reply", &[appeal], system, Some(reply)).await?;
    let read = Some(json!({"answers": 1}));
    walk.call("POST /api/accounts/{id}/appeals/{appeal}/read", &[account, appeal], resident, read).await?;
    let rating = Some(json!({"rating": "helped"}));
    walk.call("PUT /api/accounts/{id}/appeals/{appeal}/rating", &[account, appeal], resident, rating).await?;
    walk.call("POST /api/accounts/{id}/appeals/{appeal}/close", &[account, appeal], resident, None).await?;
    walk.call("POST /api/accounts/{id}/appeals/{appeal}/reopen", &[account, appeal], resident, None).await?;
    walk.app.clock.advance(60);
    walk.call("GET /api/exchange/v1/feeds/appeals", &[], system, None).await?;
    Ok(())
}

/// A message with a picture; the id of the file.
async fn write_with_picture(walk: &mut Walk, world: &World, appeal: &str) -> Result<String> {
    let (resident, account) = (Caller::Bearer(&world.token), world.account.as_str());
    let asked = Some(json!({"name": "кран.jpg", "size": 3}));
    let form = walk.call("POST /api/accounts/{id}/uploads", &[account], resident, asked).await?.json();
    let (status, _) = testkit::send_form(&form, &domain::appeal::file::samples::jpeg(4, 3)).await;
    ensure!(status == 204, "the bucket answered {status}");
    let more = Some(json!({"text": "Течёт сильнее.", "files": [form["id"]]}));
    let write = "POST /api/accounts/{id}/appeals/{appeal}/messages";
    let written =
        walk.call_with(write, &[account, appeal], resident, more, keyed(&[("idempotency-key", "message")])).await?;
    Ok(text(&written.json()["files"][0], "id")?.to_owned())
}

async fn orders(walk: &mut Walk, world: &World) -> Result<()> {
    let (resident, system) = (Caller::Bearer(&world.token), Caller::Bearer(&world.exchange_key));
    let account = world.account.as_str();
    let service = json!({
        "code": "tap", "group": "Сантехника", "name": "Замена смесителя", "price": 90_000, "price_kind": "from"
    });
    let catalogue = Some(rows::items(std::iter::once(service)));
    walk.call("PUT /api/exchange/v1/paid-services", &[], system, catalogue).await?;
    walk.call("GET /api/accounts/{id}/paid-services", &[account], resident, None).await?;
    let ordering = "POST /api/accounts/{id}/orders";
    let form = json!({
        "service_id": "tap", "price": {"kind": "from", "amount": 90_000}, "contact": {"phone": "+79171234567"}
    });
    let begun = walk
        .call_with(ordering, &[account], resident, Some(form), keyed(&[("idempotency-key", "order")]))
        .await?
        .json();
    let order = text(&begun, "id")?;
    walk.call("GET /api/accounts/{id}/orders", &[account], resident, None).await?;
    walk.call("GET /api/accounts/{id}/orders/{order}", &[account, order], resident, None).await?;
    let accepted = Some(json!({"status": "accepted"}));
    walk.call("POST /api/exchange/v1/orders/{order}/status", &[order], system, accepted).await?;
    walk.call("POST /api/accounts/{id}/orders/{order}/cancel", &[account, order], resident, None).await?;
    walk.app.clock.advance(60);
    walk.call("GET /api/exchange/v1/feeds/orders", &[], system, None).await?;
    Ok(())
}
