//! The words of every letter, and its form on the wire.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

use domain::Money;
use domain::email::Email;
use jiff::Timestamp;
use mail::letters::{Activation, AlreadyRegistered, PaymentReceived, ReadingsReminder};
use mail::{Envelope, Letter};

const LINK: &str = "https://lk.example.ru/activation?token=0123456789abcdef";

fn activation(login: &str) -> Letter {
    let valid_until: Timestamp = "2026-10-22T12:00:00Z".parse().unwrap();
    Activation { login, link: LINK, valid_until }.letter().unwrap()
}

fn already_registered() -> Letter {
    AlreadyRegistered { login: "ivanov", link: "https://lk.example.ru/sign-in" }.letter().unwrap()
}

fn seal(letter: &Letter, from: &str) -> Result<String, mail::EnvelopeError> {
    let to = Email::parse("ivanov@example.ru").unwrap();
    let date: Timestamp = "2026-10-20T12:00:00Z".parse().unwrap();
    let envelope = Envelope { from, to: &to, date, id: "01abc", unsubscribe: None, attachments: &[] };
    envelope.seal(letter).map(|bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn the_words_of_the_activation() {
    let letter = activation("ivanov");
    insta::assert_snapshot!("activation", format!("{}\n\n{}", letter.subject, letter.text));
}

#[test]
fn the_words_to_who_is_registered_already() {
    let letter = already_registered();
    insta::assert_snapshot!("already_registered", format!("{}\n\n{}", letter.subject, letter.text));
}

fn payment_received() -> Letter {
    let letter = PaymentReceived {
        amount: Money::from_kopecks(12_025),
        account: "100200300",
        organization: "УК «Волга»",
        paid_at: "2026-10-20T12:00:00Z".parse().unwrap(),
        operation: "123456",
        link: "https://lk.example.ru/payments/payment?account=1&payment=2",
    };
    letter.letter().unwrap()
}

#[test]
fn the_words_of_a_received_payment() {
    let letter = payment_received();
    insta::assert_snapshot!("payment_received", format!("{}\n\n{}", letter.subject, letter.text));
}

fn readings_reminder() -> Letter {
    let meters = ["Холодная вода, № СВК-15 001, кухня".to_owned(), "Газ, № <b>BK-G4</b>".to_owned()];
    let (address, until, link) =
        ("г. Саратов, ул. Мира, д. 5, кв. 12", "25 октября 2026", "https://lk.example.ru/meters");
    ReadingsReminder { address, meters: &meters, until, link }.letter().unwrap()
}

#[test]
fn the_words_of_the_reminder_of_readings() {
    let letter = readings_reminder();
    insta::assert_snapshot!("readings_reminder", format!("{}\n\n{}", letter.subject, letter.text));
    assert!(!letter.html.contains("<b>BK-G4"), "a serial number is no code");
    assert_eq!(letter.html.matches("class=\"button\"").count(), 1);
}

#[test]
fn every_letter_has_its_one_action_as_a_button_and_as_a_link_in_the_text() {
    for (letter, link) in [(activation("ivanov"), LINK), (already_registered(), "https://lk.example.ru/sign-in")] {
        assert_eq!(letter.html.matches("class=\"button\"").count(), 1);
        assert_eq!(letter.html.matches(&format!("href=\"{link}\"")).count(), 2, "button and link");
        assert_eq!(letter.text.matches(link).count(), 1);
        assert!(letter.text.lines().any(|line| line == link), "a link of its own line is not cut");
    }
}

#[test]
fn nothing_in_a_letter_is_loaded_from_elsewhere() {
    for letter in [activation("ivanov"), already_registered()] {
        for word in ["src=", "url(", "<img", "@import", "<link", "<script"] {
            assert!(!letter.html.contains(word), "{word}");
        }
    }
}

#[test]
fn what_a_person_typed_is_never_code() {
    let html = activation("<script>{{ link }}</script>").html;
    assert!(!html.contains("<script>") && html.contains("{{ link }}"));
}

#[test]
fn a_letter_on_the_wire_has_both_forms_and_its_headers() {
    let wire = seal(&activation("ivanov"), "Личный кабинет <no-reply@lk.example.ru>").unwrap();
    let has = |line: &str| wire.contains(line);
    assert!(has("To: <ivanov@example.ru>\r\n") && has("<no-reply@lk.example.ru>\r\n"), "{wire}");
    assert!(has("Date: Tue, 20 Oct 2026 12:00:00 +0000\r\n") && has("Message-ID: <01abc@lk.example.ru>\r\n"), "{wire}");
    assert!(has("Auto-Submitted: auto-generated\r\n") && has("Subject: =?utf-8?"), "{wire}");
    assert!(has("multipart/alternative") && has("text/plain") && has("text/html"), "{wire}");
    let headers = wire.split("\r\n\r\n").next().unwrap();
    assert!(headers.is_ascii(), "{headers}");
}

#[test]
fn no_header_carries_a_line_break() {
    let mut letter = activation("ivanov");
    assert!(seal(&letter, "a\r\nBcc: x@example.ru <no-reply@lk.example.ru>").is_err());
    assert!(seal(&letter, "no-reply@lk.example.ru\r\nBcc: x@example.ru").is_err());
    letter.subject.push_str("\r\nBcc: x@example.ru");
    assert!(seal(&letter, "no-reply@lk.example.ru").is_err());
}
