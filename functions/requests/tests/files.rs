//! What comes with a message, and what does not.

use std::time::Duration;

use serde_json::{Value, json};
use testkit::{Answer, Fault, FaultProxy, TestApp, fetch, samples, send_form};

use crate::world::{account, appeals, beginning, begun, home, ivanov, leak, petrova};

/// A photograph of four pixels.
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x04JF\xff\xc0\0\x0b\x08\0\x02\0\x02\x01\x01\x11\0\xff\xda\0\x02\xff\xd9";
const PDF: &[u8] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n";

async fn asked(app: &TestApp, user: &domain::UserId, body: &Value) -> Answer {
    let path = format!("/api/accounts/{}/uploads", account());
    app.post(&path).bearer(&app.token(user)).json(body).send().await
}

/// A form for a file of this name.
async fn form(app: &TestApp, name: &str) -> Value {
    let answer = asked(app, &ivanov(), &json!({"name": name, "size": 100})).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()
}

/// A file that was sent; the id of its upload.
async fn sent(app: &TestApp, name: &str, bytes: &[u8]) -> Value {
    let form = form(app, name).await;
    assert_eq!(send_form(&form, bytes).await.0, 204);
    form["id"].clone()
}

/// An appeal with these uploads.
async fn begin_with(app: &TestApp, key: &str, files: &[Value]) -> Answer {
    let mut body = leak();
    body["files"] = json!(files);
    beginning(app, key).json(&body).send().await
}

fn fault(field: &str, code: &str) -> (u16, Vec<(String, String)>) {
    (422, vec![(field.to_owned(), code.to_owned())])
}

fn told(answer: &Answer) -> (u16, Vec<(String, String)>) {
    (answer.status, answer.fields())
}

async fn link(app: &TestApp, user: &domain::UserId, appeal: &str, file: &str) -> Answer {
    app.get(&appeals(&format!("/{appeal}/files/{file}"))).bearer(&app.token(user)).send().await
}

#[tokio::test]
async fn a_file_comes_with_its_message_and_is_fetched_as_it_was_sent() {
    let app = home().await;
    let files = [sent(&app, "../кран.jpg", JPEG).await, sent(&app, "акт", PDF).await];
    let begun = begin_with(&app, "1", &files).await;
    assert_eq!(begun.status, 201, "{}", begun.text());
    let (begun, shown) = (begun.json(), begun.json()["thread"][0]["files"].clone());
    let of = |place: usize, field: &str| shown[place][field].clone();
    assert_eq!(
        (of(0, "name"), of(0, "type"), of(0, "size")),
        (json!("кран.jpg"), json!("image/jpeg"), json!(JPEG.len()))
    );
    assert_eq!(of(1, "type"), "application/pdf");
    let link = link(&app, &ivanov(), begun["id"].as_str().unwrap(), of(1, "id").as_str().unwrap()).await.json();
    let (status, disposition, kind, bytes) = fetch(link["url"].as_str().unwrap()).await;
    assert_eq!((status, kind.as_str(), bytes.as_slice()), (200, "application/pdf", PDF));
    assert_eq!(disposition, "attachment; filename=\"file.pdf\"; filename*=UTF-8''%D0%B0%D0%BA%D1%82.pdf");
}

