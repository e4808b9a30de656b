//! Which subscriptions of a page come to a receipt.

use std::collections::HashSet;

use serde::Deserialize;
use table::entities::message::{MailingOrder, ReceiptOrder};
use table::entities::organization::RequisitesItem;
use table::entities::receipt_subscription::ReceiptSubscription;
use table::{Batch, Found, Table, TableError, keys};

/// What a page of subscriptions comes to.
pub struct Wanted {
    /// Receipts to be sent.
    pub receipts: Vec<ReceiptOrder>,
    /// Subscriptions to which there is nothing to send.
    pub skipped: usize,
}

/// What matters of an attachment, a statement or a trace.
#[derive(Debug, Deserialize)]
struct Part {
    #[serde(default)]
    receipt_mailing: bool,
    #[serde(default)]
    version: u32,
    #[serde(default)]
    since: Option<u32>,
    #[serde(default)]
    provider_id: Option<String>,
}

const ATTRIBUTES: &[&str] = &["receipt_mailing", "version", "since", "provider_id"];

/// Decides about the subscriptions of a page. Those that began after the closing are none of it, and not counted.
/// `since` is the closing up to which everybody has been looked at: later receipts are the changed ones.
pub async fn wanted(
    table: &Table,
    order: &MailingOrder,
    (since, requisites): (u32, &RequisitesItem),
    page: &[ReceiptSubscription],
) -> Result<Wanted, TableError> {
    let early: Vec<&ReceiptSubscription> = page.iter().filter(|reader| reader.since <= order.closed_at).collect();
    let mut found = table
        .batch(batch(early.iter().flat_map(|reader| {
            [keys::attachment(&reader.user, &reader.account), keys::statement(&reader.account, order.of.period)]
        })))
        .await?;
    let mut receipts = Vec::new();
    for reader in &early {
        receipts.extend(receipt(order, (since, requisites), reader, &mut found)?);
    }
    let receipts = not_sent(table, receipts).await?;
    Ok(Wanted { skipped: early.len() - receipts.len(), receipts })
}

/// Several people may subscribe to one account: a key is asked for once.
fn batch(keys: impl Iterator<Item = table::Key>) -> Batch {
    let mut seen = HashSet::new();
    Batch::consistent().only(ATTRIBUTES).with_all(keys.filter(move |key| seen.insert(key.clone())))
}

fn receipt(
    order: &MailingOrder,
    (since, requisites): (u32, &RequisitesItem),
    reader: &ReceiptSubscription,
    found: &mut Found,
) -> Result<Option<ReceiptOrder>, TableError> {
    let ReceiptSubscription { account, user, .. } = reader;
    let attachment: Option<Part> = found.take_part(&keys::attachment(user, account))?;
    let statement: Option<Part> = found.look_at_part(&keys::statement(account, order.of.period))?;
    let wants = attachment.is_some_and(|attachment| attachment.receipt_mailing);
    let version = statement.map(|statement| requisites.receipt_version(statement.since.unwrap_or(statement.version)));
    let changed = version.filter(|version| *version > since && *version <= order.of.version);
    Ok(changed.filter(|_| wants).map(|version| ReceiptOrder {
        of: order.of.clone(),
        user: user.clone(),
        account: account.clone(),
        statement_version: version,
    }))
}

/// Without those that were sent before or are on their way, by a mailing that was stopped.
async fn not_sent(table: &Table, receipts: Vec<ReceiptOrder>) -> Result<Vec<ReceiptOrder>, TableError> {
    let trace = |order: &ReceiptOrder| keys::delivery(&order.id());
    let waiting = |order: &ReceiptOrder| keys::message(keys::account_shard(&order.account), &order.id());
    let mut found = table.batch(batch(receipts.iter().flat_map(|order| [trace(order), waiting(order)]))).await?;
    let mut rest = Vec::with_capacity(receipts.len());
    for order in receipts {
        let sent: Option<Part> = found.take_part(&trace(&order))?;
        let is_sent = sent.is_some_and(|sent| sent.provider_id.is_some());
        if !is_sent && !found.contains(&waiting(&order)) {
            rest.push(order);
        }
    }
    Ok(rest)
}
