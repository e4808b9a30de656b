//! People: the person and what stands beside, what is found by a login, an address, a link.

use domain::{AccountId, OrderId, UserId};

use super::Key;

/// A person's partition: the person, sessions, attached accounts, link tokens, actions.
pub fn user_partition(user: &UserId) -> String {
    format!("USER#{user}")
}

/// The person.
pub fn user(user: &UserId) -> Key {
    Key::new(user_partition(user), "USER")
}

/// Sessions of a person begin with this.
pub const SESSION: &str = "SESSION#";

/// A signed-in browser.
pub fn session(user: &UserId, session: &str) -> Key {
    Key::new(user_partition(user), format!("{SESSION}{session}"))
}

/// Attached accounts of a person begin with this.
pub const ATTACHMENT: &str = "ACCOUNT#";

/// The right of a person to an account.
pub fn attachment(user: &UserId, account: &AccountId) -> Key {
    Key::new(user_partition(user), format!("{ATTACHMENT}{account}"))
}

/// Who holds a login, by its skeleton (what the name looks like).
pub fn login(skeleton: &str) -> Key {
    Key::new(format!("LOGIN#{skeleton}"), "LOGIN")
}

/// Who holds an e-mail address, in lower case.
pub fn email(address: &str) -> Key {
    Key::new(format!("EMAIL#{address}"), "EMAIL")
}

/// A captcha waiting for its answer.
pub fn captcha(id: &str) -> Key {
    Key::new(format!("CAPTCHA#{id}"), "CAPTCHA")
}

/// The token of a link in a mail to a person, by the SHA-256 of its secret.
pub fn link_token(user: &UserId, hash: &str) -> Key {
    Key::new(user_partition(user), format!("TOKEN#{hash}"))
}

/// Actions of a person begin with this.
pub const ACTION: &str = "ACTION#";

/// What a person did in the cabinet; ids begin with the time.
pub fn action(user: &UserId, id: &str) -> Key {
    Key::new(user_partition(user), format!("{ACTION}{id}"))
}

/// Marks of the orders of a person begin with this.
pub const ORDER_MARK: &str = "ORDER#";

/// That a person made an order.
pub fn order_mark(user: &UserId, order: &OrderId) -> Key {
    Key::new(user_partition(user), format!("{ORDER_MARK}{order}"))
}

/// The order that a mark of a person is about; `None` for the key of anything else.
pub fn order_beside(key: &Key) -> Option<OrderId> {
    OrderId::parse(key.sk.strip_prefix(ORDER_MARK)?).ok()
}

/// That a person was erased: what comes too late finds it.
pub fn erasure(user: &UserId) -> Key {
    Key::new(user_partition(user), "ERASED")
}

/// A counter of attempts; `subject` is hashed where it is personal.
pub fn counter(kind: &str, subject: &str) -> Key {
    Key::new(format!("COUNTER#{kind}#{subject}"), "COUNTER")
}

/// Failed sign-ins of a suspect, hashed.
pub fn failures(kind: &str, subject: &str) -> Key {
    Key::new(format!("COUNTER#{kind}#{subject}"), "FAILURES")
}

/// How fast mail of a kind goes out; `subject` is hashed where it is personal.
pub fn pace(kind: &str, subject: &str) -> Key {
    Key::new(format!("COUNTER#{kind}#{subject}"), "PACE")
}
