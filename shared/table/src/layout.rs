//! Renders `docs/TABLE.md` out of the key functions, and compares the table of the template with ours.

use std::fmt::Write as _;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use domain::account::AccountNumber;
use domain::appeal::{ReplyId, UploadId};
use domain::house::HouseCode;
use domain::news::{NewsCode, NewsId};
use domain::paid_service::ServiceCode;
use domain::{AccountId, AppealId, OrderId, OrganizationId, PaymentId, Period, UserId};
use jiff::Timestamp;

use crate::entities::account::{AccountItem, AccountsByAlias, Alias, AliasKind};
use crate::entities::action::{Action, ActionsOf};
use crate::entities::appeal::{AppealItem, AppealMessage, AppealMessagesOf, AppealThread, AppealsOf, UnreadAppeals};
use crate::entities::appeal_reply::AppealReply;
use crate::entities::attachment::{Attachment, AttachmentsOf};
use crate::entities::captcha::Captcha;
use crate::entities::closed_periods::ClosedPeriods;
use crate::entities::common_needs::HouseCommonNeeds;
use crate::entities::counter::Counter;
use crate::entities::erasure::Erasure;
use crate::entities::exchange_key::{ExchangeKeyItem, KeyListing, KeysOf};
use crate::entities::house::{AccountsOfHouse, HouseAccount, HouseItem};
use crate::entities::house_loads::HouseLoads;
use crate::entities::link_token::LinkToken;
use crate::entities::mail_allowance::MailAllowance;
use crate::entities::mailing::{MailingOf, MailingPart};
use crate::entities::message::{Delivery, Message, Pending};
use crate::entities::meter::{MeterItem, MetersAsTheyAre, MetersOf};
use crate::entities::news::{Board, ListedNews, NewsItem, NewsOn, NewsRead, PostedNews};
use crate::entities::operation::{LedgerEntry, LedgerOf, OperationItem, RefundId, UnreportedBefore, UnreportedPayment};
use crate::entities::order::{OrderItem, OrderMark, OrdersOf};
use crate::entities::organization::{Directory, DirectoryEntry, OrganizationItem, RequisitesItem};
use crate::entities::pace::PaceState;
use crate::entities::paid_service::{PaidServiceItem, PaidServicesAsTheyAre, PaidServicesOf};
use crate::entities::payment::{
    OrderedPayment, PaymentEvent, PaymentEventsOf, PaymentItem, PaymentRequest, PaymentsOf,
};
use crate::entities::payment_due::{PaymentDue, PaymentsDue};
use crate::entities::payment_refusal::{PaymentRefusal, PaymentRefusalsOf, StrayRefusals};
use crate::entities::period::{PeriodEvent, PeriodEventsOf, PeriodItem, PeriodsAsTheyAre, PeriodsOf, PeriodsWithin};
use crate::entities::rating::{RatingShard, Vote};
use crate::entities::reading::{
    ReadingEntered, ReadingItem, ReadingsAsTheyAre, ReadingsOf, ReadingsOfDay, ReadingsUntil,
};
use crate::entities::receipt_subscription::{ReceiptSubscription, SubscribersOf};
use crate::entities::reminder::{ReminderRun, Subscription, SubscriptionsOf};
use crate::entities::request::Request;
use crate::entities::session::{Session, SessionsOf};
use crate::entities::sign_in::SignInFailures;
use crate::entities::statement::{StatementItem, StatementsOf};
use crate::entities::typo::{Typo, TyposOf};
use crate::entities::unposted::{UnpostedMoney, UnpostedOf};
use crate::entities::upload::Upload;
use crate::entities::user::{Claim, User};
use crate::feed::{Cursor, Entry, FeedShard};
use crate::{Entity, Key, Pattern, keys, schema};

/// Example values, and what they are called in the document.
struct Examples {
    user: UserId,
    organization: OrganizationId,
    account: AccountId,
    house: HouseCode,
    period: Period,
    payment: PaymentId,
    order: OrderId,
    service: ServiceCode,
    appeal: AppealId,
    reply: ReplyId,
    upload: UploadId,
    day: Timestamp,
    news: NewsId,
    board: Board,
}

