//! What stands in the table.

use crate::entities::account::{AccountItem, Alias};
use crate::entities::action::Action;
use crate::entities::appeal::{AppealItem, AppealMessage, AppealThread, UnreadAppeals};
use crate::entities::appeal_reply::AppealReply;
use crate::entities::attachment::Attachment;
use crate::entities::captcha::Captcha;
use crate::entities::closed_periods::ClosedPeriods;
use crate::entities::common_needs::HouseCommonNeeds;
use crate::entities::counter::Counter;
use crate::entities::erasure::Erasure;
use crate::entities::exchange_key::{ExchangeKeyItem, KeyListing};
use crate::entities::house::{HouseAccount, HouseItem};
use crate::entities::house_loads::HouseLoads;
use crate::entities::link_token::LinkToken;
use crate::entities::mail_allowance::MailAllowance;
use crate::entities::mailing::MailingPart;
use crate::entities::message::{Delivery, Message};
use crate::entities::meter::MeterItem;
use crate::entities::news::{ListedNews, NewsItem, NewsRead, PostedNews};
use crate::entities::operation::{LedgerEntry, OperationItem, RefundId, UnreportedPayment};
use crate::entities::order::{OrderItem, OrderMark};
use crate::entities::organization::{DirectoryEntry, OrganizationItem, RequisitesItem};
use crate::entities::pace::PaceState;
use crate::entities::paid_service::PaidServiceItem;
use crate::entities::payment::{OrderedPayment, PaymentEvent, PaymentItem, PaymentRequest};
use crate::entities::payment_due::PaymentDue;
use crate::entities::payment_refusal::PaymentRefusal;
use crate::entities::period::{PeriodEvent, PeriodItem};
use crate::entities::rating::{RatingShard, Vote};
use crate::entities::reading::{ReadingEntered, ReadingItem};
use crate::entities::receipt_subscription::ReceiptSubscription;
use crate::entities::reminder::{ReminderRun, Subscription};
use crate::entities::request::Request;
use crate::entities::session::Session;
use crate::entities::sign_in::SignInFailures;
use crate::entities::statement::StatementItem;
use crate::entities::typo::Typo;
use crate::entities::unposted::UnpostedMoney;
use crate::entities::upload::Upload;
use crate::entities::user::{Claim, User};
use crate::feed::Entry;
use crate::{Entity as _, Key, keys};

use super::examples::Examples;

impl Examples {
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
                keys::mail_allowance(),
                "what was handed over to the provider of mail in the last hours",
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

    pub fn all(&self) -> Vec<(&'static str, Key, &'static str)> {
        [self.entities(), self.entities_of_money(), self.entities_of_requests(), self.entities_of_news()].concat()
    }
}
