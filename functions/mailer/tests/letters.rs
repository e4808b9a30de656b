//! Letters about sign-in and the account: to whom they go, what their links stand for.

use domain::UserId;
use domain::email::Email;
use http::{LinkSecret, hash};
use jiff::{SignedDuration, Timestamp};
use table::entities::link_token::{LinkToken, Purpose};
use table::entities::message::{Content, Message, Recipient};
use table::entities::user::{PendingEmail, User};
use table::keys;
use testkit::{TestApp, samples};

use crate::erasure::{put_file, which_are_left};
use crate::outbox::{Mailer, letter, no_routes};
use crate::ses::Ses;
use crate::sweep::{ID, report, user};

/// An activated person, and one message about them in the outbox.
async fn about(to: impl FnOnce(&User) -> Recipient, content: impl FnOnce(&User) -> Content) -> (TestApp, Ses, Mailer) {
    told(TestApp::start(no_routes).await, to, content).await
}

/// The same in an application that was made before.
pub async fn told(
    app: TestApp,
    to: impl FnOnce(&User) -> Recipient,
    content: impl FnOnce(&User) -> Content,
) -> (TestApp, Ses, Mailer) {
    let now = app.clock.now();
    let pending = PendingEmail {
        address: Email::parse("other@example.ru").unwrap(),
        session: "session".into(),
        valid_until: now + SignedDuration::from_hours(24),
    };
    let user = User { activated_at: Some(now), reserved_until: None, pending_email: Some(pending), ..user(&app) };
    app.table.put(&user).await.unwrap();
    app.table.put(&Message::new(ID.into(), to(&user), content(&user), now)).await.unwrap();
    let (ses, client) = Ses::start().await;
    let mailer = Mailer::new(app.app.clone(), client);
    (app, ses, mailer)
}

/// What is said of a person at a time.
type Notice = fn(UserId, Timestamp) -> Content;

/// The token that the link of the only letter stands for.
async fn minted(app: &TestApp, ses: &Ses, page: &str) -> LinkToken {
    let (_, _, text) = letter(&ses.calls()[0]);
    let word = text.split(&format!("https://lk.example.ru/{page}#token=")).nth(1).unwrap().lines().next().unwrap();
    let secret = LinkSecret::parse(word.trim()).unwrap();
    app.table.get(keys::link_token(secret.user(), &secret.hash()), true).await.unwrap().unwrap()
}

#[tokio::test]
async fn the_link_for_a_new_password_lives_half_an_hour_and_is_bound_to_the_present_one() {
    let content = |user: &User| Content::PasswordReset { user: user.id.clone() };
    let (app, ses, mailer) = about(|user| (&user.id).into(), content).await;
    app.clock.advance(600);
    assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0));
    assert_eq!(letter(&ses.calls()[0]).0, "ivanov@example.ru");
    let token = minted(&app, &ses, "password/reset").await;
    assert_eq!(
        (token.purpose, token.bound_to),
        (Purpose::PasswordReset, Some(hash::sha256(&user(&app).reset_binding())))
    );
    assert_eq!(token.valid_until, app.clock.now() + SignedDuration::from_mins(30));
}

#[tokio::test]
async fn the_link_to_a_new_address_goes_there_and_only_while_it_is_wanted() {
    let content = |address: &'static str| {
        move |user: &User| Content::EmailChange { user: user.id.clone(), address_hash: hash::sha256(address) }
    };
    let to = |_: &User| Recipient::Address("other@example.ru".into());
    let (app, ses, mailer) = about(to, content("other@example.ru")).await;
    assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0));
    assert_eq!(letter(&ses.calls()[0]).0, "other@example.ru");
    assert_eq!(minted(&app, &ses, "email").await.bound_to, Some(hash::sha256("other@example.ru")));

    let (_, ses, mailer) = about(to, content("first@example.ru")).await;
    assert_eq!(mailer.sweep().await.unwrap(), report(0, 0, 1));
    assert!(ses.calls().is_empty());
}

