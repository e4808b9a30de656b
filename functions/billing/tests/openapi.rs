#[test]
fn every_route_is_documented() {
    let document = serde_json::to_value(billing::openapi()).unwrap();
    for path in [
        "/api/accounts/{id}/periods",
        "/api/accounts/{id}/charges",
        "/api/accounts/{id}/charges/{period}",
        "/api/accounts/{id}/odn/{period}",
    ] {
        assert!(document["paths"][path]["get"].is_object(), "{path}");
    }
    let channel = &document["components"]["schemas"]["StatementPayment"]["properties"]["channel"]["enum"];
    assert_eq!(*channel, serde_json::json!(["online", "bank", "post", "cash"]));
}
