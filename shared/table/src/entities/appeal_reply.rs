//! What the company says to an appeal.

use domain::appeal::{AppealId, ReplyId, State};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::entities::appeal::{AppealItem, AppealMessage, AppealThread};
use crate::entities::message::{Content, Message, Recipient};
use crate::{Entity, Key, Table, Transaction, Update, keys};

/// The step of a transaction that fails where a reply of this id was written before.
pub const REPLY_STEP: &str = "reply";

/// What a reply came to: the same one again is answered with it. It stands in the thread and goes with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealReply {
    /// The appeal.
    pub appeal: AppealId,
    /// The company's id of it.
    pub id: ReplyId,
    /// SHA-256 of what it says.
    pub fingerprint: String,
    /// Where it put the appeal.
    pub status: State,
    /// The message that it became; a status alone becomes none.
    #[serde(default)]
    pub message: Option<String>,
    /// When.
    pub at: Timestamp,
}

impl Entity for AppealReply {
    const TYPE: &'static str = "appeal_reply";
    fn key(&self) -> Key {
        keys::appeal_reply(&self.appeal, &self.id)
    }
}

impl Table {
    /// Begins a reply: the appeal where it was decided, what it came to, and, where there are words, the message, the
    /// person's count of unread appeals and a mail. A thread that is being erased takes nothing more.
    pub fn appeal_replied(
        &self,
        (old, new): (&AppealItem, &AppealItem),
        thread: &AppealThread,
        reply: &AppealReply,
        words: Option<(&AppealMessage, String)>,
    ) -> Transaction {
        let steps = self.transaction().put_new(REPLY_STEP, reply).put_if("appeal", new, Some(old.unchanged()));
        let steps = steps.check("thread", Update::at(thread.key()).exists());
        let Some((message, mail_id)) = words else { return steps };
        let steps = steps.put_new("message", message).put("mail", &mail(thread, message, mail_id));
        match old.count_unread(new.unread) {
            Some(count) => steps.update("count", count),
            None => steps,
        }
    }
}

/// Names the message instead of repeating it: nothing is mailed of a thread that is gone.
fn mail(thread: &AppealThread, message: &AppealMessage, id: String) -> Message {
    let content = Content::AppealAnswered { appeal: thread.id.clone(), message: message.id.clone() };
    Message::new(id, Recipient::reached_by(&thread.contact, &thread.user), content, message.at)
}
