use domain::email::Email;
use jiff::SignedDuration;
use table::entities::action::{ActionCode, ActionsOf};
use table::entities::user::{Claim, PendingEmail, User};
use table::keys;
use testkit::samples;

use crate::service::Service;

const ADDRESS: &str = "ivanov@example.ru";

/// The service with a resident who has this address.
async fn with_resident() -> Service {
    let service = Service::start().await;
    let user = samples::user_id(1);
    service.app.user(&user, ADDRESS).await;
    let claim = Claim::confirmed_email(&user, &Email::parse(ADDRESS).unwrap());
    service.app.table.put(&claim).await.unwrap();
    service
}

async fn resident(service: &Service) -> User {
    service.app.table.get(keys::user(&samples::user_id(1)), true).await.unwrap().unwrap()
}

/// How often all sessions of the resident were ended.
async fn endings(service: &Service) -> u32 {
    resident(service).await.session_generation
}

#[tokio::test]
async fn all_sessions_of_a_resident_end_and_the_resident_finds_it_among_the_actions() {
    let service = with_resident().await;
    let ended = service.on_the_table("sessions", &["end", "Ivanov@Example.ru"]).await;
    assert_eq!((ended.code, endings(&service).await), (0, 1), "{ended:?}");
    let actions = service.app.table.query_all(&ActionsOf { user: &samples::user_id(1) }).await.unwrap();
    let told: Vec<_> = actions.into_iter().map(|action| (action.code, action.device)).collect();
    assert_eq!(told, [(ActionCode::SignedOutEverywhere, "Администратор портала".to_owned())]);
}

#[tokio::test]
async fn an_address_that_waits_is_forgotten_since_its_link_may_be_a_thiefs() {
    let service = with_resident().await;
    let valid_until = service.app.clock.now() + SignedDuration::from_hours(24);
    let address = Email::parse("other@example.ru").unwrap();
    let pending = PendingEmail { address, session: "1".into(), valid_until };
    let user = User { pending_email: Some(pending), ..resident(&service).await };
    service.app.table.put(&user).await.unwrap();
    assert_eq!(service.on_the_table("sessions", &["end", ADDRESS]).await.code, 0);
    assert!(resident(&service).await.pending_email.is_none());
}

#[tokio::test]
async fn a_mistyped_name_ends_nothing() {
    let service = with_resident().await;
    for name in ["nobody@example.ru", "nobody", "", "{{7*7}}"] {
        let refused = service.on_the_table("sessions", &["end", name]).await;
        assert!(refused.code == 1 && refused.err.contains("нет."), "{refused:?}");
    }
    assert_eq!(endings(&service).await, 0);
}
