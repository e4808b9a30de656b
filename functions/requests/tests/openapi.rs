#[test]
fn the_states_are_documented_as_the_answers_spell_them() {
    let document = serde_json::to_value(requests::openapi()).unwrap();
    assert!(document["paths"]["/api/accounts/{id}/appeals"]["post"].is_object());
    let status = &document["components"]["schemas"]["Appeal"]["properties"]["status"]["enum"];
    assert_eq!(*status, serde_json::json!(["new", "in_progress", "answered", "closed"]));
}
