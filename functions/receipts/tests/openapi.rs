#[test]
fn the_route_is_documented() {
    let document = serde_json::to_value(receipts::openapi()).unwrap();
    let answer = &document["paths"]["/api/accounts/{id}/receipts/{period}"]["get"]["responses"]["200"];
    assert!(answer["content"]["application/pdf"].is_object(), "{answer}");
}
