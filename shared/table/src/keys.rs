//! Every key of the table, built here and nowhere else, by the same functions for writing and for asking.
//!
//! Parts are joined by `#`. A part that people choose stands last in its key or is of a type whose grammar has no
//! `#`, so no two things can share a key.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::appeal::{ReplyId, UploadId};
use domain::house::HouseCode;
use domain::news::NewsId;
use domain::paid_service::ServiceCode;
use domain::{AccountId, AppealId, OrderId, OrganizationId, PaymentId, Period, UserId};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::entity::Item;

/// A full primary key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// Partition key.
    pub pk: String,
    /// Sort key.
    pub sk: String,
}

impl Key {
    fn new(pk: String, sk: impl Into<String>) -> Self {
        Self { pk, sk: sk.into() }
    }

    /// The key as attributes.
    pub fn attributes(&self) -> Item {
        HashMap::from([
            ("pk".to_owned(), AttributeValue::S(self.pk.clone())),
            ("sk".to_owned(), AttributeValue::S(self.sk.clone())),
        ])
    }

    pub(crate) fn of(item: &Item) -> Option<Self> {
        let text = |name| item.get(name)?.as_s().ok().cloned();
        Some(Self { pk: text("pk")?, sk: text("sk")? })
    }
}

// People -------------------------------------------------------------------------------------------------------

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

// Companies ----------------------------------------------------------------------------------------------------

/// A company's partition: its details, requisites at closings, list of keys.
pub fn organization_partition(organization: &OrganizationId) -> String {
    format!("ORGANIZATION#{organization}")
}

/// The company.
pub fn organization(organization: &OrganizationId) -> Key {
    Key::new(organization_partition(organization), "ORGANIZATION")
}

/// The closings of a period and the requisites that its receipts carry.
pub fn requisites(organization: &OrganizationId, period: Period) -> Key {
    Key::new(organization_partition(organization), format!("REQUISITES#{period}"))
}

/// The directory of companies. One partition: companies are thousands, entries are small, answers are cached.
pub const DIRECTORY: &str = "DIRECTORY";

/// Entries of the directory begin with this.
pub const DIRECTORY_ENTRY: &str = "ORGANIZATION#";

/// A company in the directory.
pub fn directory_entry(organization: &OrganizationId) -> Key {
    Key::new(DIRECTORY.to_owned(), format!("{DIRECTORY_ENTRY}{organization}"))
}

/// An exchange key, by its public prefix.
pub fn exchange_key(prefix: &str) -> Key {
    Key::new(format!("EXCHANGE_KEY#{prefix}"), "EXCHANGE_KEY")
}

/// Exchange keys of a company begin with this.
pub const KEY_LISTING: &str = "EXCHANGE_KEY#";

/// That a company has an exchange key.
pub fn key_listing(organization: &OrganizationId, prefix: &str) -> Key {
    Key::new(organization_partition(organization), format!("{KEY_LISTING}{prefix}"))
}

/// Periods of a company.
pub fn periods_partition(organization: &OrganizationId) -> String {
    format!("PERIODS#{organization}")
}

/// Periods begin with this.
pub const PERIOD: &str = "PERIOD#";

/// A billing period of a company: open or closed.
pub fn period(organization: &OrganizationId, period: Period) -> Key {
    Key::new(periods_partition(organization), format!("{PERIOD}{period}"))
}

/// Closings and reopenings begin with this.
pub const PERIOD_EVENT: &str = "EVENT#";

/// The trace of a closing or a reopening: a version is closed once and reopened at most once, in this order of words.
pub fn period_event(organization: &OrganizationId, period: Period, version: u32, became: &str) -> Key {
    Key::new(periods_partition(organization), format!("{PERIOD_EVENT}{period}#{version:05}#{became}"))
}

// Houses and accounts ------------------------------------------------------------------------------------------

/// A house's partition: the house, its accounts, its common needs.
pub fn house_partition(organization: &OrganizationId, code: &HouseCode) -> String {
    format!("HOUSE#{organization}#{code}")
}

