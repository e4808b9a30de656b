//! From a message of the outbox to a letter. Link tokens are minted here, so that no secret ever waits in the table.

use domain::UserId;
use http::{ApiError, App, hash};
use jiff::SignedDuration;
use mail::Letter;
use mail::letters::{Activation, AlreadyRegistered};
use table::entities::link_token::{LinkToken, Purpose};
use table::entities::message::Content;
use table::entities::user::User;
use table::{TableError, keys};

/// How long the link of an activation works.
const ACTIVATION: SignedDuration = SignedDuration::from_hours(48);

/// Why there is no letter.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    /// The store failed.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A defect of ours.
    #[error("the letter cannot be written")]
    Broken,
}

impl From<askama::Error> for ComposeError {
    fn from(_: askama::Error) -> Self {
        Self::Broken
    }
}

impl From<ApiError> for ComposeError {
    fn from(_: ApiError) -> Self {
        Self::Broken
    }
}

/// What a message comes to.
#[derive(Debug)]
pub enum Composed {
    /// To be sent.
    Letter(Letter),
    /// There is nothing to say any more.
    Nothing,
    /// A newer mailer knows what to say.
    Unknown,
}

/// Writes the letter of a message.
pub async fn compose(app: &App, content: &Content) -> Result<Composed, ComposeError> {
    match content {
        Content::Activation { user, .. } => activation(app, user).await,
        Content::AlreadyRegistered { login } => {
            let link = format!("{}/sign-in", app.settings.base_url);
            Ok(Composed::Letter(AlreadyRegistered { login, link: &link }.letter()?))
        }
        Content::Unknown => Ok(Composed::Unknown),
    }
}

/// The link works no longer than the registration that it confirms.
async fn activation(app: &App, user: &UserId) -> Result<Composed, ComposeError> {
    let now = app.clock.now();
    let user = app.table.get::<User>(keys::user(user), true).await?;
    let Some(user) = user.filter(|user| user.activated_at.is_none() && !user.has_lapsed(now)) else {
        return Ok(Composed::Nothing);
    };
    let longest = now.checked_add(ACTIVATION).map_err(|_| ComposeError::Broken)?;
    let valid_until = user.reserved_until.map_or(longest, |reserved| reserved.min(longest));
    let secret = app.random.secret()?;
    let token =
        LinkToken { hash: hash::sha256(&secret), purpose: Purpose::Activation, user: user.id.clone(), valid_until };
    app.table.put(&token).await?;
    let link = format!("{}/activation?token={secret}", app.settings.base_url);
    let letter = Activation { login: user.login.as_str(), link: &link, valid_until };
    Ok(Composed::Letter(letter.letter()?))
}
