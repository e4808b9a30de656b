use testkit::Answer;

use crate::shop::{asked, events, open, ordered, refusals, send, status, told};

fn result(answer: &Answer) -> String {
    let xml = answer.text();
    let inside = xml.split_once("<MNT_RESULT_CODE>").and_then(|(_, rest)| rest.split_once("</MNT_RESULT_CODE>"));
    inside.map(|(code, _)| code.to_owned()).unwrap_or(xml)
}

#[tokio::test]
async fn an_ordered_payment_may_be_taken_however_often_it_is_asked() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    for _ in 0..3 {
        assert_eq!(result(&asked(&payment).check(&app).await), "402");
    }
    assert_eq!((status(&app, &payment).await, events(&app, &payment).await.len()), ("pending".to_owned(), 2));
}

#[tokio::test]
async fn who_asks_how_much_is_told() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    let answer = asked(&payment).with("MNT_AMOUNT", "").with("MNT_OPERATION_ID", "").check(&app).await;
    assert_eq!(result(&answer), "100");
    assert!(answer.text().contains("<MNT_AMOUNT>120.25</MNT_AMOUNT>"), "{}", answer.text());
}

#[tokio::test]
async fn a_paid_payment_is_not_taken_again() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    told(&payment).notify(&app).await;
    assert_eq!(result(&asked(&payment).check(&app).await), "200");
}

#[tokio::test]
async fn what_may_not_be_taken_is_answered_with_500() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    let other = asked(&payment).with("MNT_AMOUNT", "120.26").check(&app).await;
    assert_eq!((result(&other), refusals(&app).await), ("500".to_owned(), vec!["amount_differs".to_owned()]));
    let mut absent = payment.to_string();
    absent.replace_range(47.., if absent.ends_with('0') { "1" } else { "0" });
    let unknown = asked(&domain::PaymentId::parse(&absent).unwrap()).check(&app).await;
    assert_eq!(result(&unknown), "500");
    app.clock.advance(24 * 3600);
    assert_eq!(result(&asked(&payment).check(&app).await), "500", "expired");
    let pending = ordered(&app, "key-2").await;
    assert_eq!(result(&asked(&pending).check(&app).await), "402");
    app.clock.advance(24 * 3600);
    assert_eq!(result(&asked(&pending).check(&app).await), "500", "its term is over");
    assert_eq!(status(&app, &pending).await, "pending", "but the provider may still tell that it was paid");
}

#[tokio::test]
async fn a_question_that_is_not_believed_gets_no_signed_answer() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    for call in [asked(&payment).signed_with("x"), told(&payment), asked(&payment).with("MNT_ID", "1")] {
        assert_eq!(call.check(&app).await.text(), "FAIL");
    }
    let twice = format!("{}&MNT_COMMAND=CHECK", asked(&payment).encoded());
    assert_eq!(send(&app, "check", &twice).await.text(), "FAIL");
    assert_eq!((status(&app, &payment).await, refusals(&app).await.len()), ("created".to_owned(), 4));
}

#[tokio::test]
async fn the_question_may_come_in_the_query() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    let answer = app.get(&format!("/api/payments/moneta/check?{}", asked(&payment).encoded())).send().await;
    assert_eq!((result(&answer).as_str(), answer.header("content-type")), ("402", "text/xml; charset=utf-8"));
}
