//! A receipt by mail: address, subscription and statement are those of the moment when it is sent.

use document::Receipt;
use futures::try_join;
use http::App;
use http::unsubscribe::{Mailing, Unsubscription};
use mail::letters::Occasion;
use mail::{Attachment, letters};
use receipt::{ReceiptPage, Typesetter};
use table::entities::attachment;
use table::entities::message::ReceiptOrder;
use table::entities::user::User;
use table::{Batch, Found, TableError, keys};

use crate::compose::{ComposeError, Composed, Prepared};

/// Writes the letter, unless nobody wants it any more or there is another statement by now.
pub async fn compose(app: &App, typesetter: &Typesetter, order: &ReceiptOrder) -> Result<Composed, ComposeError> {
    let page = ReceiptPage { account: order.account.clone(), period: order.of.period };
    let batch = page
        .add_to(Batch::consistent())
        .with(keys::attachment(&order.user, &order.account))
        .with(keys::user(&order.user));
    let (mut found, meters) = try_join!(app.table.batch(batch), page.meters(&app.table))?;
    let account = page.account(&mut found)?;
    let Some((user, account)) = reader(order, &mut found)?.zip(account) else { return Ok(Composed::Nothing) };
    let Some(published) = page.published(&mut found)? else { return Ok(Composed::Stopped) };
    if published.receipt_version() != order.statement_version {
        // The mailing of a later closing has that one.
        return Ok(Composed::Nothing);
    }
    let Some(receipt) = published.receipt(&app.table, account, meters).await? else { return Ok(Composed::Stopped) };
    letter(app, typesetter, order, &user, receipt).await
}

/// The person, who still wants the receipts and whose mailbox takes them.
fn reader(order: &ReceiptOrder, found: &mut Found) -> Result<Option<User>, TableError> {
    let attachment: Option<attachment::Attachment> = found.take(&keys::attachment(&order.user, &order.account))?;
    let user: Option<User> = found.take(&keys::user(&order.user))?;
    let wants = attachment.is_some_and(|attachment| attachment.receipt_mailing);
    Ok(user.filter(|user| wants && user.activated_at.is_some() && user.mail_problem().is_none()))
}

async fn letter(
    app: &App,
    typesetter: &Typesetter,
    order: &ReceiptOrder,
    user: &User,
    receipt: Receipt,
) -> Result<Composed, ComposeError> {
    let unsubscription =
        Unsubscription { mailing: Mailing::Receipts, user: order.user.clone(), account: order.account.clone() };
    let token = app.unsubscribe_token(&unsubscription).ok_or(ComposeError::Broken)?;
    let letter = words(app, order, &receipt, &app.unsubscribe_page(&token))?;
    let name = receipt.file_name();
    let content = typesetter.pdf(receipt).await.map_err(|_| ComposeError::Broken)?;
    Ok(Composed::Prepared(Box::new(Prepared {
        to: user.email.to_string(),
        letter,
        unsubscribe: Some(app.unsubscribe_link(&token)),
        attachments: vec![Attachment { name, media_type: "application/pdf", content }],
    })))
}

fn words(app: &App, order: &ReceiptOrder, receipt: &Receipt, unsubscribe: &str) -> Result<mail::Letter, askama::Error> {
    let ReceiptOrder { account, of, .. } = order;
    letters::Receipt {
        period: &receipt.period.in_russian(),
        account: receipt.account.as_str(),
        address: receipt.address.as_str(),
        organization: receipt.executor.name.as_str(),
        to_pay: &document::money(receipt.statement.to_pay),
        note: &receipt.payment_note(),
        occasion: occasion(receipt),
        link: &format!("{}/charges?account={account}&period={}", app.settings.base_url, of.period),
        unsubscribe,
    }
    .letter()
}

/// What is other than in an earlier receipt, as the receipt itself tells: not what changed last, for the letter of the change
/// before may never have gone out.
const fn occasion(receipt: &Receipt) -> Occasion {
    match (receipt.corrected_on, receipt.payees_changed_on) {
        (Some(_), Some(_)) => Occasion::CorrectionAndNewPayees,
        (Some(_), None) => Occasion::Correction,
        (None, Some(_)) => Occasion::NewPayees,
        (None, None) => Occasion::Closing,
    }
}