fn examples() -> Examples {
    let organization = OrganizationId::from_random([0xc3, 1, 2, 3, 4, 5, 6, 7]);
    let number = AccountNumber::parse("1").unwrap();
    Examples {
        user: UserId::from_random([0x5e; 16]),
        payment: PaymentId::new(&AccountId::of(&organization, &number), "01m3kq8xw0a7bcde").unwrap(),
        order: OrderId::new(&AccountId::of(&organization, &number), "01m3kq8xw0zzzzzz").unwrap(),
        service: ServiceCode::parse("SERVICE-CODE").unwrap(),
        appeal: AppealId::new(&AccountId::of(&organization, &number), "01m3kq8xw0beef00").unwrap(),
        reply: ReplyId::parse("REPLY-ID").unwrap(),
        upload: UploadId::parse(&"z".repeat(26)).unwrap(),
        day: Timestamp::from_second(1_791_979_200).unwrap(),
        account: AccountId::of(&organization, &number),
        news: NewsId::of(&organization, &NewsCode::parse("NEWS-CODE").unwrap()),
        board: Board::Everybody(0),
        organization,
        house: HouseCode::parse("HOUSE-CODE").unwrap(),
        period: Period::new(2026, 10).unwrap(),
    }
}

impl Examples {
    fn named(&self, text: &str) -> String {
        text.replace(self.payment.as_str(), "{payment}")
            .replace(self.order.as_str(), "{order}")
            .replace(self.service.as_str(), "{service}")
            .replace(self.appeal.as_str(), "{appeal}")
            .replace(self.reply.as_str(), "{reply}")
            .replace(self.upload.as_str(), "{upload}")
            .replace(&format!("{:012}", self.day.as_second()), "{seconds}")
            .replace(&self.day.strftime("%Y-%m-%d").to_string(), "{day}")
            .replace(self.account.as_str(), "{account}")
            .replace(self.organization.as_str(), "{organization}")
            .replace(self.user.as_str(), "{user}")
            .replace(self.house.as_str(), "{house}")
            .replace(self.news.as_str(), "{news}")
            .replace(&self.period.last_day().to_string(), "{day}")
            .replace(&self.period.to_string(), "{period}")
            .replace(&"0".repeat(26), "{entry}")
    }

    fn entities(&self) -> Vec<(&'static str, Key, &'static str)> {
        let Self { user, organization, account, house, period, .. } = self;
        vec![
            (User::TYPE, keys::user(user), "a person: login, address, password hash, agreement"),
            (Session::TYPE, keys::session(user, "{session}"), "a signed-in browser"),
            (Attachment::TYPE, keys::attachment(user, account), "the right of a person to an account"),
            (Claim::TYPE, keys::login("{skeleton}"), "who holds a login, by what it looks like"),
            (Claim::TYPE, keys::email("{address}"), "who holds an address"),
            (Captcha::TYPE, keys::captcha("{captcha}"), "a captcha waiting for its answer"),
            (LinkToken::TYPE, keys::link_token(user, "{sha256}"), "the token of a link in a mail"),
            (Action::TYPE, keys::action(user, "{action}"), "what a person did, for a year"),
            (Erasure::TYPE, keys::erasure(user), "that a person was erased, for a day"),
            (Counter::TYPE, keys::counter("{kind}", "{subject}"), "attempts, against guessing"),
            (
                SignInFailures::TYPE,
                keys::failures("{kind}", "{subject}"),
                "failed sign-ins of a name, an address, both",
            ),
            (PaceState::TYPE, keys::pace("{kind}", "{subject}"), "how fast mail on demand goes out to somebody"),
            (OrganizationItem::TYPE, keys::organization(organization), "a company and its latest closed period"),
            (
                RequisitesItem::TYPE,
                keys::requisites(organization, *period),
                "the closings of a period, requisites at the last",
            ),
            (
                ClosedPeriods::TYPE,
                keys::closed_periods(organization),
                "which periods of a company are closed, with their versions",
            ),
            (DirectoryEntry::TYPE, keys::directory_entry(organization), "a company in the public directory"),
            (ExchangeKeyItem::TYPE, keys::exchange_key("{prefix}"), "a key of an accounting system"),
            (KeyListing::TYPE, keys::key_listing(organization, "{prefix}"), "that a company has a key"),
            (PeriodItem::TYPE, keys::period(organization, *period), "a period: open or closed, the fence of its loads"),
            (
                PeriodEvent::TYPE,
                keys::period_event(organization, *period, 1, "CLOSED"),
                "the trace of a closing or reopening",
            ),
            (HouseItem::TYPE, keys::house(organization, house), "a house"),
            (
                HouseAccount::TYPE,
                keys::house_account(organization, house, account),
                "that an account belongs to a house",
            ),
            (
                HouseCommonNeeds::TYPE,
                keys::common_needs(organization, house, *period),
                "the common needs (ОДН) of a house in a period, as one JSON text",
            ),
            (
                HouseLoads::TYPE,
                keys::house_loads(organization, house, *period),
                "how often statements and common needs of a house were loaded for a period",
            ),
            (AccountItem::TYPE, keys::account(account), "an account with its services"),
            (MeterItem::TYPE, keys::meter(account, "{meter}"), "a meter and its latest reading"),
            (
                ReadingItem::TYPE,
                keys::reading(account, "{meter}", period.last_day(), "{reading}"),
                "a reading of a meter; a replaced one stays",
            ),
            (
                StatementItem::TYPE,
                keys::statement(account, *period),
                "the statement of a period, as one JSON text, deflated",
            ),
            (Alias::TYPE, keys::alias("UNIFIED", "{identifier}", account), "an account under an identifier of ГИС ЖКХ"),
            (
                Entry::<ReadingEntered>::TYPE,
                keys::feed_entry(organization, "{feed}", 0, "{entry}"),
                "what happened, for the accounting system",
            ),
            (Subscription::TYPE, keys::subscription(account, user), "that a person is to be reminded of readings"),
            (ReminderRun::TYPE, keys::reminder_run(organization), "how far a day's reminding has come"),
            (Message::TYPE, keys::message(0, "{message}"), "a mail that waits to be sent"),
            (Delivery::TYPE, keys::delivery("{message}"), "a mail that was sent or given up"),
            (
                ReceiptSubscription::TYPE,
                keys::receipt_subscription(account, user),
                "that a person wants receipts by mail",
            ),
            (
                MailingPart::TYPE,
                keys::mailing_part(organization, *period, 1, "WALK"),
                "what was counted of the mailing of a closing",
            ),
            (
                MailAllowance::TYPE,
                keys::mail_allowance(jiff::civil::date(2026, 11, 24)),
                "what was handed over to the provider of mail on a day",
            ),
        ]
    }

