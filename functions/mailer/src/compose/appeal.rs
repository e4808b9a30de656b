//! The letter that tells what the company says to an appeal.

use domain::AppealId;
use http::App;
use mail::letters::AppealAnswered;
use table::entities::appeal::{AppealMessage, AppealThread};
use table::entities::message::Recipient;
use table::{Batch, keys};

use super::about_account::{address, company, with_both_sides};
use super::{ComposeError, Composed};

/// Nothing is sent of an appeal whose person was erased: its thread is gone.
pub async fn answered(app: &App, to: &Recipient, appeal: &AppealId, message: &str) -> Result<Composed, ComposeError> {
    let organization = appeal.account().organization();
    let (thread, words) = (keys::appeal_thread(appeal), keys::appeal_message(appeal, message));
    let page = Batch::consistent().with(thread.clone()).with(words.clone());
    let mut found = app.table.batch(with_both_sides(page, to, &organization)).await?;
    let both = found.take::<AppealThread>(&thread)?.zip(found.take::<AppealMessage>(&words)?);
    let Some((thread, words)) = both else { return Ok(Composed::Nothing) };
    let Some(address) = address(&mut found, to)? else { return Ok(Composed::Nothing) };
    let letter = AppealAnswered {
        topic: thread.topic.as_str(),
        text: words.text.as_str(),
        organization: &company(&mut found, &organization)?,
        account: thread.number.as_str(),
        link: &format!("{}/appeals/appeal?account={}&appeal={appeal}", app.settings.base_url, appeal.account()),
    };
    Ok(Composed::Letter(address, letter.letter()?))
}
