#[test]
fn the_states_are_documented_as_the_answers_spell_them() {
    let document = serde_json::to_value(requests::openapi()).unwrap();
    assert!(document["paths"]["/api/accounts/{id}/appeals"]["post"].is_object());
    let status = &document["components"]["schemas"]["Appeal"]["properties"]["status"]["enum"];
    assert_eq!(*status, serde_json::json!(["new", "in_progress", "answered", "closed"]));
}

#[test]
fn an_appeal_that_nobody_has_rated_is_documented() {
    let document = serde_json::to_value(requests::openapi()).unwrap();
    let rating = &document["components"]["schemas"]["Appeal"]["properties"]["rating"];
    assert_eq!(rating["type"], serde_json::json!(["string", "null"]));
    assert_eq!(rating["enum"], serde_json::json!(["helped", "not_helped", null]));
}