    fn entities_of_money(&self) -> Vec<(&'static str, Key, &'static str)> {
        let Self { user, organization, account, payment, day, .. } = self;
        vec![
            (PaymentItem::TYPE, keys::payment(payment), "an online payment"),
            (OrderedPayment::TYPE, keys::ordered_payment(user, payment), "that a person has ordered a payment"),
            (PaymentDue::TYPE, keys::payment_due(*day, payment), "a payment under way, by when it is to be looked at"),
            (PaymentEvent::TYPE, keys::payment_event(payment, 1), "what a payment became, and why"),
            (
                PaymentRequest::TYPE,
                keys::payment_request(account, user, "{sha256}"),
                "the call that ordered a payment, by its idempotency key",
            ),
            (LedgerEntry::TYPE, keys::ledger_entry(payment, "{movement}"), "money that moved through the cabinet"),
            (LedgerEntry::TYPE, keys::ledger_refund(payment, "{refund}"), "money that the company gave back"),
            (RefundId::TYPE, keys::refund_id(account, "{refund}"), "the refund that a company's id belongs to"),
            (PaymentRefusal::TYPE, keys::payment_refusal(Some(payment), *day, "{id}"), "a refused call of a provider"),
            (PaymentRefusal::TYPE, keys::payment_refusal(None, *day, "{id}"), "one that named no payment"),
            (OperationItem::TYPE, keys::operation("{provider}", "{shop}", "{id}"), "a shop's operation, posted once"),
            (
                UnreportedPayment::TYPE,
                keys::unreported_payment(organization, *day, payment),
                "a payment that no statement has reported",
            ),
            (
                UnpostedMoney::TYPE,
                keys::unposted_money(organization, "{shop}", "{operation}"),
                "money that a provider took and that was not posted",
            ),
        ]
    }

    fn entities_of_requests(&self) -> Vec<(&'static str, Key, &'static str)> {
        let Self { user, organization, account, appeal, reply, upload, order, service, .. } = self;
        vec![
            (Request::TYPE, keys::request(user, "{sha256}"), "what a call came to that may be sent twice, for a week"),
            (PaidServiceItem::TYPE, keys::paid_service(organization, service), "a paid service, offered or withdrawn"),
            (OrderItem::TYPE, keys::order(order), "an order of a paid service with all its moves"),
            (OrderMark::TYPE, keys::order_mark(user, order), "that a person made an order of a paid service"),
            (Upload::TYPE, keys::upload(user, upload), "leave of a person to send a file, for a day"),
            (AppealItem::TYPE, keys::appeal(user, appeal), "an appeal in its person's list"),
            (UnreadAppeals::TYPE, keys::unread_appeals(user, account), "how many of them have something unread"),
            (AppealThread::TYPE, keys::appeal_thread(appeal), "whose a thread is and where to answer"),
            (AppealMessage::TYPE, keys::appeal_message(appeal, "{message}"), "a message of a thread"),
            (AppealReply::TYPE, keys::appeal_reply(appeal, reply), "what a reply came to, by the company's id of it"),
        ]
    }

