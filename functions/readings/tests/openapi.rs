#[test]
fn the_route_is_documented() {
    let document = serde_json::to_value(readings::openapi()).unwrap();
    assert!(document["paths"]["/api/accounts/{id}/meters"]["get"].is_object());
    let resource = &document["components"]["schemas"]["Meter"]["properties"]["resource"]["enum"];
    assert_eq!(*resource, serde_json::json!(["cold_water", "hot_water", "electricity", "gas", "heat"]));
}
