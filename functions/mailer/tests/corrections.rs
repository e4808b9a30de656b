//! A month that is closed again: who gets its receipt once more, and what the letter calls it.

use table::entities::common_needs::HouseCommonNeeds;
use testkit::samples;

use crate::outbox::letter;
use crate::subscribers::{Town, address};

#[tokio::test]
async fn closing_again_mails_those_alone_whose_statement_changed_and_says_so() {
    let town = Town::of(3).await;
    town.publish().await;
    town.reopen().await;
    town.correct(2, 2).await;
    town.app.clock.advance(3600);
    town.publish().await;
    assert_eq!((town.reached().len(), town.counts(2).await), (4, (3, 1, 0, 2)));
    let (to, subject, text) = letter(&town.ses.calls()[3]);
    assert_eq!((to, subject.as_str()), (address(2), "Корректировка: квитанция за сентябрь 2026, лицевой счёт 2"));
    assert!(text.contains("Эта квитанция заменяет прежнюю."), "{text}");
}

#[tokio::test]
async fn the_letter_of_a_correction_asks_for_nothing_by_a_day_that_is_over() {
    let town = Town::of(1).await;
    town.close().await;
    town.pay_by("2026-10-25").await;
    town.sweep().await;
    let text = |call: usize| letter(&town.ses.calls()[call]).2.replace('\u{a0}', " ");
    let first = text(0);
    assert!(first.contains("Оплатите до 25 октября 2026 включительно."), "{first}");
    town.reopen().await;
    town.correct(1, 2).await;
    town.app.clock.advance(6 * 24 * 3600);
    town.publish().await;
    let again = text(1);
    assert!(again.contains("Срок оплаты был до 25 октября 2026.") && !again.contains("Оплатите до"), "{again}");
}

#[tokio::test]
async fn charges_that_came_back_before_the_closing_are_no_correction() {
    let town = Town::of(2).await;
    town.publish().await;
    town.reopen().await;
    town.correct(2, 2).await;
    town.take_back(2, 2).await;
    town.publish().await;
    assert_eq!((town.reached().len(), town.counts(2).await), (2, (2, 0, 0, 2)));
}

#[tokio::test]
async fn numbers_that_end_with_other_zeros_are_mailed_to_nobody() {
    let town = Town::of(2).await;
    town.publish().await;
    town.reopen().await;
    town.write_otherwise(1, 2).await;
    town.publish().await;
    assert_eq!((town.reached().len(), town.counts(2).await), (2, (2, 0, 0, 2)));
}

#[tokio::test]
async fn other_payees_are_told_to_every_subscriber_once() {
    let town = Town::of(2).await;
    town.publish().await;
    town.reopen().await;
    town.pay_others(2).await;
    town.publish().await;
    assert_eq!((town.reached().len(), town.counts(2).await), (4, (2, 2, 0, 0)));
    let told = town.ses.calls().iter().filter(|call| letter(call).1.starts_with("Новые реквизиты: ")).count();
    assert_eq!(told, 2, "the charges are the same");
    town.reopen().await;
    town.publish().await;
    assert_eq!((town.reached().len(), town.counts(3).await), (4, (2, 0, 0, 2)));
}

#[tokio::test]
async fn the_letter_calls_a_correction_what_the_document_calls_one() {
    let town = Town::of(1).await;
    town.publish().await;
    town.reopen().await;
    town.pay_others(2).await;
    let (organization, house) = (samples::organization_id(1), samples::house().code);
    let needs = [samples::calculation("hot-water")];
    let needs = HouseCommonNeeds::new(organization, house, samples::period("2026-09"), 2, &needs).unwrap();
    town.app.table.put(&needs).await.unwrap();
    town.publish().await;
    let subject = letter(&town.ses.calls()[1]).1;
    assert!(subject.starts_with("Корректировка: "), "not only the payees are others: {subject}");
}

#[tokio::test]
async fn a_correction_that_waited_until_the_payees_changed_is_not_called_the_same_charges() {
    for days in [0, 1] {
        let town = Town::of(2).await;
        town.publish().await;
        town.reopen().await;
        town.correct(1, 2).await;
        town.close().await;
        town.reopen().await;
        town.app.clock.advance(days * 24 * 3600);
        town.pay_others(3).await;
        town.publish().await;
        let letters: Vec<_> = town.ses.calls()[2..].iter().map(|call| letter(call)).collect();
        assert_eq!(letters.len(), 2, "the receipt of the second closing never went out");
        let of = |number| letters.iter().find(|(to, ..)| *to == address(number)).unwrap();
        let (_, subject, text) = of(1);
        assert!(subject.starts_with("Корректировка: "), "{days}: {subject}");
        assert!(text.contains("исправлены, изменились и реквизиты для оплаты") && !text.contains("прежние"), "{text}");
        let (_, subject, text) = of(2);
        assert!(subject.starts_with("Новые реквизиты: ") && text.contains("прежние"), "{days}: {subject} {text}");
    }
}

#[tokio::test]
async fn charges_that_are_corrected_after_the_payees_changed_do_not_hide_the_new_payees() {
    let town = Town::of(1).await;
    town.publish().await;
    town.reopen().await;
    town.pay_others(2).await;
    town.close().await;
    town.reopen().await;
    town.app.clock.advance(24 * 3600);
    town.correct(1, 3).await;
    town.publish().await;
    let (_, subject, text) = letter(&town.ses.calls()[1]);
    assert!(subject.starts_with("Корректировка: ") && text.contains("изменились и реквизиты"), "{subject} {text}");
}
