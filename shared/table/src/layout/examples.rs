//! Example values, by which the keys of the document are made.

use domain::account::AccountNumber;
use domain::appeal::{ReplyId, UploadId};
use domain::house::HouseCode;
use domain::news::{NewsCode, NewsId};
use domain::paid_service::ServiceCode;
use domain::{AccountId, AppealId, OrderId, OrganizationId, PaymentId, Period, UserId};
use jiff::Timestamp;

use crate::entities::news::Board;

/// Example values, and what they are called in the document.
pub struct Examples {
    pub user: UserId,
    pub organization: OrganizationId,
    pub account: AccountId,
    pub house: HouseCode,
    pub period: Period,
    pub payment: PaymentId,
    pub order: OrderId,
    pub service: ServiceCode,
    pub appeal: AppealId,
    pub reply: ReplyId,
    pub upload: UploadId,
    pub day: Timestamp,
    pub news: NewsId,
    pub board: Board,
}

pub fn examples() -> Examples {
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
    pub fn named(&self, text: &str) -> String {
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
}
