//! Integrity codes of a system on one machine: where they lie, and how an operator reaches them.

use aws_credential_types::Credentials;
use secrets::Codes;
use serde_json::Value;
use table::Table;
use table::entities::organization::OrganizationItem;
use tempfile::TempDir;

use crate::process::System;

/// What is printed of the shops.
fn shops(system: &System) -> Vec<&String> {
    system.lines.iter().filter(|line| line.starts_with("moneta ")).collect()
}

#[test]
fn codes_are_in_the_vault_and_not_in_the_store_and_the_same_after_a_kill() {
    let data = TempDir::new().unwrap();
    let arguments = ["--no-demo", "--data-dir", data.path().to_str().unwrap()];
    let system = System::start(&arguments);
    let code = system.word("moneta ", "integrity_code");
    let kept = |name: &str| String::from_utf8_lossy(&std::fs::read(data.path().join(name)).unwrap()).contains(&code);
    let stores =
        || std::fs::read_dir(data.path()).unwrap().filter_map(|entry| entry.unwrap().file_name().into_string().ok());
    assert!(kept("secrets.json"));
    assert!(stores().filter(|name| name.starts_with("store.db")).all(|name| !kept(&name)));
    let before = shops(&system).into_iter().cloned().collect::<Vec<_>>();
    system.kill();

    let again = System::start(&arguments);
    assert_eq!(shops(&again), before.iter().collect::<Vec<_>>());
}

#[test]
fn whoever_has_no_key_of_this_system_gets_no_code() {
    let system = System::start(&["--memory", "--no-demo"]);
    let (status, answer) = system.call("POST", "/_local/secrets/", "", &serde_json::json!({"SecretId": "a"}));
    assert_eq!((status, &answer["__type"]), (400, &Value::from("AccessDeniedException")));
}

#[tokio::test]
async fn the_operators_environment_leads_to_table_and_secrets() {
    let system = System::start(&["--memory", "--no-demo"]);
    let word = |name: &str| system.word("operator ", name);
    let table = Table::on_this_machine(&word("AWS_ENDPOINT_URL_DYNAMODB"), &word("KABINET_TABLE"));
    let company = table.everything::<OrganizationItem>().await.unwrap().pop().unwrap();
    let credentials = (word("AWS_ACCESS_KEY_ID"), word("AWS_SECRET_ACCESS_KEY"));
    let credentials = Credentials::new(credentials.0, credentials.1, None, None, "operator");
    let (secrets, prefix) = (word("AWS_ENDPOINT_URL_SECRETS_MANAGER"), word("KABINET_CODES_PREFIX"));
    let (codes, shop) = (Codes::on_this_machine(&secrets, credentials, &prefix), company.shop.unwrap());
    let code = codes.read(&company.id, &shop.code_id).await.unwrap();
    assert_eq!(*code, *system.word("moneta ", "integrity_code"));
}
