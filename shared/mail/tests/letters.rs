//! The words of every letter, and its form on the wire.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

use domain::Money;
use domain::email::Email;
use jiff::Timestamp;
use mail::letters::{
    Activation, AlreadyRegistered, AppealAnswered, EmailChange, EmailChangeAsked, EmailChanged, Erased, OrderMoved,
    PasswordChanged, PasswordReset, PaymentReceived, PaymentRefunded, ReadingsReminder, ReportedTypo, SessionStolen,
    SignedInAfterFailures, TyposReported,
};
use mail::{Envelope, Letter};

const LINK: &str = "https://lk.example.ru/activation#token=0123456789abcdef";
const OPERATOR: &str = "+7 845 200-00-00, help@example.ru";

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

/// Every letter with its name and its one link.
fn all() -> Vec<(&'static str, Letter, &'static str)> {
    let (login, link) = ("ivanov", LINK);
    let at: Timestamp = "2026-10-22T12:00:00Z".parse().unwrap();
    let (address, operator) = ("i…v@example.ru", Some(OPERATOR));
    vec![
        ("activation", activation(login), LINK),
        ("already_registered", already_registered(), "https://lk.example.ru/sign-in"),
        ("password_reset", PasswordReset { login, link, valid_until: at }.letter().unwrap(), LINK),
        ("password_changed", PasswordChanged { login, at, link, operator }.letter().unwrap(), LINK),
        ("email_change", EmailChange { login, link, valid_until: at }.letter().unwrap(), LINK),
        ("email_change_asked", EmailChangeAsked { login, address, link, operator }.letter().unwrap(), LINK),
        ("email_changed", EmailChanged { login, address, at, link, operator }.letter().unwrap(), LINK),
        ("session_stolen", SessionStolen { login, at, link, operator }.letter().unwrap(), LINK),
        (
            "signed_in_after_failures",
            SignedInAfterFailures { login, at, device: "Chrome, Android", place: "сеть 192.0.2.x", link, operator }
                .letter()
                .unwrap(),
            LINK,
        ),
        ("erased", Erased { login, at, link, operator }.letter().unwrap(), LINK),
    ]
}

#[test]
fn the_words_of_every_letter() {
    for (name, letter, _) in all() {
        insta::assert_snapshot!(name, format!("{}\n\n{}", letter.subject, letter.text));
    }
}

#[test]
fn whoever_has_lost_an_account_learns_whom_to_turn_to_in_both_forms() {
    let lost = [
        "password_changed",
        "email_changed",
        "email_change_asked",
        "session_stolen",
        "signed_in_after_failures",
        "erased",
    ];
    for (name, letter, _) in all().into_iter().filter(|(name, _, _)| lost.contains(name)) {
        for form in [letter.text, letter.html] {
            let told = form.contains(&format!("обратитесь к тем, кто ведёт этот кабинет: {OPERATOR}"));
            assert!(told && !form.contains("управляющую"), "{name}: {form}");
        }
    }
    let at: Timestamp = "2026-10-22T12:00:00Z".parse().unwrap();
    let letter = SessionStolen { login: "ivanov", at, link: LINK, operator: None }.letter().unwrap();
    assert!(letter.text.contains("в управляющую организацию: она знает, кто ведёт этот кабинет."), "{}", letter.text);
}

#[test]
fn the_words_of_reported_mistakes() {
    let typo = |selection: &str, comment: &str| ReportedTypo {
        page: "https://lk.example.ru/charges".to_owned(),
        selection: selection.to_owned(),
        comment: comment.to_owned(),
    };
    let typos = [typo("начислено завсе", "слитно"), typo("<script>{{ link }}</script>", "")];
    let letter = TyposReported { typos: &typos, more: true, link: "https://lk.example.ru" }.letter().unwrap();
    insta::assert_snapshot!("typos_reported", format!("{}\n\n{}", letter.subject, letter.text));
    assert!(!letter.html.contains("<script>") && letter.html.contains("{{ link }}"), "{}", letter.html);
}

