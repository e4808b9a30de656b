//! Every route once, with a world behind it.

use anyhow::{Context as _, Result, ensure};
use domain::AccountId;
use http::unsubscribe::{Mailing, Unsubscription};
use jiff::tz::TimeZone;
use serde_json::json;

use crate::people::EMAIL;
use crate::walk::{COOKIE, Caller, Cost, Extra, Walk, text};
use crate::world::{ROWS, World, signing_key};
use crate::{money, news, people, profile, requests, rows};

/// What every route of the API document cost. A route that was left out is a mistake.
pub async fn costs() -> Result<Vec<Cost>> {
    let mut walk = Walk::begin(&signing_key()?).await?;
    let mut world = World::make(&mut walk).await?;
    read(&mut walk, &world).await?;
    subscribe(&mut walk, &world).await?;
    profile::walk(&mut walk, &mut world).await?;
    take_down(&mut walk, &mut world).await?;
    let left_out: Vec<_> = documented().into_iter().filter(|route| !is_seen(&walk.costs, route)).collect();
    ensure!(left_out.is_empty(), "not walked: {}", left_out.join(", "));
    Ok(walk.costs)
}

async fn read(walk: &mut Walk, world: &World) -> Result<()> {
    let resident = Caller::Bearer(&world.token);
    let (account, period) = (world.account.as_str(), world.period.to_string());
    walk.call("GET /api/operator", &[], Caller::Anybody, None).await?;
    walk.call("GET /api/organizations", &[], Caller::Anybody, None).await?;
    walk.call("GET /api/organizations/{id}", &[&world.organization], Caller::Anybody, None).await?;
    walk.call("GET /api/profile", &[], resident, None).await?;
    walk.call("GET /api/accounts", &[], resident, None).await?;
    walk.call("GET /api/accounts/{id}", &[account], resident, None).await?;
    walk.call("GET /api/accounts/{id}/periods", &[account], resident, None).await?;
    walk.call("GET /api/accounts/{id}/charges/{period}", &[account, &period], resident, None).await?;
    walk.call("GET /api/accounts/{id}/charges", &[account], resident, None).await?;
    walk.call("GET /api/accounts/{id}/odn/{period}", &[account, &period], resident, None).await?;
    walk.call("GET /api/accounts/{id}/receipts/{period}", &[account, &period], resident, None).await?;
    readings(walk, world).await?;
    money::walk(walk, world).await?;
    news::walk(walk, world).await?;
    requests::walk(walk, world).await?;
    walk.call("GET /api/accounts/{id}/movements", &[account], resident, None).await?;
    Ok(())
}

async fn readings(walk: &mut Walk, world: &World) -> Result<()> {
    let (resident, account) = (Caller::Bearer(&world.token), world.account.as_str());
    let meters = walk.call("GET /api/accounts/{id}/meters", &[account], resident, None).await?.json();
    let meter = text(&meters["items"][0], "id")?;
    let form = json!({"readings": [{"meter_id": meter, "values": ["15.5"]}]});
    walk.call("POST /api/accounts/{id}/readings", &[account], resident, Some(form)).await?;
    walk.call("GET /api/accounts/{id}/meters/{meter}/readings", &[account, meter], resident, None).await?;
    walk.app.clock.advance(60);
    let system = Caller::Bearer(&world.exchange_key);
    let day = walk.app.clock.now().to_zoned(TimeZone::get("Europe/Saratov")?).date();
    let taken = rows::items((1..ROWS).map(|index| rows::reading(index, day)));
    walk.call("PUT /api/exchange/v1/readings", &[], system, Some(taken)).await?;
    walk.call("GET /api/exchange/v1/feeds/readings", &[], system, None).await?;
    Ok(())
}

/// Receipts by mail, what the company sees of their sending, and the link in such a mail that ends it.
async fn subscribe(walk: &mut Walk, world: &World) -> Result<()> {
    let label = json!({"label": "Дача", "receipt_mailing": true});
    walk.call("PATCH /api/accounts/{id}", &[&world.account], Caller::Bearer(&world.token), Some(label)).await?;
    let (system, period) = (Caller::Bearer(&world.exchange_key), world.period.to_string());
    walk.call("GET /api/exchange/v1/periods/{period}/mailing", &[&period], system, None).await?;
    let token = unsubscribe_token(walk, world).await?;
    let query = format!("token={token}");
    for route in ["GET /api/unsubscribe", "POST /api/unsubscribe"] {
        walk.call_with(route, &[], Caller::Anybody, None, Extra { headers: &[], query: &query }).await?;
    }
    Ok(())
}

/// As it stands in the mail.
async fn unsubscribe_token(walk: &Walk, world: &World) -> Result<String> {
    let user = people::person(walk, EMAIL).await?.id;
    let unsubscription =
        Unsubscription { mailing: Mailing::Receipts, user, account: AccountId::parse(&world.account)? };
    walk.app.unsubscribe_token(&unsubscription).context("links are signed")
}

async fn take_down(walk: &mut Walk, world: &mut World) -> Result<()> {
    let resident = Caller::Bearer(&world.token);
    walk.call("DELETE /api/accounts/{id}", &[&world.account], resident, None).await?;
    let renewed = walk.call("POST /api/auth/refresh", &[], Caller::Cookie(&world.cookie), None).await?;
    world.cookie = renewed.cookie(COOKIE).unwrap_or_default();
    walk.call("POST /api/auth/logout", &[], Caller::Cookie(&world.cookie), None).await?;
    profile::leave(walk).await?;
    let (system, period) = (Caller::Bearer(&world.exchange_key), world.period.to_string());
    walk.call("POST /api/exchange/v1/periods/{period}/reopen", &[&period], system, None).await?;
    Ok(())
}

/// Method and pattern of every operation in the API document.
fn documented() -> Vec<String> {
    let document = serde_json::to_value(local::openapi::document()).unwrap_or_default();
    let paths = document["paths"].as_object().cloned().unwrap_or_default();
    let methods = ["get", "post", "put", "patch", "delete"];
    let of_path = |(path, operations): (String, serde_json::Value)| {
        let present = methods.into_iter().filter(move |method| operations.get(*method).is_some());
        present.map(|method| format!("{} {path}", method.to_uppercase())).collect::<Vec<_>>()
    };
    paths.into_iter().flat_map(of_path).collect()
}

fn is_seen(costs: &[Cost], route: &str) -> bool {
    costs.iter().any(|cost| cost.route == route)
}