/// The house.
pub fn house(organization: &OrganizationId, code: &HouseCode) -> Key {
    Key::new(house_partition(organization, code), "HOUSE")
}

/// Accounts of a house begin with this.
pub const HOUSE_ACCOUNT: &str = "ACCOUNT#";

/// That an account belongs to a house.
pub fn house_account(organization: &OrganizationId, code: &HouseCode, account: &AccountId) -> Key {
    Key::new(house_partition(organization, code), format!("{HOUSE_ACCOUNT}{account}"))
}

/// The common needs of a house in a period.
pub fn common_needs(organization: &OrganizationId, code: &HouseCode, period: Period) -> Key {
    Key::new(house_partition(organization, code), format!("ODN#{period}"))
}

/// An account's partition: the account, its meters and their readings, its statements.
pub fn account_partition(account: &AccountId) -> String {
    format!("ACCOUNT#{account}")
}

/// The account.
pub fn account(account: &AccountId) -> Key {
    Key::new(account_partition(account), "ACCOUNT")
}

/// Meters of an account begin with this.
pub const METER: &str = "METER#";

/// A meter of an account.
pub fn meter(account: &AccountId, meter: &str) -> Key {
    Key::new(account_partition(account), format!("{METER}{meter}"))
}

/// Readings of an account's meters begin with this.
pub const READING: &str = "READING#";

/// Readings of a meter begin with this; those of a day with the day after it.
pub fn readings_of(meter: &str) -> String {
    format!("{READING}{meter}#")
}

/// A reading of a meter; ids are ordered by time, so a correction follows what it replaces.
pub fn reading(account: &AccountId, meter: &str, taken_on: Date, id: &str) -> Key {
    Key::new(account_partition(account), format!("{}{taken_on}#{id}", readings_of(meter)))
}

/// Statements of an account begin with this.
pub const STATEMENT: &str = "STATEMENT#";

/// The statement of an account for a period.
pub fn statement(account: &AccountId, period: Period) -> Key {
    Key::new(account_partition(account), format!("{STATEMENT}{period}"))
}

// Money --------------------------------------------------------------------------------------------------------

/// Payments of an account begin with this.
pub const PAYMENT: &str = "PAYMENT#";

/// An online payment. Ids of payments begin with their account's and sort by time.
pub fn payment(id: &PaymentId) -> Key {
    Key::new(account_partition(&id.account()), format!("{PAYMENT}{id}"))
}

/// That a person has ordered a payment: by this the payment is found when the person is erased.
pub fn ordered_payment(user: &UserId, id: &PaymentId) -> Key {
    Key::new(user_partition(user), format!("{PAYMENT}{id}"))
}

/// The payment that the key of an [`ordered_payment`] names; `None` for the key of anything else.
pub fn payment_ordered_at(key: &Key) -> Option<PaymentId> {
    PaymentId::parse(key.sk.strip_prefix(PAYMENT)?).ok()
}

/// What happened to a payment begins with this.
pub fn payment_events(id: &PaymentId) -> String {
    format!("PAYMENT_EVENT#{id}#")
}

/// A move of a payment.
pub fn payment_event(id: &PaymentId, number: u32) -> Key {
    Key::new(account_partition(&id.account()), format!("{}{number:05}", payment_events(id)))
}

/// That a call has ordered a payment, by the SHA-256 of its idempotency key.
pub fn payment_request(account: &AccountId, user: &UserId, key_hash: &str) -> Key {
    Key::new(account_partition(account), format!("PAYMENT_REQUEST#{user}#{key_hash}"))
}

/// Refused calls of a provider begin with this.
pub const PAYMENT_REFUSAL: &str = "PAYMENT_REFUSAL#";

/// Refused calls of a day that named no payment.
pub fn stray_refusals(day: Timestamp) -> String {
    format!("PAYMENT_REFUSALS#{}", day.strftime("%Y-%m-%d"))
}

