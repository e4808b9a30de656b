//! The client of the functions against the secrets of this machine.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

use std::path::Path;

use aws_credential_types::Credentials;
use secrets::{Codes, SecretsError};
use testkit::samples::organization_id;
use vault::Vault;

fn credentials(secret: &str) -> Credentials {
    Credentials::new("test", secret, None, None, "test")
}

/// The secrets of a file behind a port of this machine, and its address.
async fn serve(file: &Path) -> String {
    let clock = http::Clock::system();
    let vault = Vault::open(Some(file.to_owned()), credentials("secret"), move || clock.now()).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}/_local/secrets", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, vault::router("/_local/secrets", vault)).await });
    endpoint
}

fn codes(endpoint: &str, secret: &str) -> Codes {
    Codes::on_this_machine(endpoint, credentials(secret), "kabinet/codes")
}

#[tokio::test]
async fn a_code_is_kept_read_and_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let codes = codes(&serve(&folder.path().join("secrets.json")).await, "secret");
    let company = organization_id(1);
    codes.keep(&company, "first", "QWERTY «»").await.unwrap();
    assert_eq!(&*codes.read(&company, "first").await.unwrap(), "QWERTY «»");
    let nothing = |name: &str| Err(SecretsError::Missing(name.to_owned()));
    let name = codes.name(&organization_id(2), "first");
    assert_eq!(codes.read(&organization_id(2), "first").await, nothing(&name), "of another company");
    for _ in 0..2 {
        codes.delete(&company, "first").await.unwrap();
    }
    assert_eq!(&*codes.read(&company, "first").await.unwrap(), "QWERTY «»", "what was read is not asked for again");
    let name = codes.name(&company, "first");
    assert_eq!(codes.forgotten().read(&company, "first").await, nothing(&name));
}

#[tokio::test]
async fn a_name_never_gets_another_code() {
    let folder = tempfile::tempdir().unwrap();
    let codes = codes(&serve(&folder.path().join("secrets.json")).await, "secret");
    codes.keep(&organization_id(1), "first", "QWERTY").await.unwrap();
    let second = codes.keep(&organization_id(1), "first", "ASDFGH").await;
    assert!(matches!(second, Err(SecretsError::Broken(cause)) if cause.contains("ResourceExistsException")));
    assert_eq!(&*codes.read(&organization_id(1), "first").await.unwrap(), "QWERTY");
}

#[tokio::test]
async fn whoever_has_not_signed_gets_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let endpoint = serve(&folder.path().join("secrets.json")).await;
    codes(&endpoint, "secret").keep(&organization_id(1), "first", "QWERTY").await.unwrap();
    let stranger = codes(&endpoint, "guessed").read(&organization_id(1), "first").await;
    assert!(matches!(stranger, Err(SecretsError::Broken(cause)) if cause.contains("AccessDeniedException")));
}

#[tokio::test]
async fn secrets_are_there_after_the_process_was_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secrets.json");
    codes(&serve(&file).await, "secret").keep(&organization_id(1), "first", "QWERTY").await.unwrap();
    let again = codes(&serve(&file).await, "secret");
    assert_eq!(&*again.read(&organization_id(1), "first").await.unwrap(), "QWERTY");
}

#[tokio::test]
async fn where_nobody_answers_the_code_may_be_asked_for_again() {
    let codes = codes("http://127.0.0.1:9", "secret");
    let nobody = codes.read(&organization_id(1), "first").await;
    assert!(matches!(nobody, Err(SecretsError::Unavailable(_))), "{nobody:?}");
}
