use domain::appeal::{Appeal, MOST_MESSAGES, State};
use futures::future::join_all;
use serde_json::json;
use table::entities::message::{Content, Recipient};
use testkit::{Answer, samples};

use crate::appeals::Appeals;

async fn appeals() -> Appeals {
    Appeals::start(&json!({"email": "a@example.ru"})).await
}

#[tokio::test]
async fn an_answer_is_there_unread_and_mailed_to_the_contact() {
    let appeals = appeals().await;
    let answer = appeals.reply(&json!({"reply_id": "r-1", "text": "Мастер придёт завтра."})).await;
    assert_eq!((answer.status, &answer.json()["status"]), (200, &json!("answered")), "{}", answer.text());
    let item = appeals.item().await;
    assert!(item.appeal.state == State::Answered && item.unread && appeals.unread().await == 1);
    let words = appeals.messages().await.pop().unwrap();
    assert_eq!((words.text.as_str(), json!(words.id)), ("Мастер придёт завтра.", answer.json()["message"].clone()));
    let mails = appeals.mails().await;
    assert!(mails.len() == 1 && mails[0].to == Recipient::Address("a@example.ru".into()));
    assert!(matches!(&mails[0].content, Content::AppealAnswered { message, .. } if *message == words.id));
}

#[tokio::test]
async fn who_left_a_number_alone_is_mailed_at_the_profiles_address() {
    let appeals = Appeals::start(&json!({"phone": "+79171234567"})).await;
    appeals.reply(&json!({"reply_id": "r-1", "text": "Позвоним."})).await;
    assert_eq!(appeals.mails().await[0].to, Recipient::Person { user: samples::user_id(1) });
}

#[tokio::test]
async fn the_same_reply_however_often_and_however_late_is_one() {
    let appeals = appeals().await;
    let body = json!({"reply_id": "r-1", "text": "Мастер придёт завтра.", "status": "in_progress"});
    let answers = join_all((0..5).map(|_| appeals.reply(&body))).await;
    let first = answers[0].json();
    assert!(answers.iter().all(|answer| answer.status == 200 && answer.json() == first), "{first}");
    appeals.put(appeals.item().await.appeal.closed()).await;
    assert_eq!(appeals.reply(&body).await.json(), first, "closed meanwhile");
    assert_eq!((appeals.messages().await.len(), appeals.mails().await.len()), (2, 1));
    assert_eq!(appeals.unread().await, 1);
}

#[tokio::test]
async fn replies_at_once_are_all_there_and_one_unread_appeal() {
    let appeals = appeals().await;
    let bodies = [1, 2, 3].map(|number| json!({"reply_id": number.to_string(), "text": "Ещё."}));
    let answers = join_all(bodies.iter().map(|body| appeals.reply(body))).await;
    assert!(answers.iter().all(|answer| answer.status == 200));
    assert_eq!((appeals.messages().await.len(), appeals.unread().await), (4, 1));
    assert_eq!(appeals.item().await.appeal.answers, 3);
}

#[tokio::test]
async fn the_same_id_with_other_words_or_another_status_is_a_conflict() {
    let appeals = appeals().await;
    appeals.reply(&json!({"reply_id": "r-1", "text": "Завтра."})).await;
    for body in [
        json!({"reply_id": "r-1", "text": "Послезавтра."}),
        json!({"reply_id": "r-1", "text": "Завтра.", "status": "closed"}),
        json!({"reply_id": "r-1", "status": "in_progress"}),
    ] {
        assert_eq!(appeals.reply(&body).await.problem(), (409, "reply_id_reused".into()), "{body}");
    }
    assert_eq!(appeals.messages().await.len(), 2);
}

#[tokio::test]
async fn a_status_alone_is_neither_a_message_nor_a_mail() {
    let appeals = appeals().await;
    let answer = appeals.reply(&json!({"reply_id": "r-1", "status": "in_progress"})).await.json();
    assert_eq!((&answer["status"], &answer["message"]), (&json!("in_progress"), &json!(null)));
    assert!(appeals.mails().await.is_empty() && appeals.unread().await == 0);
    assert_eq!(appeals.item().await.appeal.state, State::InProgress);
}

