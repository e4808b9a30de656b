//! Appeals: heads in their person's list, threads, replies.

use domain::appeal::ReplyId;
use domain::{AccountId, AppealId, UserId};

use super::Key;

/// The appeals of a person, of all accounts.
pub fn appeals_partition(user: &UserId) -> String {
    format!("APPEALS#{user}")
}

/// Heads of appeals begin with this.
pub const APPEAL: &str = "APPEAL#";

/// Heads of the appeals at an account begin with this, because their ids begin with the account's.
pub fn appeals_at(account: &AccountId) -> String {
    format!("{APPEAL}{account}")
}

/// An appeal in its person's list.
pub fn appeal(user: &UserId, id: &AppealId) -> Key {
    Key::new(appeals_partition(user), format!("{APPEAL}{id}"))
}

/// How many appeals of a person at an account have something unread.
pub fn unread_appeals(user: &UserId, account: &AccountId) -> Key {
    Key::new(appeals_partition(user), format!("UNREAD#{account}"))
}

/// The thread of an appeal.
pub fn appeal_partition(id: &AppealId) -> String {
    format!("{APPEAL}{id}")
}

/// The thread of the appeal whose head stands under this key; `None` for the key of anything else.
pub fn thread_beside(head: &Key) -> Option<String> {
    let id = AppealId::parse(head.sk.strip_prefix(APPEAL)?).ok()?;
    Some(appeal_partition(&id))
}

/// Whose a thread is and where to answer.
pub fn appeal_thread(id: &AppealId) -> Key {
    Key::new(appeal_partition(id), "THREAD")
}

/// Messages of a thread begin with this.
pub const APPEAL_MESSAGE: &str = "MESSAGE#";

/// A message of a thread; ids begin with the time.
pub fn appeal_message(appeal: &AppealId, id: &str) -> Key {
    Key::new(appeal_partition(appeal), format!("{APPEAL_MESSAGE}{id}"))
}

/// What a reply of the company came to, by the company's id of it.
pub fn appeal_reply(appeal: &AppealId, reply: &ReplyId) -> Key {
    Key::new(appeal_partition(appeal), format!("REPLY#{}", reply.as_str()))
}
