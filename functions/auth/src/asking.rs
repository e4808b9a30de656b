//! The session that asks, where nobody shows the password: an access token outlives its session by minutes, and changes
//! nothing in them.

use http::{ApiError, ApiResult, App, Code, Resident};
use table::entities::session::Session;
use table::entities::user::User;
use table::{Entity as _, Transaction, Update};

use crate::session;

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

    /// Refuses the whole where the session has ended meanwhile by itself. That all have ended is told by the person.
    pub fn guard(&self, begun: Transaction) -> Transaction {
        begun.check(ASKING_STEP, Update::at(self.session.key()).exists())
    }
}

/// The token's session has ended.
pub fn unauthorized() -> ApiError {
    ApiError::new(Code::Unauthorized)
}
