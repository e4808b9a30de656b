use domain::organization::OverdueVerification;
use jiff::civil::date;
use serde_json::json;
use table::entities::action::{ActionCode, ActionsOf};
use table::entities::erasure::Erasure;
use table::entities::meter::Archived;
use testkit::samples;

use crate::flat::{Flat, account, ivanov, power, row, verdict, verdicts, water};

#[tokio::test]
async fn a_reading_is_accepted_with_its_consumption_and_is_the_latest() {
    let flat = Flat::with(&[water()]).await;
    let answer = flat.water_shows("128,950").await;
    let expected = json!({"items": [{"meter_id": water().id, "status": "accepted", "consumption": ["5.5"]}]});
    assert_eq!((answer.status, answer.json()), (200, expected));
    let meter = &flat.get().await.json()["items"][0];
    let last = json!({"values": ["128.95"], "taken_on": "2026-10-20", "source": "resident", "by_me": true,
        "consumption": ["5.5"]});
    assert_eq!((&meter["last"], &meter["sent"]), (&last, &json!(true)));
}

#[tokio::test]
async fn six_readings_are_one_transaction() {
    let meters: Vec<_> = (1..=6).map(|place| samples::meter(crate::flat::NUMBER, &format!("№ {place}"))).collect();
    let flat = Flat::with(&meters).await;
    let rows: Vec<_> = meters.iter().map(|meter| row(meter, &["130"])).collect();
    let answer = flat.post(&rows).await;
    assert!(verdicts(&answer).iter().all(|(status, _)| status == "accepted"), "{}", answer.text());
    assert_eq!(answer.usage.round_trips, 2, "one to read, one to write");
    let corrected: Vec<_> = meters.iter().map(|meter| row(meter, &["131"])).collect();
    let answer = flat.post_named("a", &corrected).await;
    assert!(verdicts(&answer).iter().all(|(status, _)| status == "accepted"), "{}", answer.text());
    assert_eq!(answer.usage.round_trips, 2, "nor does a name cost another one");
}

#[tokio::test]
async fn who_was_erased_enters_nothing_though_the_token_lives() {
    let flat = Flat::with(&[water()]).await;
    flat.app.table.put(&Erasure { user: ivanov(), at: flat.app.clock.now() }).await.unwrap();
    assert_eq!(flat.water_shows("128,950").await.problem(), (401, "unauthorized".to_owned()));
    assert_eq!(flat.stored(&water()).await, []);
}

#[tokio::test]
async fn what_was_sent_stands_in_the_trail_once_a_form_and_not_where_nothing_is_new() {
    let flat = Flat::with(&[water(), power()]).await;
    let rows = [row(&water(), &["130"]), row(&power(), &["1001", "сто"])];
    flat.post(&rows).await;
    flat.post(&rows).await;
    let actions = flat.app.table.query_all(&ActionsOf { user: &ivanov() }).await.unwrap();
    let told: Vec<_> = actions.into_iter().map(|action| (action.code, action.detail)).collect();
    assert_eq!(told, [(ActionCode::ReadingsSent, Some(crate::flat::NUMBER.to_owned()))]);
}

#[tokio::test]
async fn good_readings_are_kept_when_another_is_wrong() {
    let flat = Flat::with(&[water(), power()]).await;
    let answer = flat.post(&[row(&water(), &["130"]), row(&power(), &["1001", "сто"])]).await;
    let expected = [("accepted", ""), ("rejected", "not_a_number")];
    assert_eq!(verdicts(&answer), expected.map(|(status, code)| (status.to_owned(), code.to_owned())));
    assert_eq!(answer.json()["items"][1]["zone"], 1);
    assert_eq!((flat.stored(&water()).await.len(), flat.stored(&power()).await.len()), (1, 0));
}