    fn entities_of_news(&self) -> Vec<(&'static str, Key, &'static str)> {
        let Self { user, organization, house, day, news, .. } = self;
        vec![
            (NewsItem::TYPE, keys::news(organization, news), "a news item as the company sent it"),
            (
                ListedNews::TYPE,
                keys::listed_news(keys::news_board(organization, 0), &keys::news_place(false, *day, news)),
                "a published item in a copy of the company's list",
            ),
            (
                ListedNews::TYPE,
                keys::listed_news(keys::house_news_board(organization, house), &keys::news_place(false, *day, news)),
                "a published item in the list of a house",
            ),
            (PostedNews::TYPE, keys::posted_news(organization, 0, news), "a copy of a published item, by its id"),
            (NewsRead::TYPE, keys::news_read(user), "what a person has read of the news"),
            (Vote::TYPE, keys::vote(user), "what a person thinks of the cabinet"),
            (RatingShard::TYPE, keys::rating(0), "voices about the cabinet, counted"),
            (Typo::TYPE, keys::typo(*day, "{id}"), "a report of a mistake in a text, for 90 days"),
        ]
    }

    fn all(&self) -> Vec<(&'static str, Key, &'static str)> {
        [self.entities(), self.entities_of_money(), self.entities_of_requests(), self.entities_of_news()].concat()
    }

    fn patterns(&self) -> Vec<(&'static str, String)> {
        let Self { user, organization, account, house, period, payment, appeal, day, board, .. } = self;
        let span = Some((*period, *period));
        let (kind, identifier) = (AliasKind::UnifiedAccount, "{identifier}");
        let (start, until, event) = (Cursor::start(), "{entry}", PhantomData);
        vec![
            ("SessionsOf", condition(&SessionsOf { user })),
            ("ActionsOf", condition(&ActionsOf { user })),
            ("AttachmentsOf", condition(&AttachmentsOf { user })),
            ("Directory", condition(&Directory)),
            ("KeysOf", condition(&KeysOf { organization })),
            ("PeriodsOf", condition(&PeriodsOf { organization })),
            ("PeriodsWithin", condition(&PeriodsWithin { organization, span: (*period, *period) })),
            ("PeriodsAsTheyAre", condition(&PeriodsAsTheyAre { organization })),
            ("PeriodEventsOf", condition(&PeriodEventsOf { organization })),
            ("AccountsOfHouse", condition(&AccountsOfHouse { organization, house })),
            ("AccountsByAlias", condition(&AccountsByAlias { kind, identifier, organization: None })),
            (
                "AccountsByAlias of a company",
                condition(&AccountsByAlias { kind, identifier, organization: Some(organization) }),
            ),
            ("MetersOf", condition(&MetersOf { account })),
            ("MetersAsTheyAre", condition(&MetersAsTheyAre { account })),
            ("ReadingsOf", condition(&ReadingsOf { account, meter: "{meter}" })),
            ("ReadingsAsTheyAre", condition(&ReadingsAsTheyAre { account, meter: "{meter}" })),
            ("ReadingsUntil", condition(&ReadingsUntil { account, meter: "{meter}", until: period.last_day() })),
            ("ReadingsOfDay", condition(&ReadingsOfDay { account, meter: "{meter}", taken_on: period.last_day() })),
            ("StatementsOf", condition(&StatementsOf { account, span })),
            (
                "FeedShard",
                condition(&FeedShard::<ReadingEntered> { organization, shard: 0, after: &start, until, event }),
            ),
            ("AppealsOf", condition(&AppealsOf { user, account })),
            ("AppealMessagesOf", condition(&AppealMessagesOf { appeal })),
            ("PaymentsOf", condition(&PaymentsOf { account })),
            ("PaymentEventsOf", condition(&PaymentEventsOf { payment })),
            ("PaymentRefusalsOf", condition(&PaymentRefusalsOf { account })),
            ("StrayRefusals", condition(&StrayRefusals { day: *day })),
            ("LedgerOf", condition(&LedgerOf { account })),
            ("PaymentsDue", condition(&PaymentsDue { shard: 0, before: *day })),
            ("UnpostedOf", condition(&UnpostedOf { organization })),
            ("UnreportedBefore", condition(&UnreportedBefore { organization, before: *day })),
            ("PaidServicesOf", condition(&PaidServicesOf { organization })),
            ("PaidServicesAsTheyAre", condition(&PaidServicesAsTheyAre(PaidServicesOf { organization }))),
            ("OrdersOf", condition(&OrdersOf { account })),
            ("SubscriptionsOf", condition(&SubscriptionsOf { organization })),
            ("Pending", condition(&Pending { shard: 0 })),
            ("SubscribersOf", condition(&SubscribersOf { organization, shard: 0 })),
            ("NewsOn", condition(&NewsOn { organization, board, from: None })),
            ("TyposOf", condition(&TyposOf { from: *day, until: *day })),
            ("MailingOf", condition(&MailingOf { organization: organization.clone(), period: *period, version: 1 })),
        ]
    }
}

