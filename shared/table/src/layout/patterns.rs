//! How the table is asked.

use std::marker::PhantomData;

use crate::Pattern;
use crate::entities::account::{AccountsByAlias, AliasKind};
use crate::entities::action::ActionsOf;
use crate::entities::appeal::{AppealMessagesOf, AppealsOf};
use crate::entities::attachment::AttachmentsOf;
use crate::entities::exchange_key::KeysOf;
use crate::entities::house::AccountsOfHouse;
use crate::entities::mailing::{MailingOf, MailingsOf};
use crate::entities::message::Pending;
use crate::entities::meter::{MetersAsTheyAre, MetersOf};
use crate::entities::news::NewsOn;
use crate::entities::operation::{LedgerOf, UnreportedBefore};
use crate::entities::order::OrdersOf;
use crate::entities::organization::Directory;
use crate::entities::paid_service::{PaidServicesAsTheyAre, PaidServicesOf};
use crate::entities::payment::{PaymentEventsOf, PaymentsOf};
use crate::entities::payment_due::PaymentsDue;
use crate::entities::payment_refusal::{PaymentRefusalsOf, StrayRefusals};
use crate::entities::period::{PeriodEventsOf, PeriodsAsTheyAre, PeriodsOf, PeriodsWithin};
use crate::entities::reading::{ReadingEntered, ReadingsAsTheyAre, ReadingsOf, ReadingsOfDay, ReadingsUntil};
use crate::entities::receipt_subscription::SubscribersOf;
use crate::entities::reminder::SubscriptionsOf;
use crate::entities::session::SessionsOf;
use crate::entities::statement::StatementsOf;
use crate::entities::typo::TyposOf;
use crate::entities::unposted::UnpostedOf;
use crate::feed::{Cursor, FeedShard};

use super::examples::Examples;

impl Examples {
    pub fn patterns(&self) -> Vec<(&'static str, String)> {
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
            ("MailingsOf", condition(&MailingsOf { organization, period: *period })),
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