fn payment_received(is_test: bool) -> Letter {
    let letter = PaymentReceived {
        is_test,
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
    let letter = payment_received(false);
    insta::assert_snapshot!("payment_received", format!("{}\n\n{}", letter.subject, letter.text));
}

#[test]
fn a_letter_of_a_trial_payment_says_that_no_money_moved() {
    let (real, trial) = (payment_received(false), payment_received(true));
    let says = |text: &str| text.contains("Это пробный платёж: настоящие деньги не списаны.");
    assert!(says(&trial.text) && says(&trial.html), "{}", trial.text);
    assert!(!says(&real.text) && !says(&real.html), "{}", real.text);
}

#[test]
fn the_words_of_a_refund() {
    let letter = PaymentRefunded {
        amount: Money::from_kopecks(2_000),
        paid: Money::from_kopecks(12_025),
        account: "100200300",
        organization: "ТСЖ «Сиреневый бульвар»",
        at: "2026-10-21T12:00:00Z".parse().unwrap(),
        operation: "123456",
        link: "https://lk.example.ru/payments/payment?account=1&payment=2",
    };
    let letter = letter.letter().unwrap();
    insta::assert_snapshot!("payment_refunded", format!("{}\n\n{}", letter.subject, letter.text));
    assert!(letter.html.contains("<strong>20,00 ₽</strong>"), "{}", letter.html);
}

#[test]
fn the_words_of_an_answered_appeal() {
    let letter = AppealAnswered {
        topic: "Течёт <b>кран</b>",
        text: "Мастер придёт завтра.\nС 9 до 13.\n\n{{ letter.link }}",
        organization: "УК «Волга»",
        account: "100200300",
        link: "https://lk.example.ru/appeals/appeal?account=1&appeal=2",
    };
    let letter = letter.letter().unwrap();
    insta::assert_snapshot!("appeal_answered", format!("{}\n\n{}", letter.subject, letter.text));
    assert!(!letter.html.contains("<b>кран") && letter.html.contains("<p>С 9 до 13.</p>"), "{}", letter.html);
    assert!(letter.html.contains("{{ letter.link }}"), "what a company writes is no code");
}

#[test]
fn the_words_of_a_moved_order() {
    let letter = OrderMoved {
        service: "Замена смесителя",
        became: "назначен визит",
        visit: "22 октября 2026, с 9 до 13",
        comment: "Возьмите паспорт крана.",
        organization: "УК «Волга»",
        account: "100200300",
        link: "https://lk.example.ru/orders/order?account=1&order=2",
    };
    let bare = OrderMoved { became: "отменена вами", visit: "", comment: "", ..letter };
    let words = [letter, bare].map(|letter| letter.letter().unwrap());
    let shown = words.map(|letter| format!("{}\n\n{}", letter.subject, letter.text)).join("\n\n--------\n\n");
    insta::assert_snapshot!("order_moved", shown);
}

fn readings_reminder() -> Letter {
    let meters = ["Холодная вода, № СВК-15 001, кухня".to_owned(), "Газ, № <b>BK-G4</b>".to_owned()];
    let (address, until, link) =
        ("г. Саратов, ул. Мира, д. 5, кв. 12", "25 октября 2026", "https://lk.example.ru/meters");
    let unsubscribe = "https://lk.example.ru/unsubscribe#token=reminders.u.a.s";
    ReadingsReminder { address, meters: &meters, until, link, unsubscribe }.letter().unwrap()
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
    for (name, letter, link) in all() {
        assert_eq!(letter.html.matches("class=\"button\"").count(), 1, "{name}");
        assert_eq!(letter.html.matches(&format!("href=\"{link}\"")).count(), 2, "{name}: button and link");
        assert_eq!(letter.text.matches(link).count(), 1, "{name}");
        assert!(letter.text.lines().any(|line| line == link), "{name}: a link of its own line is not cut");
    }
}

#[test]
fn both_forms_of_a_letter_say_the_same() {
    for (name, letter, _) in all() {
        let html = letter.html.replace("<strong>", "").replace("</strong>", "");
        for line in letter.text.lines().filter(|line| line.chars().count() > 40 && !line.ends_with(':')) {
            let said = line.split(": ").next().unwrap_or(line);
            let first = said.split(". ").next().unwrap_or(said).trim_end_matches('.');
            assert!(html.contains(first), "{name}: {first}");
        }
    }
}

#[test]
fn nothing_in_a_letter_is_loaded_from_elsewhere() {
    for (name, letter, _) in all() {
        for word in ["src=", "url(", "<img", "@import", "<link", "<script"] {
            assert!(!letter.html.contains(word), "{name}: {word}");
        }
        assert!(letter.html.contains("prefers-color-scheme: dark"), "{name}");
        assert!(!letter.subject.contains(['!', '\n']) && letter.subject.chars().count() < 60, "{name}");
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
