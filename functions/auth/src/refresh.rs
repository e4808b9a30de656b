//! `POST /api/auth/refresh`

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use http::{ApiError, ApiResult, App, Code, Problem, Whereabouts, hash};
use jiff::SignedDuration;
use table::entities::action::ActionCode;
use table::entities::message::{Content, Message};
use table::entities::session::Session;
use table::entities::user::User;
use table::{Changed, CommitError, Entity as _, Update};

use crate::cookie::{self, RefreshToken};
use crate::same_site::SameSite;
use crate::session;

/// How long the secret before the present one brings the same successor: two tabs may refresh at once.
const GRACE: SignedDuration = SignedDuration::from_secs(10);
/// How often another tab may be quicker while we look.
const ATTEMPTS: usize = 3;

/// A new access token for the refresh cookie, which changes with every use. The secret before the present one is taken
/// as long as its successor was never shown: the answer that brought it was lost. That may happen five times in a row and
/// for a day. Any older one has been copied, and so has one whose successor was given up: its session ends.
#[utoipa::path(
    post, path = "/api/auth/refresh", tag = "auth",
    responses(
        (status = 200, body = session::Grant),
        (status = 401, body = Problem, description = "`session_ended`"),
        (status = 403, body = Problem, description = "`cross_site`"),
    )
)]
pub async fn refresh(
    State(app): State<App>,
    _: SameSite,
    from: Whereabouts,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let renewed = match RefreshToken::of(&headers, &app) {
        Some(token) => renew(&app, &token, &from).await?,
        None => None,
    };
    match renewed {
        Some(response) => Ok(response),
        None => {
            Ok(([(SET_COOKIE, cookie::clear(&app, cookie::REFRESH)?)], ApiError::new(Code::SessionEnded))
                .into_response())
        }
    }
}

/// `None` where there is no session to renew.
async fn renew(app: &App, token: &RefreshToken, from: &Whereabouts) -> ApiResult<Option<Response>> {
    let mut met = None;
    for _ in 0..ATTEMPTS {
        let live = match met {
            Some(both) => Some(both),
            None => session::live(app, &token.user, &token.session).await?,
        };
        let Some((user, session)) = live else { return Ok(None) };
        match attempt(app, &user, &session, token, from).await? {
            Attempt::Over(response) => return Ok(response),
            // Where all others were ended meanwhile the person has changed too: both are read again.
            Attempt::Met(now) => met = now.is_live(&user, app.clock.now()).then_some((user, now)),
        }
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}

/// What became of showing a secret.
enum Attempt {
    /// The answer; `None` where the session is over.
    Over(Option<Response>),
    /// Another call was quicker; the session as that one has left it.
    Met(Session),
}

async fn attempt(
    app: &App,
    user: &User,
    session: &Session,
    token: &RefreshToken,
    from: &Whereabouts,
) -> ApiResult<Attempt> {
    let standing = standing(session, token, from, app);
    match standing {
        Standing::Present | Standing::AnswerLost => rotate(app, user, session, token, from, standing).await,
        Standing::JustReplaced => {
            let secret = cookie::next_secret(&session.salt, &token.secret);
            let answer = session::answer(app, user, session, &RefreshToken { secret, ..token.clone() })?;
            Ok(Attempt::Over(Some(answer)))
        }
        Standing::Stolen => {
            end(app, user, session, from).await?;
            Ok(Attempt::Over(None))
        }
    }
}

/// What a secret is to its session.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Present,
    /// Replaced in this moment: another tab is waiting for the same answer.
    JustReplaced,
    /// Replaced, and nobody has shown the successor since, not too often and not too long ago.
    AnswerLost,
    /// Only the last two secrets are known, so any other was replaced before, or given up. Who can name the session had a
    /// cookie of it, or a token.
    Stolen,
}

/// Showing the present secret replaces it, so what is known as the previous one has a successor that was never shown.
/// It is taken from the program alone that signed in.
fn standing(session: &Session, token: &RefreshToken, from: &Whereabouts, app: &App) -> Standing {
    let shown = hash::sha256(&token.secret);
    if hash::equal(&shown, &session.secret_hash) {
        return Standing::Present;
    }
    let was_previous = session.previous_hash.as_ref().is_some_and(|previous| hash::equal(&shown, previous));
    if !was_previous || session.device != from.device {
        return Standing::Stolen;
    }
    match app.clock.now() {
        now if now.duration_since(session.rotated_at) <= GRACE => Standing::JustReplaced,
        now if session.may_have_lost_answer(now) => Standing::AnswerLost,
        _ => Standing::Stolen,
    }
}

/// Ends a session that somebody copied, and tells its person, once.
async fn end(app: &App, user: &User, session: &Session, from: &Whereabouts) -> ApiResult<()> {
    let now = app.clock.now();
    let content = Content::SessionStolen { user: user.id.clone() };
    let mail = Message::new(app.random.ordered_id(now)?, &user.id, content, now);
    let steps = app.table.transaction().delete_if("session", Update::at(session.key()).exists());
    let steps = steps.put("action", &from.action(app, &user.id, ActionCode::SessionStolen)?).put("mail", &mail);
    match app.table.commit(steps).await {
        Ok(()) | Err(CommitError::Refused(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

async fn rotate(
    app: &App,
    user: &User,
    session: &Session,
    token: &RefreshToken,
    from: &Whereabouts,
    standing: Standing,
) -> ApiResult<Attempt> {
    let salt = cookie::salt(&app.random)?;
    let secret = cookie::next_secret(&salt, &token.secret);
    let (hash, now) = (hash::sha256(&secret), app.clock.now());
    let change = match standing {
        Standing::AnswerLost => session.replace(&hash, &salt, &from.place, now),
        _ => session.rotate(&hash, &salt, &from.place, now),
    };
    match app.table.change::<Session>(change).await? {
        Changed::Done(_) => {
            let answer = session::answer(app, user, session, &RefreshToken { secret, ..token.clone() })?;
            Ok(Attempt::Over(Some(answer)))
        }
        Changed::Refused(now) => Ok(now.map_or(Attempt::Over(None), Attempt::Met)),
    }
}
