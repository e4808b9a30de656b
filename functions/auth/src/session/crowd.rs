//! How many browsers a person may be signed in with: so many that nobody meets the limit, so few that one page reads them.

use futures::future::try_join_all;
use http::App;
use table::entities::session::{Session, SessionsOf};
use table::entities::user::User;
use table::{Entity as _, Key, TableError};

/// Sessions that live at once. One more ends the one that was used longest ago.
const MOST: usize = 50;
/// What is read of a person's sessions. Those that are over lie among them until the store clears them away.
pub const PAGE: i32 = 500;
/// Sessions that one sign-in ends: what many at once were too many, the next ones end.
const AT_ONCE: usize = 25;

/// Which sessions have to end for this one, counted without those of `apart`: it, and the one that it takes the place of.
/// Where there are few none is cleared away: it would cost every sign-in a round trip.
pub async fn surplus(app: &App, user: &User, apart: &[&str]) -> Result<Vec<Key>, TableError> {
    let page = app.table.query(&SessionsOf { user: &user.id }, PAGE, None).await?;
    let others: Vec<Session> = page.items.into_iter().filter(|one| !apart.contains(&one.id.as_str())).collect();
    if others.len() < MOST {
        return Ok(Vec::new());
    }
    let now = app.clock.now();
    let (mut live, over): (Vec<_>, Vec<_>) = others.into_iter().partition(|one| one.is_live(user, now));
    live.sort_by_key(|one| std::cmp::Reverse(one.rotated_at));
    let ending = live.into_iter().skip(MOST - 1).chain(over);
    Ok(ending.take(AT_ONCE).map(|one| one.key()).collect())
}

/// Ends them. Whoever has signed in is in: what fails here is left to the next sign-in.
pub async fn end(app: &App, surplus: Result<Vec<Key>, TableError>) {
    let ending = async { try_join_all(surplus?.into_iter().map(|key| app.table.delete(key))).await };
    if let Err(error) = ending.await {
        tracing::warn!(%error, "sessions beyond the limit are left");
    }
}
