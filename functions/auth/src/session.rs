//! Opening sessions and telling the browser about them.

pub mod crowd;

use axum::Json;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use domain::UserId;
use http::{ApiError, ApiResult, App, Code, TOKEN_LIFETIME, Whereabouts, hash};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use table::entities::action::ActionCode;
use table::entities::erasure::ERASED_STEP;
use table::entities::message::{Content, Message};
use table::entities::session::Session;
use table::entities::user::User;
use table::{Batch, CommitError, Entity as _, Transaction, keys};
use utoipa::ToSchema;

use crate::agreement;
use crate::cookie::{self, RefreshToken};

/// How long a session lives when the person asked to be remembered, in hours, and when not.
const REMEMBERED_HOURS: i64 = 30 * 24;
const USUAL_HOURS: i64 = 12;

/// What a signed-in page needs. The refresh token is in the cookie only.
#[derive(Debug, Serialize, ToSchema)]
pub struct Grant {
    /// For the header `Authorization: Bearer …`.
    pub access_token: String,
    /// `Bearer`.
    #[schema(value_type = String)]
    pub token_type: &'static str,
    /// Seconds that the access token lives.
    pub expires_in: i64,
    /// Who is signed in.
    pub user: SignedIn,
}

/// A signed-in person.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignedIn {
    /// Opaque id.
    #[schema(value_type = String)]
    pub id: UserId,
    /// Name to sign in with.
    pub login: String,
    /// Address.
    pub email: String,
    /// The version of the agreement that is in force, where the person has accepted an older one: the page asks to
    /// accept it, until `POST /api/profile/agreement`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub agreement_to_accept: Option<&'static str>,
}

/// A session that is about to be opened.
pub struct Opening<'a> {
    /// Whose password was right.
    pub user: &'a User,
    /// For 30 days.
    pub remember: bool,
    /// By which browser, from where.
    pub from: &'a Whereabouts,
    /// The session that this browser had, perhaps somebody else's.
    pub former: Option<&'a Former>,
}

/// A session that a browser had.
pub struct Former {
    /// The session.
    pub session: Session,
    /// It has not ended.
    pub is_live: bool,
}

