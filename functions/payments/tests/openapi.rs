#[test]
fn the_route_is_documented_in_both_forms() {
    let document = serde_json::to_value(payments::openapi()).unwrap();
    let content = &document["paths"]["/api/accounts/{id}/movements"]["get"]["responses"]["200"]["content"];
    assert!(content["application/json"].is_object() && content["text/csv"].is_object(), "{content}");
}
