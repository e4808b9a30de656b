use domain::{Money, PaymentId};
use jiff::SignedDuration;
use table::entities::operation::UnreportedPayment;
use table::entities::unposted::UnpostedMoney;
use testkit::samples::{account_id, number, organization_id};

use crate::service::{Outcome, Service};

fn payment() -> PaymentId {
    PaymentId::new(&account_id("1"), "01m3kq8xw0a7bcde").unwrap()
}

async fn payments(service: &Service, list: &str) -> Outcome {
    service.kabinet(&["payments", list]).await
}

#[tokio::test]
async fn what_no_statement_has_reported_is_a_sheet_of_as_many_pages_as_there_are() {
    let service = Service::start().await;
    let now = service.app.clock.now();
    for days in 1..=250 {
        let unreported = UnreportedPayment {
            organization: organization_id(1),
            payment: payment(),
            number: number("1"),
            amount: Money::from_kopecks(12_005),
            at: now - SignedDuration::from_hours(24 * (45 + days)),
        };
        service.app.table.put(&unreported).await.unwrap();
    }
    let done = payments(&service, "unreported").await;
    assert_eq!(done.code, 0, "{done:?}");
    let lines: Vec<&str> = done.out.lines().collect();
    assert_eq!((lines.len(), lines[0]), (251, "Проведён;Лицевой счёт;Сумма, руб.;Платёж"));
    assert!(lines[1].contains(";1;120,05;"), "{}", lines[1]);
}

#[tokio::test]
async fn what_was_taken_and_not_posted_is_told_with_the_reason() {
    let service = Service::start().await;
    let money = UnpostedMoney {
        organization: organization_id(1),
        shop: "54600817".to_owned(),
        operation: "123456".to_owned(),
        payment: payment(),
        amount: Money::from_kopecks(100),
        reason: "amount_differs".to_owned(),
        message: "Сумма не та, что заказана.".to_owned(),
        at: service.app.clock.now(),
    };
    service.app.table.put(&money).await.unwrap();
    let done = payments(&service, "unposted").await;
    let line = done.out.lines().nth(1).unwrap_or_default();
    assert!(line.contains(";54600817;123456;1,00;") && line.ends_with(";Сумма не та, что заказана."), "{done:?}");
}

#[tokio::test]
async fn a_key_that_may_not_read_is_told_so() {
    let mut service = Service::start().await;
    service.key = "kab_00000000_00000000".to_owned();
    let done = payments(&service, "unposted").await;
    assert!(done.code == 1 && done.err.contains("[key_invalid]"), "{done:?}");
}