impl Opening<'_> {
    /// Opens it, unless the password or the sessions have changed since the person was read: whoever signs in while
    /// somebody takes the old password out of use must not slip in with it. The next try is judged by what holds then.
    pub async fn store(&self, app: &App, rehashed: Option<String>, is_suspicious: bool) -> ApiResult<Response> {
        let (session, token) = self.begin(app)?;
        let begun = || self.steps(app, &session, rehashed.as_deref(), is_suspicious);
        let former = self.former.map_or(session.id.as_str(), |former| &former.session.id);
        let steps = self.end_former(app, begun()?)?;
        let apart = [session.id.as_str(), former];
        let surplus = crowd::surplus(app, self.user, &apart);
        let (outcome, surplus) = futures::join!(app.table.commit(steps), surplus);
        let outcome = match outcome {
            // Whose session the browser had was erased in this moment, and the session with them.
            Err(error) if error.refused_by(ERASED_STEP) => app.table.commit(begun()?).await,
            outcome => outcome,
        };
        match outcome {
            Ok(()) => {
                crowd::end(app, surplus).await;
                answer(app, self.user, &session, &token)
            }
            Err(CommitError::Refused(_)) => Err(ApiError::new(Code::Unavailable).retry_after(1)),
            Err(error) => Err(error.into()),
        }
    }

    fn steps(
        &self,
        app: &App,
        session: &Session,
        rehashed: Option<&str>,
        is_suspicious: bool,
    ) -> ApiResult<Transaction> {
        let code = if is_suspicious { ActionCode::SignedInAfterFailures } else { ActionCode::SignedIn };
        let unchanged = self.user.unchanged();
        let steps = app.table.transaction().put("session", session);
        let steps = steps.put("action", &self.from.action(app, &self.user.id, code)?);
        let steps = match rehashed {
            Some(hash) => steps.update("user", unchanged.set("password_hash", hash)),
            None => steps.check("user", unchanged),
        };
        Ok(if is_suspicious { steps.put("mail", &self.notice(app, session.created_at)?) } else { steps })
    }

    /// To somebody else it is told as what it is: their browser has signed out. It has not where the session was over.
    fn end_former(&self, app: &App, begun: Transaction) -> ApiResult<Transaction> {
        let Some(Former { session, is_live }) = self.former else { return Ok(begun) };
        let begun = begun.delete("former", session.key());
        if session.user == self.user.id || !is_live {
            return Ok(begun);
        }
        let begun = begun.put("signed_out", &self.from.action(app, &session.user, ActionCode::SignedOut)?);
        Ok(begun.unless_erased(&session.user))
    }

    fn begin(&self, app: &App) -> ApiResult<(Session, RefreshToken)> {
        let (now, user) = (app.clock.now(), self.user);
        let token = RefreshToken { user: user.id.clone(), session: app.random.id()?, secret: app.random.secret()? };
        let hours = if self.remember { REMEMBERED_HOURS } else { USUAL_HOURS };
        let valid_until = now.checked_add(SignedDuration::from_hours(hours));
        let session = Session {
            user: user.id.clone(),
            id: token.session.clone(),
            secret_hash: hash::sha256(&token.secret),
            previous_hash: None,
            salt: cookie::salt(&app.random)?,
            rotated_at: now,
            previous_shown_at: None,
            given_up: 0,
            remember: self.remember,
            created_at: now,
            valid_until: valid_until.map_err(|error| ApiError::internal(&error))?,
            generation: user.session_generation,
            device: self.from.device.clone(),
            place: self.from.place.clone(),
        };
        Ok((session, token))
    }

    fn notice(&self, app: &App, at: Timestamp) -> ApiResult<Message> {
        let (user, from) = (&self.user.id, self.from);
        let (device, place) = (from.device.clone(), from.place.clone());
        let content = Content::SignedInAfterFailures { user: user.clone(), device, place, at };
        Ok(Message::new(app.random.ordered_id(at)?, user, content, at))
    }
}

/// The id by which a session is listed and ended. The one in its cookie does not follow from it: whoever could name a
/// session in a cookie of their own making would end it as stolen, without its secret.
pub fn shown_id(session: &Session) -> String {
    hash::sha256(&session.id)
}

/// A session and its person, if both still live; one round trip.
pub async fn live(app: &App, user: &UserId, session: &str) -> ApiResult<Option<(User, Session)>> {
    let (user, session) = (keys::user(user), keys::session(user, session));
    let mut found = app.table.batch(Batch::consistent().with(user.clone()).with(session.clone())).await?;
    let both = found.take::<User>(&user)?.zip(found.take::<Session>(&session)?);
    Ok(both.filter(|(user, session)| session.is_live(user, app.clock.now())))
}

/// The grant, with the cookie that brings the next one.
pub fn answer(app: &App, user: &User, session: &Session, token: &RefreshToken) -> ApiResult<Response> {
    let cookie = token.set(session, app)?;
    Ok(([(SET_COOKIE, cookie)], Json(grant(app, user, session)?)).into_response())
}

fn grant(app: &App, user: &User, session: &Session) -> ApiResult<Grant> {
    let no_key = || ApiError::internal(&"no signing key is configured");
    let key = app.settings.signing_key.as_ref().ok_or_else(no_key)?;
    let access_token = key.sign(&user.id, &session.id, app.clock.now()).map_err(|error| ApiError::internal(&error))?;
    let agreement_to_accept = agreement::due(&user.agreement_version);
    let (id, login, email) = (user.id.clone(), user.login.to_string(), user.email.to_string());
    let user = SignedIn { id, login, email, agreement_to_accept };
    Ok(Grant { access_token, token_type: "Bearer", expires_in: TOKEN_LIFETIME, user })
}
