use std::process::Stdio;

use http::SealingKey;
use table::entities::organization::{Fiscal, OrganizationItem, Shop};
use testkit::samples::organization_id;
use tokio::io::AsyncWriteExt as _;

use crate::service::{Outcome, Service};

const SEALING_KEY: &str = "a secret of no fewer than thirty-two characters";

/// Runs `kabinet shops` for company 1 with the code on its standard input.
async fn shops(service: &Service, command: &str, code: &str, arguments: &[&str]) -> Outcome {
    let mut program = tokio::process::Command::new(env!("CARGO_BIN_EXE_kabinet"));
    let organization = organization_id(1).to_string();
    program.args(["shops", command, "--table", &service.app.settings.table, "--endpoint", &testkit::endpoint()]);
    program.args(["--organization", &organization]).args(arguments).env("KABINET_SEALING_KEY", SEALING_KEY);
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

/// Numbers of the former shops, with the hours that they are still believed.
async fn former(service: &Service) -> Vec<(String, i64)> {
    let now = http::Clock::system().now();
    let hours = |until: jiff::Timestamp| (until.duration_since(now).as_secs() + 1800) / 3600;
    let former = company(service).await.former_shops.into_iter();
    former.map(|former| (former.shop.id, hours(former.until))).collect()
}

#[tokio::test]
async fn a_shop_is_set_with_its_code_sealed_for_its_company() {
    let service = Service::start().await;
    service.app.organization().await;
    let done = shops(&service, "set", "QWERTY\n", &["--mnt-id", "54600817", "--sno", "1"]).await;
    assert_eq!(done.code, 0, "{done:?}");
    assert!(!format!("{done:?}").contains("QWERTY"), "a secret is not repeated");
    let shop = shop(&service).await.unwrap();
    assert_eq!((shop.id.as_str(), shop.test_mode), ("54600817", false));
    assert_eq!(shop.fiscal, Some(Fiscal { sno: 1, vat_tag: 1105 }));
    let key = SealingKey::parse(SEALING_KEY).unwrap();
    assert_eq!(key.open(&shop.sealed_code, organization_id(1).as_str()).unwrap(), "QWERTY");
    assert!(key.open(&shop.sealed_code, organization_id(2).as_str()).is_err(), "of another company");
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
    let short = shops(&service, "set", "code", &["--mnt-id", "1", "--sealing-key", "short"]).await;
    assert!(short.code == 1 && short.err.contains("KABINET_SEALING_KEY"), "{short:?}");
    let letters = shops(&service, "set", "code", &["--mnt-id", "one"]).await;
    assert_eq!(letters.code, 2, "{letters:?}");
    assert_eq!(shop(&service).await, None);
}
