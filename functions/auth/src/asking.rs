//! The session that asks, where nobody shows the password: an access token outlives its session by minutes, and changes
//! nothing in them.

use futures::future::try_join;
use http::{ApiError, ApiResult, App, Code, Resident};
use table::entities::session::{Session, SessionsOf};
use table::entities::user::User;
use table::{Entity as _, Transaction, Update, keys};

use crate::session::{self, crowd};

/// The step of a transaction that fails where the asking session ended meanwhile.
pub const ASKING_STEP: &str = "asking session";

/// A session that lives, and its person, as they were read.
pub struct Asking {
    /// The person.
    pub user: User,
    session: Session,
}

impl Asking {
    /// Reads both in one round trip; 401 where the session has ended.
    pub async fn of(app: &App, resident: &Resident) -> ApiResult<Self> {
        let live = session::live(app, &resident.user, &resident.session).await?;
        live.map(|(user, session)| Self { user, session }).ok_or_else(unauthorized)
    }

    /// Reads the person and all their sessions that live, the asking one among them, in one round trip; 401 where that
    /// one has ended.
    pub async fn with_all(app: &App, resident: &Resident) -> ApiResult<(Self, Vec<Session>)> {
        let pattern = SessionsOf { user: &resident.user };
        let user = app.table.get::<User>(keys::user(&resident.user), true);
        let (user, page) = Box::pin(try_join(user, app.table.query(&pattern, crowd::PAGE, None))).await?;
        let user = user.ok_or_else(unauthorized)?;
        let live = |session: &Session| session.is_live(&user, app.clock.now());
        let sessions: Vec<Session> = page.items.into_iter().filter(live).collect();
        let session = sessions.iter().find(|one| one.id == resident.session).cloned().ok_or_else(unauthorized)?;
        Ok((Self { user, session }, sessions))
    }

    /// Refuses the whole where the session has ended meanwhile by itself. That all have ended is told by the person.
    pub fn guard(&self, begun: Transaction) -> Transaction {
        begun.check(ASKING_STEP, Update::at(self.session.key()).exists())
    }
}

/// The token's session has ended.
pub fn unauthorized() -> ApiError {
    ApiError::new(Code::Unauthorized)
}