#[tokio::test]
async fn notices_go_to_the_person_and_name_where_to_go() {
    let at: Timestamp = "2026-10-20T11:00:00Z".parse().unwrap();
    let notices: [(Notice, &str); 4] = [
        (|user, _| Content::PasswordChanged { user }, "https://lk.example.ru/password/forgot"),
        (|user, _| Content::EmailChangeAsked { user }, "https://lk.example.ru/profile/email"),
        (|user, _| Content::SessionStolen { user }, "https://lk.example.ru/profile/actions"),
        (
            |user, at| Content::SignedInAfterFailures {
                user,
                device: "Chrome, Android".into(),
                place: "сеть 192.0.2.x".into(),
                at,
            },
            "https://lk.example.ru/password/forgot",
        ),
    ];
    for (content, link) in notices {
        let (_, ses, mailer) = about(|user| (&user.id).into(), |user| content(user.id.clone(), at)).await;
        assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0));
        let (to, _, text) = letter(&ses.calls()[0]);
        assert!(to == "ivanov@example.ru" && text.contains(link), "{text}");
    }
}

#[tokio::test]
async fn before_the_last_letter_is_sent_the_files_are_gone_and_others_stay() {
    let content = |user: &User| Content::Erased { user: user.id.clone(), login: "ivanov".into() };
    let (app, _, mailer) = about(|_| Recipient::Address("ivanov@example.ru".into()), content).await;
    let (mine, other) = (samples::user_id(1), samples::user_id(2));
    let names = [keys::incoming_files(&mine), keys::kept_files(&mine), keys::kept_files(&other)].map(|of| of + "0");
    for name in &names {
        put_file(&app, name).await;
    }
    assert_eq!(mailer.sweep().await.unwrap(), report(1, 0, 0));
    assert_eq!(which_are_left(&app, &names).await, [false, false, true]);
}

#[tokio::test]
async fn a_person_who_is_gone_is_not_written_to() {
    let (app, ses, mailer) =
        about(|user| (&user.id).into(), |user| Content::PasswordChanged { user: user.id.clone() }).await;
    app.table.delete(keys::user(&samples::user_id(1))).await.unwrap();
    assert_eq!(mailer.sweep().await.unwrap(), report(0, 0, 1));
    assert!(ses.calls().is_empty());
}

#[tokio::test]
async fn a_letter_ends_with_whom_to_turn_to_where_the_deployment_says_it() {
    let app = TestApp::start_with(no_routes, |settings| {
        let (name, email) = (Some("ООО «Р & Ц»".to_owned()), Some("help@lk.example.ru".to_owned()));
        settings.operator = http::OperatorContacts { name, email, ..http::OperatorContacts::default() };
    });
    let content = |user: &User| Content::PasswordReset { user: user.id.clone() };
    let (_app, ses, mailer) = told(app.await, |user| (&user.id).into(), content).await;
    mailer.sweep().await.unwrap();
    let (_, _, text) = letter(&ses.calls()[0]);
    assert!(text.trim_end().ends_with("ООО «Р & Ц», help@lk.example.ru"), "{text}");
}

#[tokio::test]
async fn a_letter_to_whom_an_account_may_be_lost_tells_how_the_operator_is_reached() {
    let app = TestApp::start_with(no_routes, |settings| {
        let [name, phone, email] =
            ["ООО «РЦ»", "+7 845 200-00-00", "help@lk.example.ru"].map(|text| Some(text.to_owned()));
        settings.operator = http::OperatorContacts { name, phone, email, address: None };
    });
    let content = |user: &User| Content::SessionStolen { user: user.id.clone() };
    let (_app, ses, mailer) = told(app.await, |user| (&user.id).into(), content).await;
    mailer.sweep().await.unwrap();
    let (_, _, text) = letter(&ses.calls()[0]);
    assert!(text.contains("кто ведёт этот кабинет: +7 845 200-00-00, help@lk.example.ru"), "{text}");
}
