//! From a message of the outbox to a letter. Link tokens are minted here, so that no secret ever waits in the table.

mod about_account;
mod appeal;
mod links;
mod order;
mod payment;
mod readings;
mod refund;
mod typos;

use domain::UserId;
use domain::email::Email;
use http::{ApiError, App};
use jiff::Timestamp;
use mail::letters::{
    AlreadyRegistered, EmailChangeAsked, EmailChanged, Erased, PasswordChanged, SessionStolen, SignedInAfterFailures,
};
use mail::{Attachment, Letter};
use receipt::Typesetter;
use storage::StorageError;
use table::entities::message::{Content, Message, Recipient};
use table::entities::user::User;
use table::{TableError, keys};

use crate::erasure::erase;
use crate::receipts;

/// Why there is no letter.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    /// The store failed.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The store of files failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
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
    /// To be sent to this address.
    Letter(String, Letter),
    /// To be sent as it is addressed, with all that goes with it.
    Prepared(Box<Prepared>),
    /// There is nothing to say any more, or nobody to say it to.
    Nothing,
    /// There is nothing to say now; the next closing of the period goes on.
    Stopped,
    /// A newer mailer knows what to say.
    Unknown,
}

/// A letter with all that goes with it.
#[derive(Debug)]
pub struct Prepared {
    /// Recipient's address.
    pub to: String,
    /// What it says.
    pub letter: Letter,
    /// Where the subscription ends that it belongs to.
    pub unsubscribe: Option<String>,
    /// Files that come along.
    pub attachments: Vec<Attachment>,
}

/// Writes the letter of a message.
pub async fn compose(app: &App, typesetter: &Typesetter, message: &Message) -> Result<Composed, ComposeError> {
    if let Content::Receipt(order) = &message.content {
        return Box::pin(receipts::compose(app, typesetter, order)).await;
    }
    if let (Content::PaymentReceived { payment }, Recipient::Address(to)) = (&message.content, &message.to) {
        return payment::received(app, to, payment).await;
    }
    if let (Content::PaymentRefunded { payment, refund }, Recipient::Address(to)) = (&message.content, &message.to) {
        return refund::noted(app, to, payment, refund).await;
    }
    if let Content::OrderMoved { order, number } = &message.content {
        return order::moved(app, &message.to, order, *number).await;
    }
    if let Content::AppealAnswered { appeal, message: words } = &message.content {
        return appeal::answered(app, &message.to, appeal, words).await;
    }
    if let (Content::TyposReported { from, until }, Recipient::Address(to)) = (&message.content, &message.to) {
        return typos::reported(app, to, *from, *until).await;
    }
    let Some(user) = message.content.user() else { return Ok(Composed::Unknown) };
    if let Content::Erased { user, login } = &message.content {
        return erased(app, message, user, login).await;
    }
    if let Content::ErasedLate { user } = &message.content {
        return erase(app, user).await.map(|()| Composed::Nothing);
    }
    let user = app.table.get::<User>(keys::user(user), true).await?;
    let Some(user) = user.filter(|user| !user.has_lapsed(app.clock.now())) else { return Ok(Composed::Nothing) };
    if let Content::ReadingsReminder { account, since, until, .. } = &message.content {
        return readings::reminder(app, (&user, account), (*since, *until)).await;
    }
    let Some(letter) = letter(app, message, &user).await? else { return Ok(Composed::Nothing) };
    Ok(match &message.to {
        // As its owner wrote it, however whoever asked for the link did.
        Recipient::Address(_) if matches!(message.content, Content::Activation { .. }) => {
            Composed::Letter(user.email.to_string(), letter)
        }
        Recipient::Address(address) => Composed::Letter(address.clone(), letter),
        Recipient::Person { .. } => Composed::Letter(user.email.to_string(), letter),
    })
}

/// Whoever asks for a link names address and login, and need not be who registered with them.
fn is_own_address(message: &Message, user: &User) -> bool {
    match &message.to {
        Recipient::Address(address) => Email::parse(address).is_ok_and(|email| email.key() == user.email.key()),
        Recipient::Person { .. } => true,
    }
}

/// `None` where there is nothing to say any more.
async fn letter(app: &App, message: &Message, user: &User) -> Result<Option<Letter>, ComposeError> {
    let (login, at) = (user.login.as_str(), message.created_at);
    let page = |path: &str| format!("{}{path}", app.settings.base_url);
    let reach = app.settings.operator.reach();
    let operator = reach.as_deref();
    Ok(match &message.content {
        Content::Activation { .. } if !is_own_address(message, user) => None,
        Content::Activation { .. } => links::activation(app, user).await?,
        Content::PasswordReset { .. } => links::password_reset(app, user).await?,
        Content::EmailChange { address_hash, .. } => links::email_change(app, user, address_hash).await?,
        Content::AlreadyRegistered { .. } => Some(AlreadyRegistered { login, link: &page("/sign-in") }.letter()?),
        Content::PasswordChanged { .. } => {
            Some(PasswordChanged { login, at, link: &page("/password/forgot"), operator }.letter()?)
        }
        Content::EmailChangeAsked { .. } => match user.pending(app.clock.now()) {
            Some(pending) => {
                let address = hidden(pending.address.as_str());
                Some(EmailChangeAsked { login, address: &address, link: &page("/profile/email"), operator }.letter()?)
            }
            None => None,
        },
        Content::EmailChanged { .. } => {
            let address = hidden(user.email.as_str());
            Some(EmailChanged { login, address: &address, at, link: &page("/sign-in"), operator }.letter()?)
        }
        Content::SessionStolen { .. } => {
            Some(SessionStolen { login, at, link: &page("/profile/actions"), operator }.letter()?)
        }
        Content::SignedInAfterFailures { device, place, at, .. } => {
            let link = page("/password/forgot");
            Some(SignedInAfterFailures { login, at: *at, device, place, link: &link, operator }.letter()?)
        }
        Content::ReadingsReminder { .. }
        | Content::Erased { .. }
        | Content::ErasedLate { .. }
        | Content::PaymentReceived { .. }
        | Content::PaymentRefunded { .. }
        | Content::OrderMoved { .. }
        | Content::AppealAnswered { .. }
        | Content::TyposReported { .. }
        | Content::Mailing(_)
        | Content::Receipt(_)
        | Content::Unknown => None,
    })
}

/// The letter says that nothing is left, so it is made true before it is said. Whatever dies in between, the message
/// stays, and the next mailer goes on.
async fn erased(app: &App, message: &Message, user: &UserId, login: &str) -> Result<Composed, ComposeError> {
    let Recipient::Address(to) = &message.to else { return Ok(Composed::Nothing) };
    erase(app, user).await?;
    let (at, reach): (Timestamp, _) = (message.created_at, app.settings.operator.reach());
    let letter = Erased { login, at, link: &app.settings.base_url, operator: reach.as_deref() }.letter()?;
    Ok(Composed::Letter(to.clone(), letter))
}

/// `i…v@example.ru`: enough to know one's own address by, too little for anybody else.
fn hidden(address: &str) -> String {
    let (name, host) = address.rsplit_once('@').unwrap_or((address, ""));
    let mut letters = name.chars();
    let (first, last) = (letters.next().unwrap_or_default(), letters.next_back().unwrap_or('…'));
    format!("{first}…{last}@{host}")
}

#[cfg(test)]
mod tests {
    use super::hidden;

    #[test]
    fn most_of_an_address_is_hidden() {
        assert_eq!(hidden("ivanov@example.ru"), "i…v@example.ru");
        assert_eq!(hidden("i@example.ru"), "i……@example.ru");
    }
}