#[tokio::test]
async fn a_row_that_does_not_read_keeps_no_other_back() {
    let flat = Flat::with(&[water()]).await;
    let named = |meter_id: serde_json::Value| json!({"meter_id": meter_id, "values": ["1"]});
    let unread = [
        (named(json!(5)), "wrong_type", "meter_id"),
        (named(json!(null)), "wrong_type", "meter_id"),
        (named(json!({"id": "1"})), "wrong_type", "meter_id"),
        (named(json!(["1"])), "wrong_type", "meter_id"),
        (json!({"values": ["1"]}), "required", "meter_id"),
        (json!({"meter_id": water().id}), "required", "values"),
        (json!({"meter_id": water().id, "values": ["1"], "confirm": ["yes"]}), "unknown_value", "confirm[0]"),
        (json!({"meter_id": water().id, "values": ["1"], "confirm": "jump"}), "wrong_type", "confirm"),
        (json!({"meter_id": water().id, "values": ["1"], "extra": 1}), "unknown_field", "extra"),
        (json!(null), "wrong_type", ""),
        (json!("1"), "wrong_type", ""),
        (json!([]), "wrong_type", ""),
    ];
    let rows: Vec<_> = unread.iter().map(|(row, ..)| row.clone()).chain([row(&water(), &["130"])]).collect();
    let answer = flat.post(&rows).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let items = answer.json()["items"].clone();
    for (index, (row, code, field)) in unread.iter().enumerate() {
        let item = &items[index];
        assert_eq!(
            (&item["status"], &item["code"], &item["field"]),
            (&"rejected".into(), &(*code).into(), &(*field).into())
        );
        let named = row.get("meter_id").filter(|id| id.is_string()).cloned().unwrap_or_default();
        assert_eq!(item["meter_id"], named);
        assert!(item["message"].as_str().unwrap().ends_with('.'), "a sentence for people");
    }
    assert_eq!(items[unread.len()]["status"], "accepted");
    assert_eq!(flat.stored(&water()).await.len(), 1);
}

#[tokio::test]
async fn each_rule_has_its_code() {
    let flat = Flat::with(&[water()]).await;
    let rules = [
        ("abc", "not_a_number"),
        ("", "not_a_number"),
        ("1.2345", "too_many_decimals"),
        ("-1", "negative"),
        ("100000", "too_large_for_digits"),
        ("123", "below_previous"),
        ("300", "needs_confirmation"),
    ];
    for (value, code) in rules {
        assert_eq!(verdict(&flat.water_shows(value).await), code, "{value}");
    }
    assert_eq!(flat.stored(&water()).await, []);
}

#[tokio::test]
async fn hostile_values_are_rejected_by_row() {
    let flat = Flat::with(&[water()]).await;
    let long = "1".repeat(10_000);
    let hostile = [
        "NaN",
        "1e309",
        "Infinity",
        "-0.001",
        "١٢٣",
        "１２３",
        "12\0",
        "{{7*7}}",
        "<script>",
        "=HYPERLINK()",
        "1 000",
        "12\u{200d}3",
        "\u{202e}321",
        "9223372036854775808",
        &long,
        "+",
    ];
    for value in hostile {
        assert_eq!(verdicts(&flat.water_shows(value).await)[0].0, "rejected", "{value:?}");
    }
    for values in [json!(null), json!([]), json!({}), json!("130"), json!([130]), json!([null]), json!(["130", "1"])] {
        let answer = flat.post(&[json!({"meter_id": water().id, "values": values})]).await;
        assert_eq!(verdicts(&answer)[0].0, "rejected", "{values}");
    }
}

#[tokio::test]
async fn hostile_ids_are_unknown_meters_and_keep_no_other_back() {
    let flat = Flat::with(&[water()]).await;
    let long = "1".repeat(10_000);
    let hostile = ["", "\0", "a#b", "../x", "|", "{{7*7}}", "<script>", "=HYPERLINK()", "１２３", "\u{202e}321", &long];
    let named = |id: &&str| json!({"meter_id": id, "values": ["130"]});
    let rows: Vec<_> = hostile.iter().map(named).chain([row(&water(), &["130"])]).collect();
    let mut verdicts = verdicts(&flat.post(&rows).await);
    assert_eq!(verdicts.pop().unwrap().0, "accepted");
    assert!(verdicts.iter().all(|(_, code)| code == "unknown_meter"), "{verdicts:?}");
}

#[tokio::test]
async fn more_meters_than_a_transaction_holds_are_answered_together_and_again() {
    let meters: Vec<_> = (1..=30).map(|place| samples::meter(crate::flat::NUMBER, &format!("№ {place}"))).collect();
    let flat = Flat::with(&meters).await;
    let rows: Vec<_> = meters.iter().chain([&meters[0]]).map(|meter| row(meter, &["130"])).collect();
    let first = flat.post_named("a", &rows).await;
    let verdicts = verdicts(&first);
    assert!(verdicts[..30].iter().all(|(status, _)| status == "accepted"), "{}", first.text());
    assert_eq!(verdicts[30].1, "duplicate_row", "also across transactions");
    let again = flat.post_named("a", &rows).await;
    assert_eq!((again.json(), again.usage.write_units), (first.json(), 0.0));
}