/// A refused call of a provider.
pub fn payment_refusal(payment: Option<&PaymentId>, at: Timestamp, id: &str) -> Key {
    let partition = payment.map_or_else(|| stray_refusals(at), |payment| account_partition(&payment.account()));
    Key::new(partition, format!("{PAYMENT_REFUSAL}{id}"))
}

/// The ledger of an account begins with this.
pub const LEDGER: &str = "LEDGER#";

/// Money that moved: by a payment, or back.
pub fn ledger_entry(payment: &PaymentId, movement: &str) -> Key {
    Key::new(account_partition(&payment.account()), format!("{LEDGER}{payment}#{movement}"))
}

/// Money that was given back, by the company's id of the refund: it may be the same text as a provider's id.
pub fn ledger_refund(payment: &PaymentId, refund: &str) -> Key {
    ledger_entry(payment, &format!("REFUND#{refund}"))
}

/// An operation of a payment provider.
pub fn operation(provider: &str, id: &str) -> Key {
    Key::new(format!("OPERATION#{provider}#{id}"), "OPERATION")
}

/// Payments of a company that no statement has reported.
pub fn unreported_partition(organization: &OrganizationId) -> String {
    format!("UNREPORTED#{organization}")
}

/// Unreported payments begin with this.
pub const UNREPORTED: &str = "PAYMENT#";

/// Unreported payments from a moment on, oldest first.
pub fn unreported_since(at: Timestamp) -> String {
    format!("{UNREPORTED}{:012}", at.as_second())
}

/// A payment that no statement has reported.
pub fn unreported_payment(organization: &OrganizationId, at: Timestamp, payment: &PaymentId) -> Key {
    Key::new(unreported_partition(organization), format!("{}#{payment}", unreported_since(at)))
}

// Paid services ------------------------------------------------------------------------------------------------

/// The catalogue of a company.
pub fn paid_services_partition(organization: &OrganizationId) -> String {
    format!("PAID_SERVICES#{organization}")
}

/// Paid services begin with this.
pub const PAID_SERVICE: &str = "SERVICE#";

/// A paid service of a company.
pub fn paid_service(organization: &OrganizationId, code: &ServiceCode) -> Key {
    Key::new(paid_services_partition(organization), format!("{PAID_SERVICE}{code}"))
}

/// Orders of an account begin with this.
pub const ORDER: &str = "ORDER#";

/// An order. Ids of orders begin with their account's and sort by time.
pub fn order(id: &OrderId) -> Key {
    Key::new(account_partition(&id.account()), format!("{ORDER}{id}"))
}

// Identifiers of ГИС ЖКХ -----------------------------------------------------------------------------------------

/// Accounts under an identifier of ГИС ЖКХ: several companies may serve the same premises.
pub fn alias_partition(kind: &str, identifier: &str) -> String {
    format!("ALIAS#{kind}#{identifier}")
}

/// Accounts under an identifier begin with this.
pub const ALIAS: &str = "ACCOUNT#";

/// Those of a company begin with this, because the id of an account begins with its company's.
pub fn alias_prefix(organization: &OrganizationId) -> String {
    format!("{ALIAS}{organization}")
}

/// That an account is known under an identifier of ГИС ЖКХ.
pub fn alias(kind: &str, identifier: &str, account: &AccountId) -> Key {
    Key::new(alias_partition(kind, identifier), format!("{ALIAS}{account}"))
}

// Appeals ------------------------------------------------------------------------------------------------------

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

// Files --------------------------------------------------------------------------------------------------------

/// Leave of a person to send a file.
pub fn upload(user: &UserId, id: &UploadId) -> Key {
    Key::new(user_partition(user), format!("UPLOAD#{id}"))
}

/// Objects that a person has sent and no message holds begin with this. No key of the table: a name in the bucket.
pub fn incoming_files(user: &UserId) -> String {
    format!("files/incoming/{user}/")
}

/// Objects that came with messages of a person begin with this.
pub fn kept_files(user: &UserId) -> String {
    format!("files/kept/{user}/")
}

