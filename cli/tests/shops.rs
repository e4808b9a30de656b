use std::process::Stdio;

use table::entities::organization::{Fiscal, OrganizationItem, Shop};
use testkit::samples::organization_id;
use testkit::{BEYOND_RETRIES, Fault, FaultProxy};
use tokio::io::AsyncWriteExt as _;

use crate::service::{Outcome, Service};

/// Runs `kabinet shops` for company 1 with the code on its standard input.
async fn shops(service: &Service, command: &str, code: &str, arguments: &[&str]) -> Outcome {
    shops_at(service, (&testkit::endpoint(), &testkit::codes_endpoint()), command, code, arguments).await
}

/// The same with table and secrets at other addresses.
async fn shops_at(
    service: &Service,
    (table, secrets): (&str, &str),
    command: &str,
    code: &str,
    arguments: &[&str],
) -> Outcome {
    let mut program = tokio::process::Command::new(env!("CARGO_BIN_EXE_kabinet"));
    let organization = organization_id(1).to_string();
    program.args(["shops", command, "--table", &service.app.settings.table, "--endpoint", table]);
    program.args(["--organization", &organization]).args(arguments);
    let (key, secret) = testkit::CODES_CREDENTIALS;
    program.env("KABINET_CODES_PREFIX", &service.app.settings.table).env("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets);
    program.envs([("AWS_REGION", "local"), ("AWS_ACCESS_KEY_ID", key), ("AWS_SECRET_ACCESS_KEY", secret)]);
    let pipes = program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    // A program that refuses its arguments does not wait for the code.
    input.write_all(code.as_bytes()).await.ok();
    drop(input);
    Outcome::of(child.wait_with_output().await.unwrap())
}

async fn company(service: &Service) -> OrganizationItem {
    let key = table::keys::organization(&organization_id(1));
    service.app.table.get(key, true).await.unwrap().unwrap()
}

async fn shop(service: &Service) -> Option<Shop> {
    company(service).await.shop
}

/// The code of this id, as a function reads it; nothing where the secret is gone.
async fn code(service: &Service, id: &str) -> Option<String> {
    let read = service.app.codes().read(&organization_id(1), id).await;
    read.ok().map(|code| code.to_string())
}

/// Numbers of the former shops, with the hours that they are still believed.
async fn former(service: &Service) -> Vec<(String, i64)> {
    let now = http::Clock::system().now();
    let hours = |until: jiff::Timestamp| (until.duration_since(now).as_secs() + 1800) / 3600;
    let former = company(service).await.former_shops.into_iter();
    former.map(|former| (former.shop.id, hours(former.until))).collect()
}

#[tokio::test]
async fn a_shop_is_set_with_its_code_in_a_secret_of_its_company() {
    let service = Service::start().await;
    service.app.organization().await;
    let done = shops(&service, "set", "QWERTY\n", &["--mnt-id", "54600817", "--sno", "1"]).await;
    assert_eq!(done.code, 0, "{done:?}");
    assert!(!format!("{done:?}").contains("QWERTY"), "a secret is not repeated");
    let shop = shop(&service).await.unwrap();
    assert_eq!((shop.id.as_str(), shop.test_mode), ("54600817", false));
    assert_eq!(shop.fiscal, Some(Fiscal { sno: 1, vat_tag: 1105 }));
    assert_eq!(code(&service, &shop.code_id).await.as_deref(), Some("QWERTY"));
    let of_another = service.app.codes().read(&organization_id(2), &shop.code_id).await;
    assert!(of_another.is_err(), "{of_another:?}");
}

#[tokio::test]
async fn a_shop_is_replaced_and_taken_away() {
    let service = Service::start().await;
    service.app.organization().await;
    for arguments in [&["--mnt-id", "1"][..], &["--mnt-id", "2", "--test-mode"]] {
        assert_eq!(shops(&service, "set", "code", arguments).await.code, 0);
    }
    let replaced = shop(&service).await.unwrap();
    assert_eq!((replaced.id.as_str(), replaced.test_mode, replaced.fiscal), ("2", true, None));
    for _ in 0..2 {
        assert_eq!(shops(&service, "clear", "", &[]).await.code, 0);
        assert_eq!(shop(&service).await, None);
    }
}

#[tokio::test]
async fn a_shop_that_was_replaced_is_believed_for_a_while_unless_its_code_is_known() {
    let service = Service::start().await;
    service.app.organization().await;
    for number in ["1", "2"] {
        assert_eq!(shops(&service, "set", "code", &["--mnt-id", number]).await.code, 0);
    }
    assert_eq!(former(&service).await, [("1".to_owned(), 72)]);
    let cleared = shops(&service, "clear", "", &["--former-hours", "51"]).await;
    assert!(cleared.code == 0 && cleared.out.contains("верим до"), "{cleared:?}");
    assert_eq!(former(&service).await, [("1".to_owned(), 72), ("2".to_owned(), 51)]);
    assert_eq!(shops(&service, "set", "code", &["--mnt-id", "3"]).await.code, 0);
    let known = shops(&service, "set", "another", &["--mnt-id", "3", "--former-hours", "0"]).await;
    assert!(known.code == 0 && !known.out.contains("верим до"), "{known:?}");
    assert_eq!(former(&service).await, []);
}

#[tokio::test]
async fn what_cannot_be_set_says_why_and_changes_nothing() {
    let service = Service::start().await;
    let nobody = shops(&service, "set", "code", &["--mnt-id", "1"]).await;
    assert!(nobody.code == 1 && nobody.err.contains("нет в таблице"), "{nobody:?}");
    service.app.organization().await;
    let silent = shops(&service, "set", " \n", &["--mnt-id", "1"]).await;
    assert!(silent.code == 1 && silent.err.contains("стандартный ввод"), "{silent:?}");
    let letters = shops(&service, "set", "code", &["--mnt-id", "one"]).await;
    assert_eq!(letters.code, 2, "{letters:?}");
    assert_eq!(shop(&service).await, None);
}

#[tokio::test]
async fn a_code_that_is_no_longer_believed_is_deleted() {
    let service = Service::start().await;
    service.app.organization().await;
    shops(&service, "set", "first", &["--mnt-id", "1"]).await;
    let first = shop(&service).await.unwrap().code_id;
    shops(&service, "set", "second", &["--mnt-id", "1"]).await;
    let second = shop(&service).await.unwrap().code_id;
    assert_eq!(code(&service, &first).await.as_deref(), Some("first"), "a former code is believed for a while");
    shops(&service, "set", "third", &["--mnt-id", "1", "--former-hours", "0"]).await;
    let third = shop(&service).await.unwrap().code_id;
    assert_eq!((code(&service, &first).await, code(&service, &second).await), (None, None));
    assert_eq!(code(&service, &third).await.as_deref(), Some("third"));
    shops(&service, "clear", "", &["--former-hours", "0"]).await;
    assert_eq!((code(&service, &third).await, service.app.codes_kept()), (None, 0));
}

#[tokio::test]
async fn codes_of_former_shops_are_tidied_away_when_their_time_is_over() {
    let service = Service::start().await;
    service.app.organization().await;
    for number in ["1", "2"] {
        shops(&service, "set", number, &["--mnt-id", number]).await;
    }
    let early = shops(&service, "tidy", "", &[]).await;
    assert!(early.code == 0 && early.out.contains("удалено 0") && early.out.contains("верим до"), "{early:?}");
    let mut item = company(&service).await;
    item.former_shops[0].until = http::Clock::system().now();
    service.app.table.put(&item).await.unwrap();
    let late = shops(&service, "tidy", "", &[]).await;
    assert!(late.code == 0 && late.out.contains("удалено 1"), "{late:?}");
    let left = company(&service).await;
    assert_eq!((left.former_shops.len(), code(&service, &item.former_shops[0].shop.code_id).await), (0, None));
    assert_eq!(code(&service, &left.shop.unwrap().code_id).await.as_deref(), Some("2"));
}

#[tokio::test]
async fn where_the_secret_cannot_be_written_the_shop_stays_as_it_was() {
    let service = Service::start().await;
    service.app.organization().await;
    let away =
        shops_at(&service, (&testkit::endpoint(), "http://127.0.0.1:9"), "set", "code", &["--mnt-id", "1"]).await;
    assert!(away.code == 1 && away.err.contains("хранилище секретов"), "{away:?}");
    assert_eq!(shop(&service).await, None);
}

#[tokio::test]
async fn where_the_shop_cannot_be_written_its_code_is_taken_back() {
    let service = Service::start().await;
    service.app.organization().await;
    let proxy = FaultProxy::start().await;
    proxy.plan("UpdateItem", Fault::Throttle, BEYOND_RETRIES);
    let (table, secrets) = (proxy.endpoint.clone(), testkit::codes_endpoint());
    let refused = shops_at(&service, (&table, &secrets), "set", "code", &["--mnt-id", "1"]).await;
    assert_eq!((refused.code, shop(&service).await, service.app.codes_kept()), (1, None, 0), "{refused:?}");
}

#[tokio::test]
async fn a_shop_that_was_written_keeps_its_code_though_the_answer_was_lost() {
    let service = Service::start().await;
    service.app.organization().await;
    let proxy = FaultProxy::start().await;
    proxy.plan("UpdateItem", Fault::LoseReply, 1);
    let (table, secrets) = (proxy.endpoint.clone(), testkit::codes_endpoint());
    let done = shops_at(&service, (&table, &secrets), "set", "code", &["--mnt-id", "1"]).await;
    assert_eq!((done.code, service.app.codes_kept()), (0, 1), "{done:?}");
    let shop = shop(&service).await.unwrap();
    assert_eq!(code(&service, &shop.code_id).await.as_deref(), Some("code"));
}