#[tokio::test]
async fn files_come_with_later_messages_too() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    let body = json!({"text": "Вот.", "files": [sent(&app, "a.jpg", JPEG).await]});
    let call = || app.post(&appeals(&format!("/{appeal}/messages"))).bearer(&app.token(&ivanov()));
    let first = call().header("idempotency-key", "2").json(&body).send().await;
    let again = call().header("idempotency-key", "2").json(&body).send().await;
    assert_eq!((first.status, first.json()), (201, again.json()));
    assert_eq!(first.json()["files"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_file_is_what_is_in_it_whatever_it_is_called() {
    let app = home().await;
    for (index, bytes) in [&b"<svg onload=alert(1)>"[..], b"MZ\x90\0", b"PK\x03\x04", b"\xff"].iter().enumerate() {
        let upload = sent(&app, "кран.jpg", bytes).await;
        let answer = begin_with(&app, &index.to_string(), &[upload]).await;
        assert_eq!(told(&answer), fault("files[0]", "file_type_not_allowed"));
    }
    let list = app.get(&appeals("")).bearer(&app.token(&ivanov())).send().await.json();
    assert_eq!(list["items"], json!([]), "nothing was written");
}

#[tokio::test]
async fn a_good_file_beside_a_bad_one_is_not_kept() {
    let app = home().await;
    let files = [sent(&app, "кран.jpg", JPEG).await, sent(&app, "акт", b"%PDF-1.7\n and no end").await];
    assert_eq!(told(&begin_with(&app, "1", &files).await), fault("files[1]", "file_broken"));
    let (storage, now) = (app.app.storage().unwrap(), app.clock.now());
    let good = format!("{}{}", table::keys::kept_files(&ivanov()), files[0].as_str().unwrap());
    let kept = storage.look(&good, 1, now).await.unwrap();
    assert!(kept.is_none(), "no message leads to it, and nothing would ever sweep it away");
    assert_eq!(begin_with(&app, "2", &files[..1]).await.status, 201);
    assert!(storage.look(&good, 1, now).await.unwrap().is_some());
}

#[tokio::test]
async fn a_picture_that_is_none_does_not_come_however_it_begins() {
    let app = home().await;
    let bomb = domain::appeal::file::samples::png(60_000, 60_000);
    let cases: [(&[u8], &str); 4] = [
        (b"\xff\xd8\xff<script>alert(1)</script>", "file_broken"),
        (b"\x89PNG\r\n\x1a\n", "file_broken"),
        (b"%PDF-1.7\n and no end", "file_broken"),
        (&bomb, "picture_too_many_pixels"),
    ];
    for (index, (bytes, code)) in cases.into_iter().enumerate() {
        let upload = sent(&app, "кран.jpg", bytes).await;
        assert_eq!(told(&begin_with(&app, &index.to_string(), &[upload]).await), fault("files[0]", code));
    }
}

#[tokio::test]
async fn the_store_refuses_what_is_too_large_or_nothing_or_too_late() {
    let app = home().await;
    let form = form(&app, "a.jpg").await;
    let large = vec![0xff; 5 * 1024 * 1024 + 1];
    let refused = [send_form(&form, &large).await, send_form(&form, b"").await];
    assert!(refused[0].0 == 400 && refused[0].1.contains("EntityTooLarge"), "{refused:?}");
    assert!(refused[1].0 == 400 && refused[1].1.contains("EntityTooSmall"), "{refused:?}");
    assert_eq!(told(&begin_with(&app, "1", &[form["id"].clone()]).await), fault("files[0]", "upload_missing"));
    app.clock.advance(15 * 60);
    assert_eq!(send_form(&form, JPEG).await.0, 403);
}

#[tokio::test]
async fn a_form_is_good_for_its_own_object_only() {
    let app = home().await;
    let form = form(&app, "a.jpg").await;
    for (field, value) in [
        ("key", "files/kept/somebody/0".to_owned()),
        ("policy", form["fields"]["policy"].as_str().unwrap().replacen('e', "f", 1)),
        ("x-amz-signature", "0".repeat(64)),
        ("acl", "public-read".to_owned()),
    ] {
        let mut forged = form.clone();
        forged["fields"][field] = json!(value);
        assert_eq!(send_form(&forged, JPEG).await.0, 403, "{field}");
    }
    assert_eq!(send_form(&form, JPEG).await.0, 204);
}

#[tokio::test]
async fn what_is_sent_after_the_look_changes_nothing() {
    let app = home().await;
    let form = form(&app, "a.jpg").await;
    send_form(&form, JPEG).await;
    let begun = begin_with(&app, "1", &[form["id"].clone()]).await.json();
    assert_eq!(send_form(&form, b"MZ\x90\0").await.0, 204, "the form still works");
    let file = begun["thread"][0]["files"][0]["id"].as_str().unwrap().to_owned();
    let link = link(&app, &ivanov(), begun["id"].as_str().unwrap(), &file).await.json();
    assert_eq!(fetch(link["url"].as_str().unwrap()).await.3, JPEG);
}

#[tokio::test]
async fn an_upload_comes_with_one_message_only() {
    let app = home().await;
    let upload = sent(&app, "a.jpg", JPEG).await;
    let twice = begin_with(&app, "1", &[upload.clone(), upload.clone()]).await;
    assert_eq!(told(&twice), fault("files[1]", "duplicate"));
    assert_eq!(begin_with(&app, "1", std::slice::from_ref(&upload)).await.status, 201);
    assert_eq!(begin_with(&app, "1", std::slice::from_ref(&upload)).await.status, 201, "the same call");
    assert_eq!(told(&begin_with(&app, "2", &[upload]).await), fault("files[0]", "upload_unknown"));
}

#[tokio::test]
async fn of_two_messages_at_once_one_gets_the_file() {
    let app = home().await;
    let upload = [sent(&app, "a.jpg", JPEG).await];
    let (one, other) = tokio::join!(begin_with(&app, "1", &upload), begin_with(&app, "2", &upload));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 422]);
}

/// What a call comes to, and the same call that looks for its key before the first has written it, and for its files after.
async fn twice(app: &TestApp, call: impl AsyncFn(&TestApp) -> Answer) -> [Answer; 2] {
    let proxy = FaultProxy::start().await;
    let slow = app.behind(&proxy.endpoint, requests::router);
    proxy.plan("UpdateItem", Fault::Delay(Duration::from_secs(1)), 1);
    let first = async {
        proxy.begun().await;
        call(app).await
    };
    tokio::join!(first, call(&slow)).into()
}

