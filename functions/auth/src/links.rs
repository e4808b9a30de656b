//! Links of mails: what stands behind one, and using it up.

use http::{ApiError, ApiResult, App, Code, LinkSecret};
use table::entities::link_token::{LinkToken, Purpose};
use table::entities::user::User;
use table::{Batch, CommitError, Transaction, keys};

/// A link that is good, and its person.
pub struct Link {
    /// The token.
    pub token: LinkToken,
    /// Whose it is.
    pub user: User,
}

impl Link {
    /// Reads what a link stands for, in one round trip. `bound_to` tells what the token must still be bound to;
    /// whatever is wrong with a link, the answer is the same.
    pub async fn follow(
        app: &App,
        word: &str,
        purpose: Purpose,
        bound_to: impl FnOnce(&User) -> Option<String>,
    ) -> ApiResult<Self> {
        let now = app.clock.now();
        let secret = LinkSecret::parse(word).ok_or_else(invalid)?;
        let (token, user) = (keys::link_token(secret.user(), &secret.hash()), keys::user(secret.user()));
        let mut found = app.table.batch(Batch::consistent().with(token.clone()).with(user.clone())).await?;
        let (token, user) = (found.take::<LinkToken>(&token)?, found.take::<User>(&user)?);
        let (token, user) = token.zip(user).filter(|(_, user)| !user.has_lapsed(now)).ok_or_else(invalid)?;
        let good = token.is_good(purpose, bound_to(&user).as_deref(), now);
        good.then_some(Self { token, user }).ok_or_else(invalid)
    }

    /// Uses the link up together with what it is for: of several who follow it at once, one gets there.
    pub fn use_up(&self, begun: Transaction) -> Transaction {
        begun.delete_if("token", self.token.use_up())
    }

    /// Does what the link is for, and uses it up with it.
    pub async fn commit(&self, app: &App, begun: Transaction) -> ApiResult<()> {
        match app.table.commit(self.use_up(begun)).await {
            Ok(()) => Ok(()),
            Err(CommitError::Refused(_)) => Err(invalid()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Used, expired, forged, or of another kind.
pub fn invalid() -> ApiError {
    ApiError::new(Code::LinkInvalid)
}