#[tokio::test]
async fn only_the_resident_opens_a_closed_appeal() {
    let appeals = appeals().await;
    appeals.put(appeals.item().await.appeal.closed()).await;
    for body in [json!({"reply_id": "1", "text": "Ещё."}), json!({"reply_id": "2", "status": "in_progress"})] {
        let answer = appeals.reply(&body).await;
        assert_eq!(answer.problem(), (409, "appeal_closed".into()));
        assert_eq!(words(&answer), ["Обращение закрыто. Открыть его снова может только житель."; 2]);
    }
}

/// Title and detail of a refusal.
fn words(answer: &Answer) -> [String; 2] {
    ["title", "detail"].map(|part| answer.json()[part].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn a_full_appeal_is_closed_without_words() {
    let appeals = appeals().await;
    appeals.put(Appeal { messages: MOST_MESSAGES, ..appeals.item().await.appeal }).await;
    let answer = appeals.reply(&json!({"reply_id": "1", "text": "Ещё."})).await;
    assert_eq!(answer.problem(), (409, "appeal_full".into()));
    let told = "В этом обращении слишком много сообщений. Закройте его без текста: новое может начать только житель.";
    assert_eq!(words(&answer), [told; 2]);
    assert_eq!(appeals.reply(&json!({"reply_id": "2", "status": "closed"})).await.status, 200);
}

#[tokio::test]
async fn what_does_not_read_is_refused_with_its_field() {
    let appeals = appeals().await;
    appeals.reply(&json!({"reply_id": "0", "status": "in_progress"})).await;
    for (body, field, code) in [
        (json!({"reply_id": "1"}), "text", "required"),
        (json!({"reply_id": "1", "text": " \n"}), "text", "required"),
        (json!({"reply_id": "1", "status": "answered"}), "text", "required"),
        (json!({"reply_id": "1", "status": "closed"}), "text", "required"),
        (json!({"reply_id": "1", "text": "", "status": "answered"}), "text", "required"),
        (json!({"reply_id": "1", "text": "т".repeat(4001)}), "text", "too_long"),
        (json!({"reply_id": "1", "text": "a\u{0}b"}), "text", "control_characters"),
        (json!({"reply_id": "a#b", "text": "а"}), "reply_id", "reply_id_malformed"),
        (json!({"text": "а"}), "reply_id", "required"),
        (json!({"reply_id": "1", "status": "new"}), "status", "status_impossible"),
        (json!({"reply_id": "1", "text": "а", "by": "x"}), "by", "unknown_field"),
    ] {
        let answer = appeals.reply(&body).await;
        assert_eq!((answer.status, answer.fields()), (422, vec![(field.into(), code.into())]), "{body}");
    }
}

#[tokio::test]
async fn an_appeal_of_another_company_or_of_nobody_is_not_there_whatever_is_sent() {
    let appeals = appeals().await;
    let foreign = appeals.accounting.app.exchange_key(2).await;
    for body in [json!({"reply_id": "1", "text": "а"}), json!({"x": 1})] {
        assert_eq!(appeals.reply_as(&foreign, &body).await.problem(), (404, "not_found".into()));
        assert_eq!(appeals.reply_as("kab_x", &body).await.problem(), (401, "key_invalid".into()));
    }
}

#[tokio::test]
async fn who_has_left_is_not_answered() {
    let appeals = appeals().await;
    appeals.reply(&json!({"reply_id": "1", "text": "а"})).await;
    appeals.accounting.app.table.erase_rest(&samples::user_id(1)).await.unwrap();
    assert_eq!(appeals.reply(&json!({"reply_id": "1", "text": "а"})).await.problem(), (404, "not_found".into()));
    assert!(appeals.messages().await.is_empty());
}