fn condition(pattern: &impl Pattern) -> String {
    let keys = match pattern.range() {
        Some((from, to)) => format!("`{}` | `{from}` … `{to}`", pattern.partition()),
        None => format!("`{}` | `{}`…", pattern.partition(), pattern.prefix()),
    };
    let order = if pattern.newest_first() { "newest first" } else { "ascending" };
    let consistency = if pattern.consistent() { "strong" } else { "eventual" };
    format!("{keys} | {order} | {consistency}")
}

fn render() -> String {
    let examples = examples();
    let mut page = "# The table\n\nRendered by a test from `shared/table/src/keys`; written anew with \
                    `BLESS=1 cargo test -p kabinet-table`.\n\nOne table, keys `pk` and `sk`, both strings; items are \
                    forgotten after `expires_at` (seconds of the epoch). Each item tells its `type`. There is no index.\n\n\
                    ## Items\n\n| type | pk | sk | what it is |\n|---|---|---|---|\n"
        .to_owned();
    for (kind, key, purpose) in examples.all() {
        let _ =
            writeln!(page, "| {kind} | `{}` | `{}` | {purpose} |", examples.named(&key.pk), examples.named(&key.sk));
    }
    let Key { pk, sk } = keys::warm();
    let _ =
        writeln!(page, "\nNothing stands at `{pk}`, `{sk}`: functions ask for it to be connected before a request.");
    page.push_str("\n## Access patterns\n\nEverything else is read by full keys, up to a hundred in one call.\n\n");
    page.push_str("| pattern | pk | sk | order | consistency |\n|---|---|---|---|---|\n");
    for (name, keys) in examples.patterns() {
        let _ = writeln!(page, "| {name} | {} |", examples.named(&keys));
    }
    page
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn the_document_shows_the_table_as_it_is() {
    let file = root().join("docs/TABLE.md");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&file, render()).unwrap();
    }
    let written = std::fs::read_to_string(file).unwrap_or_default();
    assert!(written == render(), "docs/TABLE.md is behind the code: run BLESS=1 cargo test -p kabinet-table");
}

#[test]
fn no_entity_and_no_pattern_is_missing_in_the_document() {
    let page = render();
    for source in files_below(&root().join("shared/table/src/entities")) {
        let text = std::fs::read_to_string(source).unwrap();
        for line in text.lines() {
            if let Some(kind) = line.trim().strip_prefix("const TYPE: &'static str = \"") {
                let kind = kind.trim_end_matches("\";");
                assert!(page.contains(&format!("| {kind} |")), "{kind} is missing");
            }
            if let Some(pattern) = line.strip_prefix("impl Pattern for ") {
                let name = pattern.split(['<', ' ']).next().unwrap();
                assert!(page.contains(&format!("| {name} |")), "{name} is missing");
            }
        }
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

#[test]
fn keys_of_different_things_never_meet() {
    let mut all: Vec<_> = examples().all().into_iter().map(|(_, key, _)| (key.pk, key.sk)).collect();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count);
}

#[test]
fn the_template_makes_the_same_table() {
    let template = std::fs::read_to_string(root().join("template.yaml")).unwrap();
    let start = template.find("Type: AWS::DynamoDB::Table").unwrap();
    let table: String =
        template[start..].lines().take_while(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n");
    for (name, role) in schema::KEYS {
        assert!(table.contains(&format!("AttributeName: {name}, AttributeType: S")), "{name} is defined otherwise");
        assert!(table.contains(&format!("AttributeName: {name}, KeyType: {role}")), "{name} is no {role} key");
    }
    assert_eq!(table.matches("AttributeType").count(), schema::KEYS.len());
    assert!(table.contains(&format!("AttributeName: {}, Enabled: true", schema::TIME_TO_LIVE)));
    assert!(!table.contains("SecondaryIndexes"), "the template has an index that the code does not know");
}