// Calls that may come twice ------------------------------------------------------------------------------------

/// What a call of a person came to, by the SHA-256 of its idempotency key.
pub fn request(user: &UserId, key_hash: &str) -> Key {
    Key::new(format!("REQUEST#{user}#{key_hash}"), "REQUEST")
}

// Feeds --------------------------------------------------------------------------------------------------------

/// How many partitions a feed of a company is spread over.
pub const FEED_SHARDS: u8 = 8;

/// A partition of a feed of a company.
pub fn feed_partition(organization: &OrganizationId, feed: &str, shard: u8) -> String {
    format!("FEED#{organization}#{feed}#{shard}")
}

/// Entries of a feed begin with this.
pub const FEED_ENTRY: &str = "ENTRY#";

/// An entry of a feed; ids begin with the time.
pub fn feed_entry(organization: &OrganizationId, feed: &str, shard: u8, id: &str) -> Key {
    Key::new(feed_partition(organization, feed, shard), format!("{FEED_ENTRY}{id}"))
}

// Reminders ----------------------------------------------------------------------------------------------------

/// Who is to be reminded of readings, company by company; read by one worker, in order.
pub fn reminders_partition(organization: &OrganizationId) -> String {
    format!("REMINDERS#{organization}")
}

/// Subscriptions begin with this.
pub const SUBSCRIPTION: &str = "ACCOUNT#";

/// That a person wants to be reminded of an account's readings.
pub fn subscription(account: &AccountId, user: &UserId) -> Key {
    Key::new(reminders_partition(&account.organization()), format!("{SUBSCRIPTION}{account}#{user}"))
}

/// How far a company's reminding has come.
pub fn reminder_run(organization: &OrganizationId) -> Key {
    Key::new(reminders_partition(organization), "RUN")
}

// Mail ---------------------------------------------------------------------------------------------------------

/// How many partitions pending mail is spread over.
pub const OUTBOX_SHARDS: u8 = 8;

/// Pending mail of one shard.
pub fn outbox_partition(shard: u8) -> String {
    format!("OUTBOX#{shard}")
}

/// The shard of what concerns an account: of its subscriptions, of its receipts on their way, of their count, of the copy
/// of the news that its people read.
pub fn account_shard(account: &AccountId) -> u8 {
    let sum: u32 = account.as_str().bytes().map(u32::from).sum();
    u8::try_from(sum % u32::from(OUTBOX_SHARDS)).unwrap_or(0)
}

/// Pending messages begin with this.
pub const MESSAGE: &str = "MESSAGE#";

/// A message that waits to be sent; ids begin with the time, so the oldest comes first.
pub fn message(shard: u8, id: &str) -> Key {
    Key::new(outbox_partition(shard), format!("{MESSAGE}{id}"))
}

/// The record of a message that was sent or given up.
pub fn delivery(id: &str) -> Key {
    Key::new(format!("DELIVERY#{id}"), "DELIVERY")
}

/// Subscriptions to the receipts of a company, one shard of them: what a closing looks through.
pub fn subscribers_partition(organization: &OrganizationId, shard: u8) -> String {
    format!("SUBSCRIBERS#{organization}#{shard}")
}

/// Subscriptions begin with this.
pub const SUBSCRIBER: &str = "SUBSCRIBER#";

/// That a person wants the receipts of an account by mail.
pub fn receipt_subscription(account: &AccountId, user: &UserId) -> Key {
    let partition = subscribers_partition(&account.organization(), account_shard(account));
    Key::new(partition, format!("{SUBSCRIBER}{account}#{user}"))
}

/// The subscriptions that an attachment of a person may have beside it; `None` for the key of anything else.
pub fn subscriptions_beside(user: &UserId, key: &Key) -> Option<[Key; 2]> {
    let account = AccountId::parse(key.sk.strip_prefix(ATTACHMENT)?).ok()?;
    Some([receipt_subscription(&account, user), subscription(&account, user)])
}

