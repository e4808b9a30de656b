//! The inbox speaks to the real SES client.

use aws_sdk_ses::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_ses::primitives::Blob;
use aws_sdk_ses::types::RawMessage;
use serde_json::Value;

use crate::process::System;

const MAIL: &str = "From: =?utf-8?B?0JrQsNCx0LjQvdC10YI=?= <no-reply@localhost>\r\nTo: anna@example.ru\r\n\
    Subject: =?utf-8?B?0JrQstC40YLQsNC90YbQuNGP?=\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
    http://localhost/a#token=1.\r\n--b\r\nContent-Type: application/pdf; name=k.pdf\r\n\
    Content-Disposition: attachment; filename=k.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--b--\r\n";

async fn send(url: &str, raw: &str) -> Result<String, String> {
    let configuration = aws_sdk_ses::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("local"))
        .credentials_provider(Credentials::new("local", "local", None, None, "local"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(format!("{url}/_local/ses"))
        .build();
    let message = RawMessage::builder().data(Blob::new(raw)).build().unwrap();
    let request = aws_sdk_ses::Client::from_conf(configuration).send_raw_email().raw_message(message);
    let sent = request.destinations("anna@example.ru").send().await;
    sent.map(|sent| sent.message_id().to_owned()).map_err(|error| format!("{error:?}"))
}

#[tokio::test]
async fn a_mail_of_the_real_client_is_shown_with_its_links_and_attachments() {
    let system = System::start(&["--memory", "--no-demo"]);
    let id = send(&system.url, MAIL).await.unwrap();
    let (_, mails) = system.call("GET", "/_local/mail?to=anna@example.ru", "", &Value::Null);
    let mail = &mails[0];
    assert_eq!(mail["id"], id);
    assert_eq!(mail["subject"], "Квитанция");
    assert_eq!(mail["links"][0], "http://localhost/a#token=1");
    assert_eq!((&mail["attachments"][0]["name"], &mail["attachments"][0]["size"]), (&"k.pdf".into(), &4.into()));
    let (_, nobody) = system.call("GET", "/_local/mail?to=boris@example.ru", "", &Value::Null);
    assert_eq!(nobody, Value::Array(Vec::new()));
}
