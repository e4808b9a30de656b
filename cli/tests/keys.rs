use crate::service::{Outcome, Service};

async fn keys(service: &Service, arguments: &[&str]) -> Outcome {
    service.on_the_table("keys", arguments).await
}

fn after<'a>(outcome: &'a Outcome, mark: &str) -> &'a str {
    outcome.out.lines().find_map(|line| line.split_once(mark)).unwrap().1
}

#[tokio::test]
async fn a_new_company_gets_a_key_that_works_until_it_is_revoked() {
    let mut service = Service::start().await;
    let created = keys(&service, &["create", "--label", "1С", "--days", "30"]).await;
    assert_eq!(created.code, 0, "{created:?}");
    let organization = after(&created, "Организация: ");
    service.key = after(&created, "показывается): ").to_owned();
    assert_eq!(service.load_example("organization", "organization.json").await.code, 0);

    let prefix = service.key.split('_').nth(1).unwrap().to_owned();
    let listed = keys(&service, &["list", "--organization", organization]).await;
    assert!(listed.out.contains(&prefix) && listed.out.contains("действует до"), "{listed:?}");
    assert!(!listed.out.contains(&service.key), "a secret is shown once");

    assert_eq!(keys(&service, &["revoke", "--organization", organization, &prefix]).await.code, 0);
    let refused = service.load_example("houses", "houses.csv").await;
    assert!(refused.err.contains("key_invalid"), "{refused:?}");
    let listed = keys(&service, &["list", "--organization", organization]).await;
    assert!(listed.out.contains("отозван"), "{listed:?}");
}

#[tokio::test]
async fn a_key_may_be_made_for_less() {
    let mut service = Service::start().await;
    let created = keys(&service, &["create", "--label", "касса", "--scopes", "feeds"]).await;
    service.key = after(&created, "показывается): ").to_owned();
    let refused = service.load_example("houses", "houses.csv").await;
    assert!(refused.err.contains("scope_missing"), "{refused:?}");
}

#[tokio::test]
async fn a_mistyped_company_or_key_is_noticed() {
    let service = Service::start().await;
    let nobody = keys(&service, &["create", "--label", "x", "--organization", "000000000000"]).await;
    assert!(nobody.code == 1 && nobody.err.contains("нет в таблице"), "{nobody:?}");
    let organization = testkit::samples::organization_id(1).to_string();
    let nothing = keys(&service, &["revoke", "--organization", &organization, "absent"]).await;
    assert!(nothing.code == 1 && nothing.err.contains("нет ключа"), "{nothing:?}");
}