#[tokio::test]
async fn a_call_whose_files_the_same_call_has_claimed_is_answered_as_that() {
    let app = home().await;
    let files = [sent(&app, "a.jpg", JPEG).await];
    let [first, second] = twice(&app, async |app| begin_with(app, "1", &files).await).await;
    assert_eq!((first.status, second.status, first.json()), (201, 201, second.json()), "{}", second.text());
    let path = appeals(&format!("/{}/messages", first.json()["id"].as_str().unwrap()));
    let body = json!({"text": "Вот.", "files": [sent(&app, "b.jpg", JPEG).await]});
    let written = twice(&app, async |app| {
        app.post(&path).bearer(&app.token(&ivanov())).header("idempotency-key", "2").json(&body).send().await
    });
    let [first, second] = written.await;
    assert_eq!((first.status, second.status, first.json()), (201, 201, second.json()), "{}", second.text());
}

#[tokio::test]
async fn somebody_elses_a_forgotten_and_an_invented_upload_look_the_same() {
    let app = home().await;
    let theirs = asked(&app, &petrova(), &json!({"name": "a.jpg", "size": 1})).await.json();
    send_form(&theirs, JPEG).await;
    let old = sent(&app, "a.jpg", JPEG).await;
    app.clock.advance(24 * 3600);
    for (key, id) in [("1", theirs["id"].clone()), ("2", old), ("3", json!("0".repeat(26))), ("4", json!("../a#b"))] {
        assert_eq!(told(&begin_with(&app, key, &[id]).await), fault("files[0]", "upload_unknown"));
    }
}

#[tokio::test]
async fn a_message_has_five_files_at_most() {
    let app = home().await;
    let ids: Vec<Value> = (0..6).map(|number| json!(number.to_string().repeat(26))).collect();
    assert_eq!(told(&begin_with(&app, "1", &ids).await), fault("files", "too_many"));
}

#[tokio::test]
async fn what_was_refused_can_be_sent_again_without_its_file() {
    let app = home().await;
    let upload = sent(&app, "a.jpg", b"nothing good").await;
    assert_eq!(begin_with(&app, "1", &[upload]).await.status, 422);
    assert_eq!(begin_with(&app, "1", &[]).await.status, 201);
}

#[tokio::test]
async fn a_neighbour_a_stranger_and_an_old_link_reach_no_file() {
    let app = home().await;
    let begun = begin_with(&app, "1", &[sent(&app, "a.jpg", JPEG).await]).await.json();
    let (appeal, file) = (begun["id"].as_str().unwrap(), begun["thread"][0]["files"][0]["id"].as_str().unwrap());
    assert_eq!(link(&app, &petrova(), appeal, file).await.problem(), (404, "not_found".into()));
    for other in [file.replace("-0", "-1"), "0-0".into(), format!("{}-0", "0".repeat(26))] {
        assert_eq!(link(&app, &ivanov(), appeal, &other).await.problem(), (404, "not_found".into()), "{other}");
    }
    let link = link(&app, &ivanov(), appeal, file).await.json()["url"].as_str().unwrap().to_owned();
    for forged in [link.replace("attachment", "inline"), link.split('?').next().unwrap().to_owned()] {
        assert_eq!(fetch(&forged).await.0, 403, "{forged}");
    }
    assert_eq!(fetch(&link).await.0, 200);
    app.clock.advance(300);
    assert_eq!(fetch(&link).await.0, 403);
}

#[tokio::test]
async fn an_upload_is_asked_for_in_words_that_read() {
    let app = home().await;
    for (body, field, code) in [
        (json!({"name": "a.jpg", "size": 0}), "size", "file_empty"),
        (json!({"name": "a.jpg", "size": 5_242_881}), "size", "file_too_large"),
        (json!({"name": "a.jpg", "size": -1}), "size", "wrong_type"),
        (json!({"name": "папка/", "size": 1}), "name", "required"),
        (json!({"name": "a\u{202e}gpj.exe", "size": 1}), "name", "control_characters"),
        (json!({"name": "я".repeat(121), "size": 1}), "name", "too_long"),
        (json!({"name": "a.jpg", "size": 1, "type": "image/jpeg"}), "type", "unknown_field"),
    ] {
        assert_eq!(told(&asked(&app, &ivanov(), &body).await), fault(field, code), "{body}");
    }
    let foreign = format!("/api/accounts/{}/uploads", samples::account_id("100200301"));
    let answer = app.post(&foreign).bearer(&app.token(&ivanov())).json(&json!({"x": 1})).send().await;
    assert_eq!(answer.problem(), (404, "not_found".into()));
}

#[tokio::test]
async fn a_hundred_files_a_day_are_enough() {
    let app = home().await;
    for _ in 0..100 {
        form(&app, "a.jpg").await;
    }
    let refused = asked(&app, &ivanov(), &json!({"name": "a.jpg", "size": 1})).await;
    assert_eq!(refused.problem(), (429, "too_many_requests".into()));
}