#[tokio::test]
async fn what_the_company_has_read_in_this_window_is_not_written_again() {
    let flat = Flat::with(&[water()]).await;
    flat.company_has_read("130", date(2026, 10, 18)).await;
    assert_eq!(verdict(&flat.water_shows("130,0").await), "accepted");
    assert_eq!(flat.stored(&water()).await, []);
    // A value of the month before is another matter: nothing went through since.
    flat.company_has_read("130", date(2026, 10, 14)).await;
    assert_eq!(flat.water_shows("130").await.json()["items"][0]["consumption"], json!(["0"]));
    assert_eq!(flat.stored(&water()).await.len(), 1);
}

#[tokio::test]
async fn a_reading_below_one_that_the_company_has_sent_meanwhile_is_refused_with_it() {
    let flat = Flat::with(&[water()]).await;
    flat.company_has_read("131", date(2026, 10, 18)).await;
    let answer = flat.water_shows("130").await;
    assert_eq!(verdict(&answer), "below_previous");
    let message = answer.json()["items"][0]["message"].as_str().unwrap().to_owned();
    assert!(message.contains("131 от 18 октября 2026"), "{message}");
}

#[tokio::test]
async fn a_meter_past_its_verification_is_accepted_with_a_warning_or_refused_as_the_company_chose() {
    let mut meter = water();
    meter.verification_due = date(2026, 10, 19);
    let flat = Flat::with(&[meter]).await;
    let answer = flat.water_shows("130").await;
    assert_eq!(answer.json()["items"][0]["warnings"][0]["code"], "verification_overdue");
    flat.company(|company| company.policies.overdue_verification = OverdueVerification::Refuse).await;
    let refused = flat.water_shows("131").await;
    assert_eq!(verdict(&refused), "verification_overdue");
    assert!(refused.json()["items"][0]["message"].as_str().unwrap().contains("19 октября 2026"));
}

#[tokio::test]
async fn meters_that_are_gone_unknown_or_named_twice_are_rejected_alone() {
    let mut gone = power();
    gone.archived = Some(Archived { on: date(2026, 10, 1), replaced_by: None });
    let flat = Flat::with(&[water(), gone]).await;
    flat.app.table.put(&samples::meter("7", "чужой")).await.unwrap();
    let answer = flat
        .post(&[
            row(&power(), &["1001", "501"]),
            row(&samples::meter("7", "чужой"), &["130"]),
            json!({"meter_id": "a#b", "values": ["1"]}),
            row(&water(), &["130"]),
            row(&water(), &["131"]),
        ])
        .await;
    let codes: Vec<_> = verdicts(&answer).into_iter().map(|(_, code)| code).collect();
    assert_eq!(codes, ["meter_archived", "unknown_meter", "unknown_meter", "", "duplicate_row"]);
}

#[tokio::test]
async fn a_form_that_is_no_form_is_refused() {
    let flat = Flat::with(&[water()]).await;
    let fields = async |body: serde_json::Value| {
        let answer = flat.post_as(&ivanov(), &body).await;
        assert_eq!(answer.status, 422, "{}", answer.text());
        answer.fields().remove(0)
    };
    let field = |path: &str, code: &str| (path.to_owned(), code.to_owned());
    assert_eq!(fields(json!({"readings": []})).await, field("readings", "required"));
    assert_eq!(fields(json!({"readings": [], "extra": 1})).await.1, "unknown_field");
    let many: Vec<_> = (0..51).map(|_| row(&water(), &["1"])).collect();
    assert_eq!(fields(json!({ "readings": many })).await, field("readings", "too_many"));
    assert_eq!(fields(json!({"readings": "130"})).await, field("readings", "wrong_type"));
    assert_eq!(fields(json!({})).await, field("readings", "required"));
    let path = format!("/api/accounts/{}/readings", account());
    let twice = flat.app.post(&path).bearer(&flat.app.token(&ivanov()));
    let twice = twice.raw("application/json", r#"{"readings":[],"readings":[]}"#).send().await;
    assert_eq!(twice.problem(), (400, "duplicate_key".to_owned()));
}

#[tokio::test]
async fn somebody_elses_account_is_not_there_whatever_the_body_holds() {
    let flat = Flat::with(&[water()]).await;
    for body in [json!({"readings": [row(&water(), &["130"])]}), json!({"nonsense": true}), json!([])] {
        let answer = flat.post_as(&samples::user_id(2), &body).await;
        assert_eq!(answer.problem(), (404, "not_found".to_owned()));
    }
    let path = format!("/api/accounts/{}/readings", account());
    assert_eq!(flat.app.post(&path).json(&json!({})).send().await.status, 401);
    assert_eq!(flat.stored(&water()).await, []);
}