/// The mailing of a period: how far each of its versions has come.
pub fn mailing_partition(organization: &OrganizationId, period: Period) -> String {
    format!("MAILING#{organization}#{period}")
}

/// What was counted of the mailing of a version: by the look through the subscriptions, or in one shard of the outbox.
pub fn mailing_part(organization: &OrganizationId, period: Period, version: u32, part: &str) -> Key {
    Key::new(mailing_partition(organization, period), format!("{}{part}", mailing_version(version)))
}

/// The parts of a version begin with this.
pub fn mailing_version(version: u32) -> String {
    format!("VERSION#{version:05}#")
}

/// What was handed over to the provider of mail on a day.
pub fn mail_allowance(day: Date) -> Key {
    Key::new(format!("MAIL_ALLOWANCE#{day}"), "MAIL_ALLOWANCE")
}

// News, rating, mistakes ---------------------------------------------------------------------------------------

/// How many copies there are of a company's news: what is opened by thousands at once is read from many partitions.
pub const NEWS_SHARDS: u8 = OUTBOX_SHARDS;

/// A news item as the company sent it; read by loads only.
pub fn news(organization: &OrganizationId, id: &NewsId) -> Key {
    Key::new(format!("NEWS#{organization}"), format!("NEWS#{id}"))
}

/// A copy of what a company has published for all its residents.
pub fn news_board(organization: &OrganizationId, shard: u8) -> String {
    format!("NEWS#{organization}#{shard}")
}

/// What a company has published for the residents of a house.
pub fn house_news_board(organization: &OrganizationId, house: &HouseCode) -> String {
    format!("NEWS#{organization}#HOUSE#{house}")
}

/// Lists of news begin with this.
pub const LISTED_NEWS: &str = "LISTED#";

/// The place of a news item in a list: read backwards, the pinned come first, then the newest.
pub fn news_place(pinned: bool, published_at: Timestamp, id: &NewsId) -> String {
    format!("{LISTED_NEWS}{}#{:012}#{id}", u8::from(pinned), published_at.as_second())
}

/// A news item in a list.
pub fn listed_news(board: String, place: &str) -> Key {
    Key::new(board, place)
}

/// A copy of a news item, found by its id.
pub fn posted_news(organization: &OrganizationId, shard: u8, id: &NewsId) -> Key {
    Key::new(news_board(organization, shard), format!("ITEM#{id}"))
}

/// What a person has read of the news.
pub fn news_read(user: &UserId) -> Key {
    Key::new(user_partition(user), "NEWS_READ")
}

/// A person's voice about the cabinet.
pub fn vote(user: &UserId) -> Key {
    Key::new(user_partition(user), "VOTE")
}

/// How many partitions the voices are counted in.
pub const RATING_SHARDS: u8 = 8;

/// The shard that a person's voice is counted in, now and after it has changed.
pub fn rating_shard(user: &UserId) -> u8 {
    let sum: u32 = user.as_str().bytes().map(u32::from).sum();
    u8::try_from(sum % u32::from(RATING_SHARDS)).unwrap_or(0)
}

/// Voices counted.
pub fn rating(shard: u8) -> Key {
    Key::new(format!("RATING#{shard}"), "RATING")
}

/// Reports of mistakes. One partition: few are taken in an hour, and each is forgotten.
pub const TYPOS: &str = "TYPOS";

/// Reports begin with this.
pub const TYPO: &str = "TYPO#";

/// Reports from a moment on, oldest first.
pub fn typos_since(at: Timestamp) -> String {
    format!("{TYPO}{:012}", at.as_second())
}

/// A report of a mistake.
pub fn typo(at: Timestamp, id: &str) -> Key {
    Key::new(TYPOS.to_owned(), format!("{}#{id}", typos_since(at)))
}

// Nothing ------------------------------------------------------------------------------------------------------

/// Where nothing ever stands: what a function asks for to have its connection before the first request.
pub fn warm() -> Key {
    Key::new("WARM".to_owned(), "WARM")
}
